import { deepEqual, equal, rejects, throws } from 'node:assert/strict'
import { generateKeyPairSync, sign } from 'node:crypto'
import fc from 'fast-check'
import { keysMigrations, type Signer } from '../../keys/index.ts'
import { sideBySide } from '../../keys/kms-vault.ts'
import { openTestDatabase } from '../support/databases.ts'
import { type FakeKms, openFakeKms } from './fake-kms.ts'
import { openKeys, temporaryFolder } from './support.ts'
import { fault, itIsAVault } from './vault-behaviour.ts'

const ALGORITHMS: readonly Signer['algorithm'][] = ['Ed25519', 'ES256', 'ES384']

describe('keys at AWS KMS', () => {
  let kms: FakeKms
  before(async () => {
    kms = await openFakeKms()
  })
  after(() => kms.close())

  const env = (algorithm: string = 'ES256') => ({
    KEY_STORE: 'aws-kms:eu-west-3',
    KMS_ENDPOINT: `http://127.0.0.1:${kms.port}`,
    FETCH_ALLOW: `127.0.0.1:${kms.port}`,
    AWS_ACCESS_KEY_ID: 'AKID',
    AWS_SECRET_ACCESS_KEY: 'secret',
    ISSUING_ALGORITHM: algorithm,
  })
  for (const algorithm of ALGORITHMS) {
    describe(`of ${algorithm}`, () => {
      itIsAVault('aws-kms', () => ({
        env: env(algorithm),
        algorithm,
        count: async () => kms.count(),
      }))
    })
  }

  const opened = async (settings: Readonly<Record<string, string>>) => {
    const [db, close] = await openTestDatabase('sqlite', keysMigrations)
    const [dataDir, remove] = await temporaryFolder()
    const keys = await openKeys({ db, dataDir, env: settings })
    const end = async () => {
      await close()
      await remove()
    }
    const again = () => openKeys({ db, dataDir, env: settings })
    return { signer: () => keys.course.signer('course', { did: 'did:key' }), again, end }
  }

  it('say what KMS said, and make no half of a key', async () => {
    const { signer, end } = await opened(env())
    kms.failNext('AccessDeniedException')
    await rejects(signer(), fault('unreadable', /eu-west-3 says AccessDeniedException/))
    equal((await (await signer()).sign(Buffer.from('x'))).length, 64)
    await end()
  })

  it('sign nothing when another key answers, from the first signature on or at a start (each algorithm)', async () => {
    for (const algorithm of ALGORITHMS) {
      const { signer, again, end } = await opened(env(algorithm))
      const key = await signer()
      equal((await key.sign(Buffer.from('x'))).length, algorithm === 'ES384' ? 96 : 64)
      kms.exchange()
      const another = fault('damaged', /aws-kms vault signs with another key than/)
      await rejects(key.sign(Buffer.from('x')), another)
      await rejects(again(), another)
      await end()
    }
  })

  it('are not asked where private addresses may not be', async () => {
    const { signer, end } = await opened({ ...env(), FETCH_ALLOW: '' })
    await rejects(signer(), fault('unreadable', /FetchRefused/))
    await end()
  })

  it('sign no more with Ed25519 than KMS takes undigested', async () => {
    const { signer, end } = await opened(env('Ed25519'))
    const key = await signer()
    equal((await key.sign(Buffer.alloc(4096))).length, 64)
    await rejects(key.sign(Buffer.alloc(4097)), fault('unsupported', /4096 octets/))
    await end()
  })
})

describe('a signature as KMS gives it', () => {
  it('is turned into r and s side by side, whatever its numbers', () => {
    for (const [namedCurve, size] of [
      ['P-256', 32],
      ['P-384', 48],
    ] as const) {
      const { privateKey } = generateKeyPairSync('ec', { namedCurve })
      for (let time = 0; time < 200; time++) {
        const data = Buffer.from(String(time))
        const der = sign('sha256', data, privateKey)
        const raw = sideBySide(der, size)
        equal(raw.length, 2 * size)
        deepEqual(derOf(raw, size), new Uint8Array(der))
      }
    }
  })

  it('is refused when it is something else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        throws(() => sideBySide(bytes, 32), fault('damaged', /another form/))
      }),
    )
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const der = sign('sha256', Buffer.from('x'), privateKey)
    for (const bad of [
      der.subarray(1),
      der.subarray(0, -1),
      Buffer.concat([der, Buffer.from([0])]),
    ]) {
      throws(() => sideBySide(bad, 32), fault('damaged', /another form/))
    }
  })
})

/** The way back, by the rules of DER. */
function derOf(raw: Uint8Array, size: number): Uint8Array {
  const integer = (bytes: Uint8Array): number[] => {
    const rest = [...bytes.subarray(bytes.findIndex((octet) => octet !== 0))]
    const positive = (rest[0] ?? 0) > 127 ? [0, ...rest] : rest
    return [2, positive.length, ...positive]
  }
  const both = [...integer(raw.subarray(0, size)), ...integer(raw.subarray(size))]
  return Uint8Array.from([0x30, both.length, ...both])
}
