import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Match, Taxonomies } from '../../skills/index.ts'

/** Address and name of one, tie, address and name of the other. */
export type Row = readonly [string, string, Match, string, string]

const HEAD = 'subject_id,subject_label,predicate_id,object_id,object_label'

/** Takes a crosswalk in from a file, as the command does. */
export async function importRows(
  taxonomies: Pick<Taxonomies, 'importCrosswalk'>,
  rows: readonly Row[],
  { name, version }: { readonly name: string; readonly version: string },
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'brevet-crosswalk-'))
  const lines = rows.map(([from, fromLabel, tie, to, toLabel]) =>
    [from, fromLabel, `skos:${tie}`, to, toLabel].join(','),
  )
  const path = join(folder, 'rows.csv')
  await writeFile(path, [HEAD, ...lines].join('\n'))
  const id = await taxonomies.importCrosswalk({ path, name, version, progress: () => undefined })
  await rm(folder, { recursive: true })
  return id
}
