import { basename } from 'node:path'
import { ConfigError } from '../../platform/config.ts'
import type { Ground } from '../../platform/ground.ts'
import { readCrosswalk } from './crosswalk.ts'
import { type Conflict, digestOfRows, distinctRows, type Match } from './crosswalk-rows.ts'
import { type CrosswalkVersion, crosswalkStore } from './crosswalk-store.ts'
import { tableFiles } from './files.ts'
import type { ImportOptions } from './import.ts'

export interface CrosswalkOptions extends ImportOptions {
  /** Under which its versions follow each other; that of the file unless told. */
  readonly name?: string
}

/** Lines named one by one; there may be thousands. */
const MOST_NAMED = 20

/** Of a digest, what tells versions apart that nobody gave a name. */
const SHORT = 12

/**
 * Takes a version of a crosswalk in, whole or not at all, and says what was taken and what was left.
 *
 * Rankings name the version they were made by and are made again by it, so a version stays what it is:
 * the same rows again change nothing, others need another version. Lines that contradict each other are
 * for a person to decide about: none is taken.
 *
 * @returns name and version, e.g. `crosswalk ESCO_ONET 2`
 * @throws {ConfigError} when there is no table at the path, it is not of the form, its lines contradict
 *   each other, or the version is there with other rows
 */
export async function importCrosswalk(
  { db, clock }: Pick<Ground, 'db' | 'clock'>,
  { path, version, name: given, progress }: CrosswalkOptions,
): Promise<string> {
  const [file] = await tableFiles(path)
  if (!file) throw new ConfigError(`${path} has no table of a crosswalk`)
  const { rows: read, left } = readCrosswalk(file)
  const { rows, conflicts, repeated } = distinctRows(read)
  if (conflicts.length > 0) throw new ConfigError(contradiction(file.name, conflicts))
  if (rows.length === 0) throw new ConfigError(`${file.source}: ${file.name} ties nothing together`)
  const name = given ?? basename(file.name).replace(/(\.sssom)?\.\w+$/, '')
  const digest = digestOfRows(rows)
  const asked = {
    ...{ name, digest, given: version !== undefined },
    id: `crosswalk ${name} ${version ?? digest.slice(0, SHORT)}`,
  }
  const known = await db.transaction(async (tx) => {
    const store = crosswalkStore(tx)
    const before = knownAs(await store.versions(), asked)
    if (!before) await store.add(asked, rows, clock())
    return before
  })
  const id = known?.id ?? asked.id
  progress({ what: known ? 'known' : 'taken-in', name: file.name, count: rows.length })
  for (const [match, count] of known ? [] : counted(rows)) {
    progress({ what: 'taken-in', name: match, count })
  }
  tellLines(progress, 'repeated', repeated)
  tellLines(progress, 'left', left)
  progress({ what: 'ready', name: id, count: rows.length })
  return id
}

interface Asked extends Pick<CrosswalkVersion, 'id' | 'name' | 'digest'> {
  /** Whether the version was named by a person. */
  readonly given: boolean
}

/** @throws {ConfigError} when the version is there with other rows */
function knownAs(
  versions: readonly CrosswalkVersion[],
  { id, name, digest, given }: Asked,
): CrosswalkVersion | undefined {
  const same = versions.find((one) => one.id === id)
  if (same && same.digest !== digest) {
    throw new ConfigError(
      `${id} is there with other rows (${same.digest.slice(0, SHORT)}, not ${digest.slice(0, SHORT)}): a version stays what it is, say another with --version`,
    )
  }
  if (same || given) return same
  return versions.find((one) => one.name === name && one.digest === digest)
}

function contradiction(file: string, conflicts: readonly Conflict[]): string {
  const said = conflicts
    .slice(0, MOST_NAMED)
    .map(
      ({ lines, from, to, matches }) =>
        `lines ${lines.join(' and ')} say ${matches.join(' and ')} of ${from} and ${to}`,
    )
  const more = conflicts.length - said.length
  const rest = more > 0 ? `; and ${more} more` : ''
  return `${file} contradicts itself, nothing was taken in: ${said.join('; ')}${rest}`
}

function counted(rows: readonly { readonly match: Match }[]): ReadonlyMap<Match, number> {
  const counts = new Map<Match, number>()
  for (const { match } of rows) counts.set(match, (counts.get(match) ?? 0) + 1)
  return counts
}

function tellLines(
  progress: ImportOptions['progress'],
  what: 'repeated' | 'left',
  lines: readonly number[],
): void {
  if (lines.length === 0) return
  const more = lines.length > MOST_NAMED ? ', …' : ''
  const named = lines.slice(0, MOST_NAMED).join(', ') + more
  progress({ what, name: `lines ${named}`, count: lines.length })
}
