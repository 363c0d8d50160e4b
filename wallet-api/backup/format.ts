/**
 * The file of a wallet that leaves: one readable line, then sealed lines (docs/wallet-export.md).
 *
 * Lines are sealed one by one, so that a wallet of any size is written in flat memory; each is bound to
 * its file and its place, and the last says how many there are, so none is lost, moved or added unseen.
 *
 * @module
 */

import { scrypt } from 'node:crypto'
import type { JsonObject } from '../../credentials/index.ts'
import { createSealer, SealBroken } from '../../keys/index.ts'
import type { RandomBytes } from '../../platform/id.ts'
import { Problem } from '../../platform/problem.ts'
import type { ExportManifest } from '../../schemas/wallet-backup.ts'
import type { FiledLook } from '../../schemas/wallet-profiles.ts'
import type { WorkSample } from '../../schemas/wallet-works.ts'
import type { Kept, Summary } from '../credentials/credential.ts'
import type { WalletEvent } from '../history/events.ts'
import type { ShownRecord } from '../presentations/presentations.ts'
import { walletProblems } from '../problems.ts'

/** Of which profile a line is; a file that is older than profiles does not say. */
interface OfProfile {
  readonly profile?: string
}

export type ExportRecord =
  | ({ readonly type: 'profile' } & FiledLook)
  | ({ readonly type: 'holder'; readonly algorithm: string; readonly pkcs8: string } & OfProfile)
  | ({
      readonly type: 'credential'
      readonly summary: Summary
      readonly receivedAt: number
      /** Of the holder's own, put beside it. */
      readonly works?: readonly WorkSample[]
    } & Kept &
      OfProfile)
  | ({ readonly type: 'presentation'; readonly record: ShownRecord } & OfProfile)
  | ({ readonly type: 'event'; readonly record: WalletEvent & { readonly at: number } } & OfProfile)
  | { readonly type: 'context'; readonly url: string; readonly document: JsonObject }
  | { readonly type: 'end'; readonly records: number }

export interface ExportCipher {
  seal(record: ExportRecord, line: number): Promise<string>
  /** @throws {Problem} `export-not-opened` */
  open(line: string, place: number): Promise<ExportRecord>
}

const PURPOSE = 'wallet.export'
const KEY_BYTES = 32
const MAX_MEMORY = 256 * 1024 * 1024 // bytes

export async function exportCipher(
  { id, kdf }: Pick<ExportManifest, 'id' | 'kdf'>,
  passphrase: string,
  random: RandomBytes,
): Promise<ExportCipher> {
  const sealer = createSealer(await keyFrom(passphrase, kdf), random)
  return {
    seal: async (record, line) => {
      const plain = Buffer.from(JSON.stringify(record))
      const sealed = await sealer.seal(PURPOSE, plain, `${id} ${line}`)
      return Buffer.from(sealed).toString('base64url')
    },
    open: async (line, place) => {
      try {
        const sealed = new Uint8Array(Buffer.from(line, 'base64url'))
        const plain = await sealer.open(PURPOSE, sealed, `${id} ${place}`)
        return JSON.parse(Buffer.from(plain).toString()) as ExportRecord
      } catch (error) {
        if (!(error instanceof SealBroken)) throw error
        throw new Problem(walletProblems.exportNotOpened, {
          detail: `line ${place + 1}`,
          cause: error,
        })
      }
    },
  }
}

const keyFrom = (passphrase: string, { n: N, r, p, salt }: ExportManifest['kdf']) =>
  new Promise<Uint8Array>((resolve, reject) => {
    const options = { N, r, p, maxmem: MAX_MEMORY }
    const saltBytes = Buffer.from(salt, 'base64url')
    scrypt(passphrase.normalize('NFKC'), saltBytes, KEY_BYTES, options, (error, key) =>
      error ? reject(error) : resolve(new Uint8Array(key)),
    )
  })
