import { ContentError } from '../courses/index.ts'
import { KeyStoreError, SealBroken } from '../keys/index.ts'
import { ConfigError } from '../platform/config.ts'
import { NewerDatabaseError } from '../platform/db/migrate.ts'
import { ListenError } from '../platform/http/server.ts'
import { Problem } from '../platform/problem.ts'

/** Failures whose message is one line that tells the operator what to do. */
const CLEAR = [ConfigError, ListenError, KeyStoreError, NewerDatabaseError, ContentError]

/** One line for the operator; for a defect, all there is. */
export function explainFailure(error: unknown): string {
  if (CLEAR.some((kind) => error instanceof kind)) return `brevet: ${(error as Error).message}`
  if (error instanceof SealBroken) {
    return 'brevet: the database was sealed with other keys than those in the data folder'
  }
  if (error instanceof Problem) return `brevet: ${error.detail ?? error.type.title}`
  if (isMissingFile(error)) return `brevet: ${error.path} is not there`
  if (isUnreachableDatabase(error)) return 'brevet: the database of DATABASE_URL does not answer'
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

const UNREACHABLE: ReadonlySet<unknown> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT'])

const isUnreachableDatabase = (error: unknown): boolean =>
  error instanceof Error &&
  (('code' in error && UNREACHABLE.has(error.code)) || isUnreachableDatabase(error.cause))

const isMissingFile = (error: unknown): error is Error & { path: string } =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT' && 'path' in error
