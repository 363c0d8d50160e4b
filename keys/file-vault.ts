/**
 * Private keys on disk, one file each, encrypted under the master secret.
 *
 * @module
 */

import { createPrivateKey, type KeyObject } from 'node:crypto'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { type KeyFolder, KeyStoreError } from './key-folder.ts'
import { SealBroken, type Sealer } from './sealer.ts'
import { generateKey, publicKeyOf, signOftenWith } from './signer.ts'
import type { KeyVault } from './vault.ts'

const PURPOSE = 'keys.private'

const keyFile = Type.Object({ version: Type.Literal(1), sealed: Type.String() })

const fileOf = (id: string): string => `${id}.json`

export function fileVault(folder: KeyFolder, sealer: Sealer): KeyVault {
  const open = async (id: string, content: unknown): Promise<KeyObject> => {
    const path = `${folder.path}/${fileOf(id)}`
    if (!Value.Check(keyFile, content)) {
      throw new KeyStoreError(`the private key ${path} is damaged`, { code: 'damaged' })
    }
    try {
      const der = await sealer.open(PURPOSE, Buffer.from(content.sealed, 'base64url'), id)
      return createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' })
    } catch (cause) {
      if (!(cause instanceof SealBroken)) throw cause
      const message = `the private key ${path} is damaged or of another installation`
      throw new KeyStoreError(message, { code: 'damaged', cause })
    }
  }
  return {
    name: 'file',
    make: async (id, algorithm) => {
      const key = generateKey(algorithm)
      const der = key.export({ format: 'der', type: 'pkcs8' })
      const sealed = Buffer.from(await sealer.seal(PURPOSE, der, id)).toString('base64url')
      if (!(await folder.create(fileOf(id), { version: 1, sealed }))) {
        throw new KeyStoreError(`a private key ${id} exists already`, { code: 'unreadable' })
      }
      return publicKeyOf(algorithm, key)
    },
    open: async ({ id, algorithm }) => {
      const content = await folder.read(fileOf(id))
      if (content !== undefined) return signOftenWith(algorithm, await open(id, content))
      throw new KeyStoreError(`the private key ${folder.path}/${fileOf(id)} is missing`, {
        code: 'missing',
      })
    },
    remove: (id) => folder.remove(fileOf(id)),
  }
}
