import { deepEqual, equal } from 'node:assert/strict'
import {
  createStatusListCredential,
  type DidDocument,
  emptyStatusList,
  type JsonObject,
  setStatusBit,
  verifyCredential,
} from '../../credentials/index.ts'
import { complaints } from './support/documents.ts'
import { signerOf } from './support/signers.ts'
import { entry, LIST, withStatus } from './support/status-lists.ts'
import { createWorld } from './support/world.ts'

const NOW = 1_800_000_000
const web = signerOf('issuer', { did: 'did:web:issuer.example' })
const didDocument = {
  id: web.did,
  verificationMethod: [
    {
      ...{ id: web.verificationMethod, type: 'Multikey', controller: web.did },
      publicKeyMultibase: web.publicKeyMultibase,
    },
  ],
  assertionMethod: [web.verificationMethod],
} as unknown as DidDocument

/** One verifier whose clock is moved by hand, and how often it looked for the key: for a credential, for a list. */
function createVerifier() {
  let now = NOW
  const looked = { times: 0 }
  const world = createWorld(NOW)
  const deps = {
    ...world,
    clock: () => now,
    resolveDid: async () => {
      looked.times++
      return didDocument
    },
  }
  return {
    looked,
    pages: world.pages,
    wait: (seconds: number) => {
      now += seconds
    },
    complaintsOf: async (index: string) => {
      const signed = await withStatus(world, entry({ statusListIndex: index }), web)
      return complaints(await verifyCredential(signed, {}, deps))
    },
    list: async (set: readonly number[], entries?: number): Promise<JsonObject> => {
      const bits = emptyStatusList(entries)
      for (const index of set) setStatusBit(bits, index, true)
      const request = { id: LIST, purpose: 'revocation', bits, signer: web } as const
      return createStatusListCredential(request, world)
    },
  }
}

describe('a status list that many credentials cite', () => {
  it('is verified once in a second, and read for each at its own place', async () => {
    const { pages, list, complaintsOf, looked, wait } = createVerifier()
    pages.set(LIST, await list([7]))
    deepEqual(await complaintsOf('5'), [])
    equal(looked.times, 2)
    deepEqual(await complaintsOf('7'), ['status: revoked'])
    deepEqual(await complaintsOf('6'), [])
    equal(looked.times, 4)
    wait(1)
    deepEqual(await complaintsOf('5'), [])
    equal(looked.times, 6)
  })

  it('is another as soon as its text is', async () => {
    const { pages, list, complaintsOf } = createVerifier()
    pages.set(LIST, await list([]))
    deepEqual(await complaintsOf('5'), [])
    pages.set(LIST, await list([5]))
    deepEqual(await complaintsOf('5'), ['status: revoked'])
    pages.set(LIST, { ...(await list([])), validFrom: '2020-01-01T00:00:00Z' })
    deepEqual(await complaintsOf('5'), ['status: status-list-invalid'])
  })

  it('is read again by the next who asks when it did not pass', async () => {
    const { pages, list, complaintsOf } = createVerifier()
    const forged = { ...(await list([])), issuer: 'did:web:other.example' }
    pages.set(LIST, forged)
    for (const _ of [1, 2]) deepEqual(await complaintsOf('5'), ['status: status-list-invalid'])
  })

  it('is read by many at once as by one', async () => {
    const { pages, list, complaintsOf } = createVerifier()
    pages.set(LIST, await list([1, 3, 5, 7, 9]))
    const all = await Promise.all(Array.from({ length: 10 }, (_, at) => complaintsOf(String(at))))
    deepEqual(
      all.map((found) => found.length),
      [0, 1, 0, 1, 0, 1, 0, 1, 0, 1],
    )
  })

  it('may be larger than what is kept', async () => {
    const { pages, list, complaintsOf } = createVerifier()
    pages.set(LIST, await list([1_900_000], 2_000_000))
    for (const _ of [1, 2]) {
      deepEqual(await complaintsOf('1900000'), ['status: revoked'])
      deepEqual(await complaintsOf('5'), [])
    }
  })
})
