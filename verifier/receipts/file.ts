/**
 * The file of an organisation: receipts of what it verified. Never the credentials.
 *
 * @module
 */

import type { JsonObject } from '../../credentials/index.ts'
import type { Sealer } from '../../keys/index.ts'
import type { UnixSeconds } from '../../platform/clock.ts'
import type { Ground } from '../../platform/ground.ts'
import { newId } from '../../platform/id.ts'
import { Problem } from '../../platform/problem.ts'
import { verifierProblems } from '../problems.ts'
import { type FiledReceipt, receiptStore } from './store.ts'

export interface OpenReceipt {
  readonly id: string
  readonly createdAt: UnixSeconds
  readonly receipt: JsonObject
}

export interface ReceiptPage {
  readonly receipts: readonly OpenReceipt[]
  /** Id below which the next page begins; absent on the last. */
  readonly next?: string
}

export interface ReceiptFile {
  /** @returns the id under which it is filed */
  add(tenantId: string, receipt: JsonObject): Promise<string>
  page(tenantId: string, before?: string): Promise<ReceiptPage>
  /** @throws {Problem} `unknown-receipt` */
  byId(tenantId: string, id: string): Promise<OpenReceipt>
  /** @throws {Problem} `unknown-receipt` */
  remove(tenantId: string, id: string): Promise<void>
}

const PURPOSE = 'verifier.receipt'
const PAGE = 50

type Deps = Pick<Ground, 'db' | 'clock' | 'random'> & { readonly sealer: Sealer }

export function createReceiptFile({ db, clock, random, sealer }: Deps): ReceiptFile {
  const open = async ({ id, createdAt, sealed }: FiledReceipt): Promise<OpenReceipt> => {
    const plain = await sealer.open(PURPOSE, sealed, id)
    return { id, createdAt, receipt: JSON.parse(Buffer.from(plain).toString()) as JsonObject }
  }
  return {
    add: async (tenantId, receipt) => {
      const createdAt = clock()
      const id = newId(random, createdAt)
      const sealed = await sealer.seal(PURPOSE, Buffer.from(JSON.stringify(receipt)), id)
      await receiptStore(db).add({ id, tenantId, createdAt, sealed })
      return id
    },
    page: async (tenantId, before) => {
      const found = await receiptStore(db).ofTenant(tenantId, { before, limit: PAGE + 1 })
      const receipts = await Promise.all(found.slice(0, PAGE).map(open))
      const last = found.length > PAGE ? receipts.at(-1) : undefined
      return { receipts, ...(last && { next: last.id }) }
    },
    byId: async (tenantId, id) => {
      const found = await receiptStore(db).byId(tenantId, id)
      if (!found) throw new Problem(verifierProblems.unknownReceipt)
      return open(found)
    },
    remove: async (tenantId, id) => {
      const removed = await receiptStore(db).remove(tenantId, id)
      if (!removed) throw new Problem(verifierProblems.unknownReceipt)
    },
  }
}
