import { equal, match, ok } from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { escapeHtml, renderLetter } from '../../accounts/mail/letter.ts'
import { LANGUAGES } from '../../platform/i18n.ts'

const letter = {
  to: 'lina@example.org',
  language: 'en',
  subject: 'Hello',
  paragraphs: ['One.', 'Two.'],
} as const

describe('a letter', () => {
  it('says first what it is about, then the one thing to do, then the rest', () => {
    const action = { label: 'Open', url: 'https://brevet.example/x?a=1&b=2' }
    const { text, html } = renderLetter({ ...letter, action }, 'Brevet')
    equal(text, 'One.\n\nOpen\nhttps://brevet.example/x?a=1&b=2\n\nTwo.\n\n-- \nBrevet\n')
    match(html, /<p>One\.<\/p><p><a href="https:\/\/brevet\.example\/x\?a=1&amp;b=2"/)
    match(html, /lang="en" dir="ltr"/)
  })

  it('has no button when there is nothing to do', () => {
    const { text, html } = renderLetter(letter, 'Brevet')
    equal(text, 'One.\n\nTwo.\n\n-- \nBrevet\n')
    ok(!html.includes('<a '))
  })

  it('runs from right to left in Arabic alone', () => {
    for (const language of LANGUAGES) {
      const { html } = renderLetter({ ...letter, language }, 'Brevet')
      match(html, new RegExp(`lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}"`))
    }
  })

  it('never has a line break in its subject, nor a tag that a text brought in', () => {
    const anything = fc.string({ unit: 'binary' })
    fc.assert(
      fc.property(anything, anything, (subject, paragraph) => {
        const mail = renderLetter({ ...letter, subject, paragraphs: [paragraph] }, 'Brevet')
        ok(!/\p{Cc}/u.test(mail.subject))
        const plain = renderLetter({ ...letter, subject: 's', paragraphs: ['p'] }, 'Brevet')
        equal(mail.html.split('<').length, plain.html.split('<').length)
      }),
    )
  })

  it('writes the five characters of HTML so that they stay text', () => {
    equal(
      escapeHtml(`<a href="x">'&'</a>`),
      '&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;',
    )
  })
})

describe('the texts of accounts', () => {
  const read = async (language: string) =>
    JSON.parse(
      await readFile(new URL(`../../accounts/messages/${language}.json`, import.meta.url), 'utf8'),
    ) as Record<string, string>

  it('exist in all four languages with the same placeholders', async () => {
    const english = await read('en')
    const placeholders = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).sort().join()
    for (const language of LANGUAGES) {
      const texts = await read(language)
      equal(Object.keys(texts).join(), Object.keys(english).join())
      for (const [key, text] of Object.entries(texts)) {
        ok(text.trim() !== '', `${language} ${key}`)
        equal(placeholders(text), placeholders(english[key] ?? ''), `${language} ${key}`)
      }
    }
  })

  it('are written in the script of their language', async () => {
    for (const text of Object.values(await read('ar')))
      if (text !== 'Brevet') match(text, /[\u0600-\u06ff]/)
    for (const text of Object.values(await read('zgh')))
      if (text !== 'Brevet') match(text, /[\u2d30-\u2d7f]/)
  })
})
