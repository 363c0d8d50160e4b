import { deepEqual, equal, match, ok } from 'node:assert/strict'
import fc from 'fast-check'
import { renderLetter } from '../../accounts/mail/letter.ts'
import { linkLetter } from '../../accounts/sign-in/link-mail.ts'
import { badLinkPage, confirmPage } from '../../accounts/sign-in/link-page.ts'
import { accountsTexts } from '../../accounts/texts.ts'
import { LANGUAGES } from '../../platform/i18n.ts'
import { NOW } from './harness.ts'

const texts = accountsTexts()
const how = { texts, publicUrl: 'https://brevet.example' }
const link = { email: 'lina@example.org', token: 'abc', language: 'en', next: '/' } as const

describe('the mail with a link', () => {
  it('is of use for fifteen minutes, and says so', () => {
    const { letter, expiresAt } = linkLetter(how, link, NOW)
    equal(expiresAt, NOW + 900)
    ok(letter.paragraphs.some((text) => text.includes('15 minutes')))
    equal(letter.to, 'lina@example.org')
  })

  it('leads to the page that asks, in the language of the mail', () => {
    const { letter } = linkLetter(how, { ...link, language: 'fr' }, NOW)
    equal(letter.action?.url, 'https://brevet.example/auth/link?token=abc&lang=fr')
  })

  it('carries where to go on to, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ unit: 'grapheme' }), (token, rest) => {
        const next = `/x${rest}`
        const { letter } = linkLetter(how, { ...link, token, next }, NOW)
        const url = new URL(letter.action?.url ?? '')
        equal(url.origin, 'https://brevet.example')
        deepEqual(
          [url.searchParams.get('token'), url.searchParams.get('next')],
          [token, next].map((text) => text.toWellFormed()),
        )
      }),
    )
  })

  for (const language of LANGUAGES) {
    it(`is complete in ${language}`, () => {
      const { letter } = linkLetter(how, { ...link, language }, NOW)
      const { subject, text, html } = renderLetter(letter, 'Brevet')
      for (const part of [subject, text, html]) ok(!part.includes('{{'))
      match(text, /15/)
      equal(letter.paragraphs.length, 3)
      ok(text.includes(letter.action?.url ?? '-'))
    })
  }
})

describe('the page behind the link', () => {
  it('posts token, path and language to us, as text', () => {
    const anything = fc.string({ unit: 'binary' })
    fc.assert(
      fc.property(anything, anything, (token, next) => {
        const { html } = confirmPage(texts, { language: 'en', token, next })
        const plain = confirmPage(texts, { language: 'en', token: 't', next: 'n' }).html
        equal(html.split('<').length, plain.split('<').length)
        equal(html.split('"').length, plain.split('"').length)
      }),
    )
  })

  it('allows its own style, a form to ourselves and nothing else', () => {
    const { contentSecurityPolicy: policy } = confirmPage(texts, { ...link, next: '/' })
    equal(badLinkPage(texts, 'ar').contentSecurityPolicy, policy)
    deepEqual(
      policy.split('; ').map((directive) => directive.replace(/'sha256-[^']+'/, 'own')),
      [
        "default-src 'none'",
        'style-src own',
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
      ],
    )
  })

  for (const language of LANGUAGES) {
    it(`speaks ${language}, when the link is good and when it is not`, () => {
      const good = confirmPage(texts, { ...link, language }).html
      const bad = badLinkPage(texts, language).html
      for (const html of [good, bad]) {
        match(
          html,
          new RegExp(`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">`),
        )
        match(html, /<title>[^<{]+<\/title>/)
        match(html, /<h1>[^<{]+<\/h1>/)
      }
      match(good, /<button>[^<{]+<\/button>/)
      match(bad, /<a href="\/sign-in">[^<{]+<\/a>/)
    })
  }
})
