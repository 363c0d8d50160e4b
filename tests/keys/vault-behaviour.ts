/**
 * What every vault must do, whatever holds the keys.
 *
 * @module
 */

import { deepEqual, equal, rejects } from 'node:assert/strict'
import { createPublicKey, verify } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { issueCredential, verifyCredential } from '../../credentials/index.ts'
import { KeyStoreError, type Keys, keysMigrations, type Signer } from '../../keys/index.ts'
import type { Db } from '../../platform/db/database.ts'
import { openTestDatabase } from '../support/databases.ts'
import { NOW, openKeys, temporaryFolder } from './support.ts'

export interface VaultUnderTest {
  /** Settings that name it. */
  readonly env: Readonly<Record<string, string>>
  readonly algorithm: Signer['algorithm']
  /** How many keys of ours it holds. */
  count(): Promise<number>
}

const WEB = 'did:web:brevet.example'
const DATA = Buffer.from('what is signed')

export const holds = ({ algorithm, publicJwk }: Signer, data: Uint8Array, signature: Uint8Array) =>
  verify(
    { Ed25519: null, ES256: 'sha256', ES384: 'sha384' }[algorithm],
    data,
    { key: createPublicKey({ key: publicJwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
    signature,
  )

export const fault = (code: string, message: RegExp) => (error: unknown) =>
  error instanceof KeyStoreError && error.code === code && message.test(error.message)

/** Declares the tests; `vault()` gives what is tested, once `before` has run. */
export function itIsAVault(name: string, vault: () => VaultUnderTest): void {
  let db: Db
  let dataDir: string
  const closing: (() => Promise<void>)[] = []
  const open = (): Promise<Keys> => openKeys({ db, dataDir, env: vault().env })

  beforeEach(async () => {
    const [database, close] = await openTestDatabase('sqlite', keysMigrations)
    const [folder, remove] = await temporaryFolder()
    db = database
    dataDir = folder
    closing.push(close, remove)
  })
  afterEach(async () => {
    for (const close of closing.splice(0)) await close()
  })

  it('makes the keys of its rings, and nothing of them on disk', async () => {
    const before = await vault().count()
    const keys = await open()
    const signer = await keys.course.signer('course', { did: WEB })
    equal(signer.algorithm, vault().algorithm)
    equal(await vault().count(), before + 1)
    deepEqual(await readdir(join(dataDir, 'keys')), ['master.json'])
    deepEqual(
      (await keys.list()).map((key) => key.vault),
      [name],
    )
    equal(holds(signer, DATA, await signer.sign(DATA)), true)
    equal(holds(signer, Buffer.from('something else'), await signer.sign(DATA)), false)
  })

  it('signs thirty things at once, each rightly', async () => {
    const signer = await (await open()).awards.signer('acme', { did: WEB })
    const things = Array.from({ length: 30 }, (_, at) => Buffer.from(`thing ${at}`))
    const signatures = await Promise.all(things.map((thing) => signer.sign(thing)))
    for (const [at, thing] of things.entries()) {
      equal(holds(signer, thing, signatures[at] ?? Buffer.alloc(0)), true)
    }
  })

  it('has the key after a start anew', async () => {
    const first = await (await open()).course.signer('course', { did: WEB })
    const again = await (await open()).course.signer('course', { did: WEB })
    equal(again.publicKeyMultibase, first.publicKeyMultibase)
    equal(holds(first, DATA, await again.sign(DATA)), true)
  })

  it('leaves the keys of other rings in files', async () => {
    const keys = await open()
    const signer = await keys.instances.signer('default', { did: 'did:key' })
    equal(signer.algorithm, 'Ed25519')
    equal((await keys.list())[0]?.vault, 'file')
    equal((await readdir(join(dataDir, 'keys'))).length, 2)
  })

  it('forgets a key that is retired, and makes its successor', async () => {
    const keys = await open()
    const first = await keys.course.signer('course', { did: WEB })
    const before = await vault().count()
    const [{ id = '' } = {}] = await keys.list()
    await keys.rotate(id)
    const next = await keys.course.signer('course', { did: WEB })
    equal(next.publicKeyMultibase === first.publicKeyMultibase, false)
    equal(holds(next, DATA, await next.sign(DATA)), true)
    equal(await vault().count(), before)
    await rejects(first.sign(DATA), KeyStoreError)
  })

  it('signs certificates that verify', async () => {
    const keys = await open()
    const signer = await keys.course.signer('course', { did: WEB })
    const deps = {
      clock: () => NOW,
      fetch: async () => Promise.reject(new Error('nothing is to be asked')),
      resolveDid: async (did: string) => ({ ...(await keys.didDocument(did)), id: did }),
    }
    const credential = {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      type: ['VerifiableCredential'],
      issuer: WEB,
      credentialSubject: { id: 'did:example:learner' },
    }
    const mechanism = signer.algorithm === 'Ed25519' ? 'eddsa-rdfc-2022' : 'ecdsa-rdfc-2019'
    const signed = await issueCredential({ credential, signer, mechanism }, deps)
    equal((await verifyCredential(signed, {}, deps)).outcome, 'passed')
    const forged = { ...signed, issuer: 'did:web:other.example' }
    equal((await verifyCredential(forged, {}, deps)).outcome, 'failed')
  })

  it('is missed when the settings name it no more', async () => {
    await (await open()).course.signer('course', { did: WEB })
    await rejects(openKeys({ db, dataDir }), fault('missing', new RegExp(`keys live in ${name}`)))
  })
}
