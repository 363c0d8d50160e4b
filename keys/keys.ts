/**
 * The key store: rings of signers, their history, and the sealer.
 *
 * @module
 */

import { join } from 'node:path'
import type { UnixSeconds } from '../platform/clock.ts'
import type { Ground } from '../platform/ground.ts'
import { Problem } from '../platform/problem.ts'
import { type Certificates, createCertificates } from './certificates.ts'
import { type DidDocument, didDocumentOf, jwksOf, type PublishedJwk } from './did-document.ts'
import { fileVault } from './file-vault.ts'
import { type KeyRecord, verificationMethodOf } from './key.ts'
import { KeyStoreError, openKeyFolder } from './key-folder.ts'
import { createKeyMaker, type KeyMaker, type KeyRing } from './key-ring.ts'
import { openMaster } from './master.ts'
import { keysProblems } from './problems.ts'
import { createSealer, type Sealer } from './sealer.ts'
import { keyMetadataStore } from './store.ts'
import { openVaults } from './vaults.ts'

/** A key as the operator sees it. */
export interface KeyInfo extends KeyRecord {
  readonly verificationMethod: string
}

export interface Keys {
  /** Signs course certificates; handed to the course path of `issuer` alone. */
  readonly course: KeyRing
  /** Signs certificates of demo-graded assessments. */
  readonly demo: KeyRing
  /** Signs what foreign platforms award. */
  readonly awards: KeyRing
  /** Signs for VC-API instances. */
  readonly instances: KeyRing
  readonly sealer: Sealer
  readonly certificates: Certificates
  /** The document of a did:web of ours, `undefined` when we own none of that name. */
  didDocument(did: string): Promise<DidDocument | undefined>
  jwks(): Promise<{ readonly keys: readonly PublishedJwk[] }>
  list(): Promise<readonly KeyInfo[]>
  /**
   * Retires an active key and makes its successor; what it signed stays good.
   *
   * @throws {Problem} `unknown-key`, or `key-not-active`
   */
  rotate(keyId: string): Promise<KeyInfo>
  /**
   * Declares a key stolen: nothing it signed is good any more. A successor is made where it was active.
   *
   * @param at - since when; now unless said
   * @throws {Problem} `unknown-key`, or `key-not-active` when it was declared so before
   */
  compromise(keyId: string, at?: UnixSeconds): Promise<KeyInfo>
}

/**
 * Opens the key store in `dataDir/keys`.
 *
 * Every active key is opened at once, so that a start with an unreadable one ends here and not at the
 * first certificate.
 *
 * @throws {KeyStoreError} one clear line for the operator
 */
export async function createKeys(
  deps: Pick<Ground, 'db' | 'clock' | 'random' | 'config' | 'log' | 'fetch'>,
): Promise<Keys> {
  const { config, db, random } = deps
  const folder = await openKeyFolder(join(config.dataDir, 'keys'), random)
  const known = await keyMetadataStore(db).all()
  const master = await openMaster(folder, {
    passphrase: config.keyPassphrase,
    random,
    expected: known.length > 0,
  })
  const sealer = createSealer(master, random)
  const maker = createKeyMaker({
    ...deps,
    master,
    vaults: await openVaults(fileVault(folder, sealer), deps),
  })
  await checkAll(maker, known)
  return {
    course: maker.ring('course'),
    demo: maker.ring('demo'),
    awards: maker.ring('awards'),
    instances: maker.ring('instances'),
    sealer,
    certificates: createCertificates(deps, maker.ring('certificates')),
    didDocument: async (did) => {
      if (!did.startsWith('did:web:')) return undefined
      const keys = await keyMetadataStore(db).byDid(did)
      return keys.length > 0 ? didDocumentOf(did, keys) : undefined
    },
    jwks: async () => jwksOf(await keyMetadataStore(db).all()),
    list: async () => (await keyMetadataStore(db).all()).map(keyInfo),
    rotate: (id) => replaceKey(deps, maker, { id, how: 'retire', at: deps.clock() }),
    compromise: (id, at = deps.clock()) => replaceKey(deps, maker, { id, how: 'revoke', at }),
  }
}

const keyInfo = (key: KeyRecord): KeyInfo => ({
  ...key,
  verificationMethod: verificationMethodOf(key),
})

async function checkAll(maker: KeyMaker, known: readonly KeyRecord[]): Promise<void> {
  for (const key of known) {
    if (key.state !== 'active') continue
    try {
      await maker.check(key)
    } catch (cause) {
      if (!(cause instanceof KeyStoreError)) throw cause
      throw new KeyStoreError(`${cause.message} (${key.ring} key of ${key.did})`, {
        code: cause.code,
        cause,
      })
    }
  }
}

/** @returns the active key of the use afterwards */
async function replaceKey(
  { db, log }: Pick<Ground, 'db' | 'log'>,
  maker: KeyMaker,
  { id, how, at }: { id: string; how: 'retire' | 'revoke'; at: UnixSeconds },
): Promise<KeyInfo> {
  const store = keyMetadataStore(db)
  const before = await store.byId(id)
  if (!before) throw new Problem(keysProblems.unknownKey, { detail: `no key has the id ${id}` })
  const ended = await store[how](id, at)
  if (!ended) {
    throw new Problem(keysProblems.keyNotActive, { detail: `the key is ${before.state}` })
  }
  await maker.destroy(ended)
  log.warn({ keyId: id, did: ended.did, state: ended.state }, 'a signing key was put out of use')
  return keyInfo(before.state === 'active' ? await maker.activeKey(ended) : ended)
}
