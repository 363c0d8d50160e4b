import { deepEqual, equal } from 'node:assert/strict'
import { verifyCredential } from '@digitalcredentials/verifier-core'
import { openPlatform, type Platform } from './platform.ts'

const BADGE = {
  '@context': [
    'https://www.w3.org/ns/credentials/v2',
    'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
  ],
  id: 'urn:uuid:9b1cb2a4-6f0e-4f3f-9df1-8a1f6a1f3f10',
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  name: 'Welding',
  validFrom: '2026-01-01T00:00:00Z',
  credentialSubject: {
    id: 'did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK',
    type: ['AchievementSubject'],
    achievement: {
      id: 'urn:uuid:1d9f0d0c-0b2e-4b57-9f7e-6a9c1f0f2c11',
      type: ['Achievement'],
      name: 'Welding',
      description: 'Joins metal.',
      criteria: { narrative: 'Three seams.' },
    },
  },
}

interface Step {
  readonly id: string
  readonly valid?: boolean
}

describe('@digitalcredentials/verifier-core', () => {
  let brevet: Platform
  before(async () => {
    brevet = await openPlatform()
  })
  after(async () => {
    await brevet.end()
  })

  const badgeOf = async (instance: string) => {
    const { did } = await brevet.get(`/issuers/${instance}`)
    const issuer = { id: did, type: ['Profile'], name: 'Brevet' }
    const { verifiableCredential } = await brevet.issue(instance, { ...BADGE, issuer })
    return verifiableCredential as Record<string, unknown>
  }
  const stepsOf = async (credential: Record<string, unknown>) => {
    const { log = [], errors } = (await verifyCredential({
      credential: credential as never,
      knownDIDRegistries: [],
    })) as { log?: Step[]; errors?: unknown }
    return { steps: new Map(log.map(({ id, valid }) => [id, valid])), errors }
  }

  it('finds the signature of a badge valid', async () => {
    const { steps, errors } = await stepsOf(await badgeOf('default'))
    deepEqual([steps.get('valid_signature'), steps.get('expiration')], [true, true], String(errors))
  })

  it('does not find it valid once a word of it was changed', async () => {
    const { steps } = await stepsOf({ ...(await badgeOf('default')), name: 'Painting' })
    equal(steps.get('valid_signature') === true, false)
  })
})
