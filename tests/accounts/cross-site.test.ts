import { doesNotThrow, equal, throws } from 'node:assert/strict'
import fc from 'fast-check'
import { ownOrigins } from '../../accounts/sign-in/auth.ts'
import { type RequestOrigin, refuseCrossSite } from '../../accounts/sign-in/cross-site.ts'
import { readConfig } from '../../platform/config.ts'
import type { Problem } from '../../platform/problem.ts'

const OWN = ['https://brevet.example']

const from = (origin?: string, fetchSite?: string, method = 'POST'): RequestOrigin => ({
  ...{ method, origin, fetchSite },
})
const refused = (request: RequestOrigin): void =>
  throws(
    () => refuseCrossSite(request, OWN),
    (error: Problem) => error.type.slug === 'cross-site-request',
  )
const taken = (request: RequestOrigin): void => doesNotThrow(() => refuseCrossSite(request, OWN))

describe('a request that changes something for a signed-in person', () => {
  it('is taken from our own pages', () => {
    taken(from('https://brevet.example'))
    taken(from('https://brevet.example', 'same-origin'))
  })

  it('is taken from a form of ours whose browser hides the origin', () => {
    taken(from('null', 'same-origin'))
    taken(from(undefined, 'same-origin'))
  })

  it('is taken from a program that is no browser', () => {
    taken(from())
    taken(from(undefined, 'none'))
  })

  const foreign = [
    'https://evil.example',
    'http://brevet.example',
    'https://brevet.example:8443',
    'https://brevet.example.evil.example',
    'https://sub.brevet.example',
    'https://brevet.example/',
    'HTTPS://BREVET.EXAMPLE',
    '',
  ]
  for (const origin of foreign) {
    it(`is refused from ${origin === '' ? 'an empty origin' : origin}`, () => {
      refused(from(origin))
      refused(from(origin, 'same-origin'))
    })
  }

  it('is refused from a page that hides its origin and is not ours', () => {
    for (const site of [undefined, 'cross-site', 'same-site', 'none', 'odd']) {
      refused(from('null', site))
    }
    for (const site of ['cross-site', 'same-site', 'odd']) refused(from(undefined, site))
  })

  it('is refused whatever the method is called', () => {
    for (const method of ['PUT', 'PATCH', 'DELETE', 'post', 'PURGE']) {
      refused(from('https://evil.example', undefined, method))
    }
  })

  it('is not what reading is', () => {
    for (const method of ['GET', 'HEAD', 'OPTIONS']) {
      taken(from('https://evil.example', 'cross-site', method))
    }
  })

  it('is refused from any origin made up', () => {
    fc.assert(
      fc.property(
        fc.webUrl().filter((url) => !OWN.includes(url)),
        fc.option(fc.constantFrom('same-origin', 'same-site', 'cross-site', 'none'), {
          nil: undefined,
        }),
        (origin, site) => refused(from(origin, site)),
      ),
      { numRuns: 30 },
    )
  })
})

describe('our own origins', () => {
  const production = { NODE_ENV: 'production', SMTP_URL: 'smtp://127.0.0.1:9' }

  it('are the public address alone in production, also when it is a local one', () => {
    const config = readConfig({ ...production, PUBLIC_URL: 'https://localhost:8443' })
    equal(ownOrigins(config).join(), 'https://localhost:8443')
  })

  it('are, in development, the same port by name and by number', () => {
    const config = readConfig({ PORT: '4000' })
    equal(ownOrigins(config).join(), 'http://localhost:4000,http://127.0.0.1:4000')
  })
})
