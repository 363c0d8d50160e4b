import { deepEqual, equal, ok } from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { followed, isWebAddress } from '../../web/router/web-address.ts'
import { readText } from '../../web/verdict/read-input.ts'

const ODD = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' \u0001javascript:alert(1)',
  'java\nscript:alert(1)',
  'java\tscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'blob:https://a.example/1',
  'file:///etc/passwd',
  'irc://a.example',
  'intent://a#Intent;end',
  'did:web:a.example',
  'urn:uuid:1',
]

describe('a link of a page', () => {
  it('is made of addresses of the web alone', () => {
    for (const url of [
      'https://a.example/',
      'http://a.example',
      'HTTPS://a.example',
      'mailto:a@b.example',
    ]) {
      ok(isWebAddress(url), url)
      equal(followed(url), url)
    }
    for (const odd of ODD) {
      equal(isWebAddress(odd), false, odd)
      equal(followed(odd), undefined, odd)
    }
  })

  it('is made of our own addresses where a text names them, and of nothing where it names none', () => {
    for (const own of ['/courses', '#part', '?a=b', 'next', '//a.example/x'])
      equal(followed(own), own)
    equal(followed(undefined), undefined)
    for (const none of ['/courses', '', 'a b']) equal(isWebAddress(none), false)
  })

  it('is not what somebody pastes to have it checked', () => {
    const origin = 'https://brevet.example'
    equal(readText('https://a.example/badge', origin).kind, 'link')
    for (const odd of ODD) ok(readText(odd, origin).kind !== 'link', odd)
  })

  /** What links lead to that are neither written out nor begin with a path of ours, and why each is safe. */
  const KNOWN: Readonly<Record<string, string>> = {
    href: 'ours: the argument of Link and ButtonLink',
    'followed(href)': 'looked at',
    url: 'https alone (verdict/works.ts)',
    redirectUri: 'looked at before (asked-page.tsx)',
    recordUrl: 'of our own answers',
    target: 'looked at when it was registered (pushed-request.ts)',
    'offer.offerUri': 'of our own answers: opens a wallet',
    'result.url': 'looked at when it was read (read-input.ts)',
    link: 'of our own mail, in development',
  }

  it('leads to what was looked at, on every page', () => {
    const unknown: string[] = []
    let links = 0
    for (const file of globSync('web/**/*.tsx')) {
      const source = readFileSync(file, 'utf8')
      for (const [, expression = ''] of source.matchAll(/<a\b[^>]*?\shref=\{(`[^`]*`|[^}]*)\}/gs)) {
        links++
        const fixed = /^`(?:[/#]|mailto:)/.test(expression)
        if (!fixed && !(expression in KNOWN)) unknown.push(`${file}: ${expression}`)
      }
    }
    deepEqual(unknown, [])
    ok(links >= 10, `${links}`)
  })
})
