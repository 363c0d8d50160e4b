import { deepEqual, equal, match, ok } from 'node:assert/strict'
import fc from 'fast-check'
import { verifyCredential } from '../../credentials/index.ts'
import { checkOf, client, openBench, problemTypes } from './edge.ts'
import {
  ASSERTION,
  assertion2,
  assertion05,
  assertion10,
  assertion11,
  signedAssertion2,
  signedBadge,
} from './older-badges.ts'
import { NOW } from './support.ts'

const cases: readonly (readonly [string, object | string, string, string])[] = [
  ['hosted, 2.0', assertion2, 'open-badges-2', `hosted: ${ASSERTION}`],
  [
    'hosted, 2.0, by the other name of its context',
    { ...assertion2, '@context': ['https://openbadgespec.org/v2/context.json'] },
    'open-badges-2',
    `hosted: ${ASSERTION}`,
  ],
  [
    'signed, 2.0',
    signedBadge(signedAssertion2),
    'open-badges-2',
    'signed: https://badges.example/keys/1',
  ],
  [
    'a badge class of 2.0',
    { ...assertion2.badge, '@context': assertion2['@context'] },
    'open-badges-2',
    'hosted: https://badges.example/badges/1',
  ],
  ['hosted, 1.1', assertion11, 'open-badges-1', `hosted: ${ASSERTION}`],
  ['hosted, 1.0, without a context', assertion10, 'open-badges-1', `hosted: ${ASSERTION}`],
  [
    'signed, 1.0',
    signedBadge({
      ...assertion10,
      verify: { type: 'signed', url: 'https://badges.example/k.pem' },
    }),
    'open-badges-1',
    'signed: https://badges.example/k.pem',
  ],
  ['of 0.5', assertion05, 'open-badges-1', 'hosted'],
]

describe('a badge of before Open Badges 3.0', () => {
  const bench = openBench()

  for (const [what, badge, reason, detail] of cases) {
    it(`is told apart and never green: ${what}`, async () => {
      const { edge, world } = bench()
      for (const given of [badge, typeof badge === 'string' ? badge : JSON.stringify(badge)]) {
        const { status, body } = await edge.post('/credentials/verify', {
          verifiableCredential: given,
        })
        deepEqual([status, body.verified, body.outcome], [400, false, 'undetermined'])
        equal(body.format, reason)
        const form = checkOf(body, 'form') as {
          readonly detail?: string
          outcome: string
          reason?: string
        }
        deepEqual([form.outcome, form.reason, form.detail], ['undetermined', reason, detail])
        deepEqual(problemTypes(body), [`credential-${reason}`])
        equal(body.credential, undefined)
        equal(checkOf(body, 'proof')?.outcome, 'undetermined')
      }
      deepEqual(world.web.asked, [], 'nothing is fetched for it')
    })
  }

  it('is explained in words, with what can be checked', async () => {
    for (const [language, said] of [
      ['en', /version 2\.0\. It is not signed in the way that is checked here.*Its issuer’s site/],
      ['fr', /version 2\.0\. Il n’est pas signé.*site de son émetteur/],
      ['ar', /الإصدار 2\.0.*موقع مصدرها/],
      ['zgh', /Open Badge 2\.0/],
    ] as const) {
      const { body } = await bench().edge.post('/credentials/verify', {
        verifiableCredential: assertion2,
        options: { language },
      })
      match(String(checkOf(body, 'form')?.message), said)
    }
  })

  it('is told apart among the lines of a batch and in a presentation', async () => {
    const { edge } = bench()
    const lines = [assertion2, signedBadge(assertion11)].map((verifiableCredential) =>
      JSON.stringify({ verifiableCredential }),
    )
    const { text } = await edge.post('/credentials/verify/batch', lines.join('\n'), {
      as: client('acme'),
      headers: { 'content-type': 'application/x-ndjson' },
    })
    const formats = text
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { format: string }).format)
    deepEqual(formats, ['open-badges-2', 'open-badges-1'])
    const { body } = await edge.post('/presentations/verify', {
      verifiablePresentation: {
        '@context': ['https://www.w3.org/ns/credentials/v2'],
        type: ['VerifiablePresentation'],
        verifiableCredential: [assertion2],
      },
    })
    equal(body.verified, false)
  })

  it('meets no policy, and its receipt says that it was not checked', async () => {
    const { edge } = bench()
    const { body } = await edge.post('/credentials/verify', {
      verifiableCredential: assertion2,
      options: { policy: { issuers: ['did:web:x'] } },
    })
    deepEqual(
      [body.verified, (body.policy as { outcome: string }).outcome],
      [false, 'undetermined'],
    )
    const made = await edge.post('/api/receipts', { verifiableCredential: assertion2 })
    const { credentialSubject } = made.body.receipt as {
      credentialSubject: Record<string, unknown>
    }
    deepEqual([credentialSubject.verified, credentialSubject.outcome], [false, 'undetermined'])
  })

  it('is not what says that it is a credential: that is checked as one', async () => {
    const { edge, world } = bench()
    const draft = {
      '@context': ['https://www.w3.org/2018/credentials/v1', 'https://w3id.org/openbadges/v2'],
      type: ['VerifiableCredential'],
      issuer: 'did:web:x.example',
      issuanceDate: '2020-01-01T00:00:00Z',
      credentialSubject: {},
    }
    const { body } = await edge.post('/credentials/verify', { verifiableCredential: draft })
    deepEqual([body.outcome, checkOf(body, 'contexts')?.reason], ['failed', 'context-unknown'])
    const badge = { ...(await world.badge()), '@context': 'https://w3id.org/openbadges/v2' }
    const changed = await edge.post('/credentials/verify', { verifiableCredential: badge })
    equal(changed.body.outcome, 'failed')
  })

  it('is green in no form, whatever its members', async () => {
    const member = fc.constantFrom(
      'type',
      'badge',
      'recipient',
      'verify',
      'id',
      'proof',
      '@context',
    )
    const value = fc.oneof(fc.jsonValue(), fc.constant(assertion2), fc.constant(['Assertion']))
    await fc.assert(
      fc.asyncProperty(fc.dictionary(member, value), async (changes) => {
        const { verified } = await verifyCredential(
          { ...assertion2, ...changes },
          {},
          {
            clock: () => NOW,
            fetch: () => Promise.reject(new Error('nothing is asked')),
          },
        )
        ok(!verified)
      }),
    )
  })
})
