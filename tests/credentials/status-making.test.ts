import { deepEqual, equal, throws } from 'node:assert/strict'
import fc from 'fast-check'
import {
  createStatusListCredential,
  emptyStatusList,
  type JsonObject,
  setStatusBit,
  setTokenStatus,
} from '../../credentials/index.ts'
import { nodePrimitives } from '../../credentials/primitives/node.ts'
import {
  readTokenStatus,
  signTokenStatusList,
  type TokenStatusListRequest,
} from '../../credentials/status/token-status-list.ts'
import { issuer, signerOf } from './support/signers.ts'
import { createWorld, NOW } from './support/world.ts'

const uri = 'https://brevet.example/tokens/1'
const deps = { clock: () => NOW, primitives: nodePrimitives }

async function partsOf(members: Partial<TokenStatusListRequest>) {
  const entries = new Uint8Array(4)
  const text = await signTokenStatusList(
    { uri, bits: 1, entries, signer: issuer, ...members },
    deps,
  )
  return text
    .split('.')
    .slice(0, 2)
    .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()) as JsonObject)
}

const statusAt = async (entries: Uint8Array, index: number, bits: number) =>
  readTokenStatus(
    {
      status_list: {
        bits,
        lst: Buffer.from(await nodePrimitives.deflate(entries)).toString('base64url'),
      },
    },
    index,
    nodePrimitives,
  )

describe('a list of tokens’ states', () => {
  it('keeps what was set last at each place, and touches no other', async () => {
    for (const bits of [1, 2] as const) {
      const change = fc.tuple(fc.nat(31), fc.nat(2 ** bits - 1))
      await fc.assert(
        fc.asyncProperty(fc.array(change, { maxLength: 60 }), async (changes) => {
          const entries = new Uint8Array((32 * bits) / 8)
          const model = new Array<number>(32).fill(0)
          for (const [index, value] of changes) {
            setTokenStatus(entries, { index, bits }, value)
            model[index] = value
          }
          const read = model.map(
            (_, at) => ((entries[(at * bits) >> 3] ?? 0) >> ((at * bits) % 8)) & (2 ** bits - 1),
          )
          deepEqual(read, model)
        }),
        { numRuns: 60 },
      )
    }
  })

  it('means valid, invalid, suspended, and whatever else an issuer agrees on', async () => {
    const entries = Uint8Array.of(0b11_10_01_00)
    const read = await Promise.all([0, 1, 2, 3].map((at) => statusAt(entries, at, 2)))
    deepEqual(read, ['valid', 'invalid', 'suspended', 'other'])
    equal(await statusAt(entries, 4, 2), undefined)
    equal(await statusAt(entries, 0, 3), undefined)
  })

  it('names the entry that is beyond it', () => {
    const beyond = { name: 'RangeError', message: 'entry 8 is beyond the list' }
    throws(() => setTokenStatus(new Uint8Array(1), { index: 8, bits: 1 }, 1), beyond)
    throws(() => setStatusBit(new Uint8Array(1), 8, true), beyond)
  })

  it('says until when and for how long it may be kept where that was asked for, and else nothing', async () => {
    const [, bare] = await partsOf({})
    deepEqual(Object.keys(bare ?? {}), ['sub', 'iss', 'iat', 'status_list'])
    const [, full] = await partsOf({ ttl: 60, expiresAt: NOW + 3600 })
    const { ttl, exp, iat, sub } = full ?? {}
    deepEqual([ttl, exp, iat, sub], [60, NOW + 3600, NOW, uri])
  })

  it('brings the certificates of its signer where there are some', async () => {
    const [bare] = await partsOf({})
    deepEqual(Object.keys(bare ?? {}).sort(), ['alg', 'kid', 'typ'])
    const [header] = await partsOf({ x5c: ['AAAA'] })
    const { x5c } = header ?? {}
    deepEqual(x5c, ['AAAA'])
  })
})

describe('a status list credential', () => {
  it('is signed by the suite of its signer’s key', async () => {
    for (const [algorithm, suite] of [
      ['Ed25519', 'eddsa-rdfc-2022'],
      ['ES256', 'ecdsa-rdfc-2019'],
      ['ES384', 'ecdsa-rdfc-2019'],
    ] as const) {
      const signer = signerOf('issuer', { algorithm })
      const request = { id: uri, purpose: 'revocation', bits: emptyStatusList(), signer } as const
      const list = await createStatusListCredential(request, createWorld())
      equal((list.proof as JsonObject).cryptosuite, suite)
    }
  })
})
