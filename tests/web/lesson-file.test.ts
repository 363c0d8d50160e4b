import { equal, match, ok } from 'node:assert/strict'
import { lessonDocument } from '../../web/pages/module/lesson-file.ts'

const parts = { title: 'Demander', above: 'Brevet', lang: 'fr', html: '<p>Un lecteur, un but.</p>' }

describe('a lesson kept as a file', () => {
  it('is a whole document in its language and direction', () => {
    match(lessonDocument(parts), /^<!doctype html>\n<html lang="fr" dir="ltr">/)
    match(lessonDocument({ ...parts, lang: 'ar' }), /<html lang="ar" dir="rtl">/)
    match(lessonDocument(parts), /<h1>Demander<\/h1>\n<p>Un lecteur, un but\.<\/p>/)
  })

  it('asks for nothing from elsewhere and runs nothing', () => {
    ok(!/<script|<link|src=|@import|url\(/.test(lessonDocument(parts)))
  })

  it('takes titles for text', () => {
    const html = lessonDocument({ ...parts, title: '<img src=x> & "co"', lang: 'fr"><script>' })
    equal(html.includes('<img src=x>'), false)
    equal(html.includes('<script>'), false)
    match(html, /<h1>&lt;img src=x&gt; &amp; &quot;co&quot;<\/h1>/)
  })
})
