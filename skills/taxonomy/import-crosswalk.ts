import { basename } from 'node:path'
import { ConfigError } from '../../platform/config.ts'
import type { Ground } from '../../platform/ground.ts'
import { readCrosswalk } from './crosswalk.ts'
import { crosswalkStore } from './crosswalk-store.ts'
import { tableFiles } from './files.ts'
import type { ImportOptions } from './import.ts'

/** Lines named one by one; there may be thousands. */
const MOST_NAMED = 20

/**
 * Takes a crosswalk of ESCO and O\*NET in, whole or not at all; lines that say nothing are named.
 *
 * @returns its name, that of the file unless one is told
 * @throws {ConfigError} when there is no table at the path, or it is not of the form
 */
export async function importCrosswalk(
  { db }: Pick<Ground, 'db'>,
  { path, version, progress }: ImportOptions,
): Promise<string> {
  const [file] = await tableFiles(path)
  if (!file) throw new ConfigError(`${path} has no table of a crosswalk`)
  const { rows, left } = readCrosswalk(file)
  const name = `crosswalk ${version ?? basename(file.name).replace(/\.\w+$/, '')}`
  await db.transaction((tx) => crosswalkStore(tx).put(name, rows))
  progress({ what: 'taken-in', name: file.name, count: rows.length })
  if (left.length > 0) {
    const lines = left.slice(0, MOST_NAMED).join(', ')
    progress({ what: 'left', name: `lines ${lines}`, count: left.length })
  }
  progress({ what: 'ready', name, count: rows.length })
  return name
}
