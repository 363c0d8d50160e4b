/**
 * Takes a taxonomy in, table by table, each in one transaction: what was broken off goes on.
 *
 * @module
 */

import { ConfigError } from '../../platform/config.ts'
import type { Ground } from '../../platform/ground.ts'
import { type EscoPart, escoParts, escoVersion, readLabels, readNeeds } from './esco.ts'
import { tableFiles } from './files.ts'
import { taxonomyStore } from './store.ts'
import { skillVectors } from './vectors.ts'

export interface ImportOptions {
  readonly path: string
  /** Told where the names of the files do not tell it. */
  readonly version?: string
  /** Hears of every step. */
  readonly progress: (step: ImportStep) => void
}

export interface ImportStep {
  readonly what: 'taken-in' | 'known' | 'left' | 'repeated' | 'vectors' | 'ready'
  readonly name: string
  readonly count: number
}

type Deps = Pick<Ground, 'db' | 'clock'>

/**
 * @returns name and version, e.g. `esco 1.1.1`
 * @throws {ConfigError} when there is nothing to take in, or a table is not of the form
 */
export async function importEsco(
  { db, clock }: Deps,
  { path, version, progress }: ImportOptions,
): Promise<string> {
  const files = await tableFiles(path)
  const parts = requireParts(escoParts(files), path)
  const name = `esco ${version ?? escoVersion(files)}`
  await taxonomyStore(db).begin(name, clock())
  let changed = false
  for (const part of parts) {
    const count = await takePart({ db, clock }, name, part)
    changed ||= count !== undefined && part.kind === 'relation'
    const what = count === undefined ? 'known' : 'taken-in'
    progress({ what, name: part.file.name, count: count ?? 0 })
  }
  const ready = (await taxonomyStore(db).ready()).some((one) => one.version === name)
  if (changed || !ready) await addVectors({ db, clock }, name, progress)
  progress({ what: 'ready', name, count: parts.length })
  return name
}

function requireParts(parts: readonly EscoPart[], path: string): readonly EscoPart[] {
  if (parts.length > 0) return parts
  const wanted = 'skills_en.csv, occupations_en.csv or occupationSkillRelations.csv'
  throw new ConfigError(`${path} has no table of ESCO, as ${wanted}`)
}

/** How many rows; nothing for a table that was taken in before. */
async function takePart({ db }: Deps, version: string, part: EscoPart) {
  return db.transaction(async (tx) => {
    const store = taxonomyStore(tx)
    if (!(await store.takePart(version, part.file.name))) return undefined
    if (part.kind !== 'relation') {
      const labels = readLabels(part)
      await store.addLabels(version, labels)
      return labels.length
    }
    const needs = readNeeds(part)
    await store.putConcepts(
      needs.map(({ uri, skills }) => ({
        ...{ version, uri, kind: 'occupation' as const, vector: null },
        needs: JSON.stringify(skills),
      })),
    )
    return needs.length
  })
}

export async function addVectors(
  { db, clock }: Deps,
  version: string,
  progress: ImportOptions['progress'],
): Promise<void> {
  const { ids, dimensions, rows } = skillVectors(await taxonomyStore(db).needs(version))
  await db.transaction(async (tx) => {
    const store = taxonomyStore(tx)
    await store.putConcepts(
      ids.map((uri, at) => ({
        ...{ version, uri, kind: 'skill' as const, needs: null },
        vector: bytesOf(rows.subarray(at * dimensions, (at + 1) * dimensions)),
      })),
    )
    await store.finish(version, dimensions, clock())
  })
  progress({ what: 'vectors', name: version, count: ids.length })
}

/** Single precision, little end first, whatever the machine. */
function bytesOf(vector: Float32Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(vector.length * 4))
  for (const [at, value] of vector.entries()) view.setFloat32(at * 4, value, true)
  return Buffer.from(view.buffer)
}
