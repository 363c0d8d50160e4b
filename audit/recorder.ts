import type { Db } from '../platform/db/database.ts'
import type { NewRecord } from './chain/chain.ts'

/** Appends a record to its tenant's chain, in the transaction of the fact. */
export type Recorder = (
  tx: Db,
  record: NewRecord,
) => Promise<{ readonly entryId: string; readonly hash: string }>
