import { deepEqual, equal, ok } from 'node:assert/strict'
import {
  canonizeStats,
  enableFastCanonize,
  issueCredential,
  messageFor,
  REASON_CODES,
  verifyCredential,
} from '../../credentials/index.ts'
import { FOREIGN, written } from './fuzz/foreign.ts'
import { badge, complaints } from './support/documents.ts'
import { secure } from './support/mechanisms.ts'
import { issuer } from './support/signers.ts'
import { createWorld } from './support/world.ts'

const world = createWorld()
const request = { credential: badge(), signer: issuer, mechanism: 'eddsa-rdfc-2022' } as const

describe('the front door', () => {
  it('gives the same verdict by the compiled contexts and by the reference alone', async () => {
    const credential = await issueCredential(request, world)
    enableFastCanonize(false)
    try {
      const before = canonizeStats()
      deepEqual((await verifyCredential(credential, {}, world)).outcome, 'passed')
      equal(canonizeStats().fast, before.fast)
      equal(canonizeStats().reference, before.reference + 2)
    } finally {
      enableFastCanonize(true)
    }
    const before = canonizeStats()
    deepEqual((await verifyCredential(credential, {}, world)).outcome, 'passed')
    equal(canonizeStats().fast, before.fast + 2)
    equal(canonizeStats().mismatches, 0)
  })

  it('has a sentence for every reason, in four languages that differ', () => {
    for (const reason of REASON_CODES) {
      const sentences = (['fr', 'en', 'ar', 'zgh'] as const).map((language) =>
        messageFor(language, 'form', { outcome: 'failed', reason }),
      )
      ok(
        sentences.every((sentence) => sentence.length > 3),
        reason,
      )
      equal(new Set(sentences).size, 4, reason)
    }
  })

  it('has a sentence for every check that passed', () => {
    for (const name of [
      'form',
      'contexts',
      'proof',
      'key',
      'purpose',
      'period',
      'status',
      'schema',
      'holder',
    ] as const) {
      ok(messageFor('zgh', name, { outcome: 'passed' }).length > 3, name)
    }
  })
})

describe('a badge of others', () => {
  it('is verified without the reference being asked', async () => {
    const world = createWorld()
    for (const [title, make] of FOREIGN) {
      const members = { ...written(make()), issuer: issuer.did, credentialStatus: undefined }
      const { evidence: _, termsOfUse: __, credentialSchema: ___, ...rest } = written(members)
      const signed = await secure(issuer, { suite: 'eddsa-rdfc-2022', world, members: rest }).catch(
        () => undefined,
      )
      if (!signed) continue
      const before = canonizeStats()
      const found = complaints(await verifyCredential(signed, {}, world))
      const after = canonizeStats()
      equal(after.reference, before.reference, title)
      ok(after.fast > before.fast, `${title}: ${found.join()}`)
    }
  })
})
