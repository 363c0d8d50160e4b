import { deepEqual, equal, match } from 'node:assert/strict'
import { issueCredential } from '../../credentials/index.ts'
import { createSigner, generateKey } from '../../keys/index.ts'
import { openBench, slugOf } from './edge.ts'
import { NOW } from './support.ts'

const bench = openBench()

const issue = () => {
  const signer = createSigner('ES256', generateKey('ES256'))
  return issueCredential(
    {
      credential: {
        '@context': [
          'https://www.w3.org/ns/credentials/v2',
          'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
        ],
        id: 'urn:uuid:1d5f7a6e-1111-4222-8333-944445555666',
        type: ['VerifiableCredential', 'OpenBadgeCredential'],
        name: 'Reader',
        issuer: { id: signer.did, type: ['Profile'], name: 'School' },
        validFrom: '2026-11-22T00:00:00Z',
        credentialSubject: {
          type: ['AchievementSubject'],
          achievement: {
            id: 'https://school.example/a/1',
            type: ['Achievement'],
            name: 'Reader',
            description: 'Reads.',
            criteria: { narrative: 'Read.' },
          },
        },
      },
      signer,
      mechanism: 'ecdsa-sd-2023',
      options: { mandatoryPointers: ['/issuer', '/validFrom'] },
    },
    { clock: () => NOW, fetch: () => Promise.reject(new Error('nothing')) },
  )
}

describe('POST /credentials/derive', () => {
  const derive = (verifiableCredential: unknown, selectivePointers: unknown) =>
    bench().edge.post('/credentials/derive', {
      verifiableCredential,
      options: { selectivePointers },
    })

  it('shows what is asked and what is mandatory, and nothing else', async () => {
    const { status, body } = await derive(await issue(), ['/credentialSubject/achievement/name'])
    equal(status, 201)
    const derived = body.verifiableCredential as Record<string, unknown>
    equal(derived.name, undefined)
    deepEqual((derived.issuer as { name: string }).name, 'School')
    const { achievement } = derived.credentialSubject as { achievement: Record<string, unknown> }
    equal(achievement.name, 'Reader')
    equal(achievement.criteria, undefined)
  })

  it('refuses a pointer that leads nowhere, and a credential without a base proof', async () => {
    const nowhere = await derive(await issue(), ['/credentialSubject/secret'])
    equal(nowhere.status, 400)
    equal(slugOf(nowhere.body), 'not-derivable')
    match(JSON.stringify(nowhere.body.errors), /\/verifiableCredential/)
    equal(slugOf((await derive(await bench().world.badge(), ['/name'])).body), 'not-derivable')
    equal(slugOf((await derive({}, [])).body), 'not-derivable')
  })

  it('refuses what is no request', async () => {
    for (const [credential, pointers] of [
      ['x', []],
      [{}, 'x'],
      [{}, [3]],
      [null, []],
    ]) {
      equal(slugOf((await derive(credential, pointers)).body), 'invalid-request')
    }
    equal(slugOf((await bench().edge.post('/credentials/derive', '{')).body), 'malformed-json')
  })
})
