/**
 * Imported taxonomies: several versions side by side, the one made ready last in use.
 *
 * @module
 */

import type { Ground } from '../../platform/ground.ts'
import type { Language } from '../../platform/i18n.ts'
import type { Skills } from '../skills.ts'
import { type CrosswalkVersion, crosswalkStore, type Related, type Tie } from './crosswalk-store.ts'
import { type ImportOptions, importEsco } from './import.ts'
import { type CrosswalkOptions, importCrosswalk } from './import-crosswalk.ts'
import { importOnet } from './import-onet.ts'
import { createLabelSearch, type LabelHit } from './label-search.ts'
import { createLinker, type LinkedSkill, type Linker } from './linker.ts'
import { emptySpace, type SkillSpace, spaceOf } from './space.ts'
import { taxonomyStore } from './store.ts'

export interface Taxonomies {
  importEsco(options: ImportOptions): Promise<string>
  importOnet(options: ImportOptions): Promise<string>
  /** Which concepts of two taxonomies mean the same. */
  importCrosswalk(options: CrosswalkOptions): Promise<string>
  /** All versions that were taken in, the oldest first. */
  crosswalks(): Promise<readonly CrosswalkVersion[]>
  /** Concepts of other taxonomies that a crosswalk in use ties to one. */
  related(uri: string): Promise<readonly Related[]>
  /** What the versions of crosswalks tie the concepts to. */
  ties(uris: readonly string[], crosswalks: readonly string[]): Promise<readonly Tie[]>
  /** Versions that are complete, the one in use last: ESCO before others, then the newest. */
  versions(): Promise<readonly string[]>
  /**
   * How skills belong together, by the version in use or the one named; `none` when there is none.
   */
  space(version?: string): Promise<SkillSpace>
  /** Skills of the version in use whose labels are like the words, best first. */
  search(words: string, language: string, limit: number): Promise<readonly LabelHit[]>
  /** Those of the skills that the version in use has. */
  known(skillIds: readonly string[]): Promise<ReadonlySet<string>>
  /** Names of skills in the version in use; English where it has none in the language. */
  namesOf(skillIds: readonly string[], language: string): Promise<ReadonlyMap<string, string>>
  /** Skills that a text seems to speak of, for a person to confirm; see {@link createLinker}. */
  link(text: string, language: Language, limit: number): Promise<readonly LinkedSkill[]>
}

type Deps = Pick<Ground, 'db' | 'clock'> & { readonly skills: Pick<Skills, 'byUri' | 'all'> }

export function createTaxonomies(deps: Deps): Taxonomies {
  const { db } = deps
  const spaces = new Map<string, Promise<SkillSpace>>()
  const searches = new Map<string, ReturnType<typeof createLabelSearch>>()
  const linkers = new Map<string, Promise<Linker>>()
  const versions = async () => (await taxonomyStore(db).ready()).map(({ version }) => version)
  return {
    importEsco: (options) => importEsco(deps, options),
    importOnet: (options) => importOnet(deps, options),
    importCrosswalk: (options) => importCrosswalk(deps, options),
    crosswalks: () => crosswalkStore(db).versions(),
    related: async (uri) => {
      const store = crosswalkStore(db)
      const inUse = (await store.versions()).flatMap(({ id, inUse }) => (inUse ? [id] : []))
      return store.ties([uri], inUse)
    },
    ties: (uris, crosswalks) => crosswalkStore(db).ties(uris, crosswalks),
    versions,
    space: async (version) => {
      const ready = await taxonomyStore(db).ready()
      const wanted = version ? ready.find((one) => one.version === version) : ready.at(-1)
      if (!wanted || wanted.vectors_of === null) return emptySpace(ownNames(deps))
      const key = `${wanted.version} ${wanted.ready_at}`
      const made = spaces.get(key) ?? readSpace(deps, wanted.version, wanted.vectors_of)
      spaces.set(key, made)
      return made
    },
    search: async (words, language, limit) => {
      const version = (await versions()).at(-1)
      if (version === undefined) return []
      const key = `${version} ${language}`
      const search = searches.get(key) ?? createLabelSearch(db, version, language)
      searches.set(key, search)
      return (await search)(words, limit)
    },
    known: async (skillIds) => {
      const version = (await versions()).at(-1)
      return new Set(version === undefined ? [] : await taxonomyStore(db).has(version, skillIds))
    },
    namesOf: async (skillIds, language) => {
      const version = (await versions()).at(-1)
      if (version === undefined) return new Map()
      return taxonomyStore(db).names(version, skillIds, [language, 'en'])
    },
    link: async (text, language, limit) => {
      const version = (await versions()).at(-1) ?? ''
      const key = `${version} ${language}`
      const linker = linkers.get(key) ?? openLinker(deps, version, language)
      linkers.set(key, linker)
      return (await linker)(text, limit)
    },
  }
}

/** Our own names in all languages: adverts mix them. */
async function openLinker({ db, skills }: Deps, version: string, language: Language) {
  const own = skills.all().map(({ uri, labels, synonyms }) => ({
    ...{ uri, language, label: labels[language] },
    names: [...Object.values(labels), ...synonyms],
  }))
  const found = await taxonomyStore(db).labels(version, { kind: 'skill', language })
  const theirs =
    found.length > 0
      ? found
      : await taxonomyStore(db).labels(version, { kind: 'skill', language: 'en' })
  const imported = theirs.map(({ uri, label, others, language: spoken }) => ({
    ...{ uri, label, language: spoken },
    names: [label, ...others],
  }))
  return createLinker([...own, ...imported])
}

const ownNames =
  ({ skills }: Deps): SkillSpace['nameOf'] =>
  (skillId) =>
    skills.byUri(skillId)?.labels.en

async function readSpace(deps: Deps, version: string, dimensions: number): Promise<SkillSpace> {
  const store = taxonomyStore(deps.db)
  const [needs, vectors] = [await store.needs(version), await store.vectors(version)]
  const rows = new Float32Array(vectors.length * dimensions)
  for (const [at, { vector }] of vectors.entries()) {
    const bytes = Buffer.from(vector ?? [])
    for (let d = 0; d < dimensions; d++) rows[at * dimensions + d] = bytes.readFloatLE(d * 4)
  }
  const names = await store.labels(version, { kind: 'skill', language: 'en' })
  const english = new Map(names.map(({ uri, label }) => [uri, label]))
  const own = ownNames(deps)
  return spaceOf(
    { dimensions, ids: vectors.map(({ uri }) => uri), rows },
    {
      version,
      nameOf: (skillId) => own(skillId) ?? english.get(skillId),
      occupations: await occupationsOf(deps, version, needs),
    },
  )
}

async function occupationsOf(
  { db }: Deps,
  version: string,
  needs: readonly {
    readonly uri: string
    readonly skills: SkillSpace['occupations'][0]['skills']
  }[],
): Promise<SkillSpace['occupations']> {
  const names = new Map<string, (readonly string[])[]>()
  for (const { uri, label, others } of await taxonomyStore(db).labels(version, {
    kind: 'occupation',
  })) {
    names.set(uri, [...(names.get(uri) ?? []), [label, ...others]])
  }
  return needs.map(({ uri, skills }) => ({ id: uri, skills, names: names.get(uri) ?? [] }))
}
