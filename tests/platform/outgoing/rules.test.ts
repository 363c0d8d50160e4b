import { deepEqual, equal, ok, throws } from 'node:assert/strict'
import fc from 'fast-check'
import { FetchRefused } from '../../../platform/fetch.ts'
import { checkedUrl, isOwn, type RuleConfig, redirectOf } from '../../../platform/outgoing/rules.ts'

const development: RuleConfig = {
  publicUrl: 'http://localhost:3000',
  production: false,
  fetchAllow: new Set(['inner.example:8080', '[::1]:9000', 'plain.example:80']),
}
const production: RuleConfig = {
  publicUrl: 'https://brevet.example',
  production: true,
  fetchAllow: new Set(),
}

describe('the URL of an outgoing request', () => {
  for (const url of [
    'https://example.com/',
    'https://example.com:8443/a?b=c',
    'HTTPS://EXAMPLE.COM/',
    'http://localhost:3000/own',
    'http://inner.example:8080/',
    'http://plain.example/',
    'http://[::1]:9000/',
    'https://inner.example:8080/',
  ]) {
    it(`may be ${url} in development`, () =>
      equal(checkedUrl(url, development).href, new URL(url).href))
  }

  for (const url of [
    'http://example.com/',
    'http://localhost:3001/',
    'http://localhost/',
    'http://inner.example/',
    'http://inner.example:8081/',
    'http://inner.example.evil.example:8080/',
    'ws://example.com/',
    'about:blank',
    'https://user@example.com/',
    'https://:password@example.com/',
    'https:\n//',
    'not a url',
  ]) {
    it(`may not be ${JSON.stringify(url)}`, () => {
      throws(() => checkedUrl(url, development), FetchRefused)
      throws(() => checkedUrl(url, production), FetchRefused)
    })
  }

  it('is never http in production', () => {
    for (const url of ['http://brevet.example/', 'http://inner.example:8080/']) {
      throws(() => checkedUrl(url, production), FetchRefused)
    }
  })

  it('loses its fragment', () => {
    equal(checkedUrl('https://example.com/a#key=secret', production).href, 'https://example.com/a')
  })

  it('of any text is https without credentials, or refused', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl({ withFragments: true })), (text) => {
        try {
          const url = checkedUrl(text, production)
          deepEqual([url.protocol, url.username, url.password, url.hash], ['https:', '', '', ''])
        } catch (error) {
          ok(error instanceof FetchRefused)
        }
      }),
    )
  })
})

describe('our own origin', () => {
  const own = (url: string, config: RuleConfig) => isOwn(new URL(url), config)

  it('is the public URL', () => {
    ok(own('http://localhost:3000/a', development))
    ok(own('https://brevet.example/a', production))
    ok(own('https://brevet.example:443/a', production))
  })

  it('is also its https form in development, and its http form never', () => {
    ok(own('https://localhost:3000/a', development))
    ok(!own('http://brevet.example/a', production))
    ok(!own('http://brevet.example/a', { ...production, production: false }))
  })

  it('is nothing else', () => {
    for (const url of [
      'http://localhost:3001/',
      'http://127.0.0.1:3000/',
      'https://localhost/',
      'https://brevet.example:8443/',
      'https://sub.brevet.example/',
      'https://brevet.example.evil.example/',
    ]) {
      ok(!own(url, development), url)
      ok(!own(url, production), url)
    }
  })
})

describe('a redirect', () => {
  const from = new URL('https://example.com/a/b')
  const to = (location: string | undefined, status = 302, url = from) =>
    redirectOf(url, { status, location })?.href

  it('leads on within the origin', () => {
    equal(to('/c'), 'https://example.com/c')
    equal(to('c'), 'https://example.com/a/c')
    equal(to('?d'), 'https://example.com/a/b?d')
    equal(to('https://example.com:443/c'), 'https://example.com/c')
    for (const status of [301, 302, 303, 307, 308]) equal(to('/c', status), 'https://example.com/c')
  })

  it('may step from http to https on the same host', () => {
    equal(to('https://example.com/', 301, new URL('http://example.com/')), 'https://example.com/')
  })

  it('is none without a place, or with another status', () => {
    equal(to(undefined), undefined)
    for (const status of [200, 201, 300, 304, 305, 404]) equal(to('/c', status), undefined)
  })

  for (const location of [
    'https://evil.example/',
    '//evil.example/',
    'https://example.com.evil.example/',
    'https://sub.example.com/',
    'https://example.com:8443/',
    'http://example.com/',
    'https://user@evil.example/',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'http://[',
    '\\\\evil.example\\a',
  ]) {
    it(`may not lead to ${location}`, () => {
      throws(() => to(location), FetchRefused)
    })
  }

  it('may not step to https on another port', () => {
    const here = new URL('http://example.com:8080/')
    throws(() => to('https://example.com:8443/', 302, here), FetchRefused)
  })

  it('never leaves the host, whatever is sent', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.webPath()), (location) => {
        try {
          const next = redirectOf(from, { status: 302, location })
          equal(next?.origin, from.origin)
        } catch (error) {
          ok(error instanceof FetchRefused)
        }
      }),
    )
  })
})
