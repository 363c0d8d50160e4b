/**
 * Takes O\*NET in, table by table, each in one transaction: what was broken off goes on.
 *
 * @module
 */

import { ConfigError } from '../../platform/config.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { tableFiles } from './files.ts'
import { addVectors, type ImportOptions } from './import.ts'
import {
  type OnetNeeds,
  type OnetPart,
  onetParts,
  onetVersion,
  readAlternates,
  readElements,
  readOccupations,
  readTechnology,
} from './onet.ts'
import { type Needed, taxonomyStore } from './store.ts'

type Deps = Pick<Ground, 'db' | 'clock'>

/**
 * @returns name and version, e.g. `onet 29.1`
 * @throws {ConfigError} when there is nothing to take in, or a table is not of the form
 */
export async function importOnet(
  { db, clock }: Deps,
  { path, version, progress }: ImportOptions,
): Promise<string> {
  const files = await tableFiles(path)
  const parts = onetParts(files)
  if (parts.length === 0) {
    throw new ConfigError(`${path} has no table of O*NET, as Occupation Data.txt or Skills.txt`)
  }
  const name = `onet ${version ?? onetVersion(path, files)}`
  await taxonomyStore(db).begin(name, clock())
  let changed = false
  for (const part of parts) {
    const count = await db.transaction((tx) => takePart(tx, name, part))
    changed ||= count !== undefined && (part.kind === 'elements' || part.kind === 'technology')
    const what = count === undefined ? 'known' : 'taken-in'
    progress({ what, name: part.file.name, count: count ?? 0 })
  }
  const ready = (await taxonomyStore(db).ready()).some((one) => one.version === name)
  if (changed || !ready) await addVectors({ db, clock }, name, progress)
  progress({ what: 'ready', name, count: parts.length })
  return name
}

/** How many rows; nothing for a table that was taken in before. */
async function takePart(tx: Db, version: string, part: OnetPart): Promise<number | undefined> {
  const store = taxonomyStore(tx)
  if (!(await store.takePart(version, part.file.name))) return undefined
  switch (part.kind) {
    case 'occupations': {
      const labels = readOccupations(part)
      await store.addLabels(version, labels)
      return labels.length
    }
    case 'alternates':
      return addAlternates(tx, version, part)
    case 'elements':
      return addNeeds(tx, version, readElements(part))
    case 'technology':
      return addNeeds(tx, version, readTechnology(part))
  }
}

async function addAlternates(tx: Db, version: string, part: OnetPart): Promise<number> {
  const store = taxonomyStore(tx)
  const others = readAlternates(part)
  const named = await store.labels(version, { kind: 'occupation' })
  const changed = named.flatMap((label) => {
    const own = others.get(label.uri)
    return own ? [{ ...label, others: [...new Set([...label.others, ...own])] }] : []
  })
  await store.addLabels(version, changed)
  return changed.length
}

/** Several tables say what an occupation needs: each adds to what the others said. */
async function addNeeds(tx: Db, version: string, { labels, needs }: OnetNeeds): Promise<number> {
  const store = taxonomyStore(tx)
  await store.addLabels(version, labels)
  const before = new Map((await store.needs(version)).map(({ uri, skills }) => [uri, skills]))
  await store.putConcepts(
    needs.map(({ uri, skills }) => ({
      ...{ version, uri, kind: 'occupation' as const, vector: null },
      needs: JSON.stringify(together(before.get(uri) ?? [], skills)),
    })),
  )
  return needs.length
}

function together(before: Needed['skills'], added: Needed['skills']): Needed['skills'] {
  const all = new Map([...before, ...added].map((skill) => [skill.id, skill]))
  return [...all.values()]
}
