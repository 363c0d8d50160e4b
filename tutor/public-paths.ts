import type { Db } from '../platform/db/database.ts'
import { assessmentStore } from './assessments/store.ts'

const PAGE = 1000 // ids read at once

/** The record of every assessment that was decided, as paths below our origin. */
export async function* tutorPublicPaths(db: Db): AsyncIterable<string> {
  const store = assessmentStore(db)
  let ids = await store.recordedAfter('', PAGE)
  while (ids.length > 0) {
    for (const id of ids) yield `/assessments/${id}/record.json`
    ids = await store.recordedAfter(ids.at(-1) ?? '', PAGE)
  }
}
