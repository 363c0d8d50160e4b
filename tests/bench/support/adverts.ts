import type { DatedVersion } from '../../../matching/jobs/store.ts'
import { type SkillSpace, skillVectors, spaceOf } from '../../../skills/index.ts'

const SKILLS = 13_896 // as many as ESCO has
const OCCUPATIONS = 3_007
const NEEDED = 41 // skills of an occupation there, in the mean
const WORDS = 6_000
const MOST_ASKED = 18
const LEAST_ASKED = 7

/** Numbers in [0, 1), the same each time (Numerical Recipes). */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/** As common as words are: by their rank (Zipf). */
const common = (random: () => number, many: number): number => Math.floor(many ** random()) - 1

function drawSkills(random: () => number, wanted: number): ReadonlySet<string> {
  const drawn = new Set<string>()
  while (drawn.size < wanted) drawn.add(`s${common(random, SKILLS)}`)
  return drawn
}

const wordsOf = (random: () => number, wanted: number): string =>
  Array.from({ length: wanted }, () => `w${common(random, WORDS)}`).join(' ')

/** A taxonomy as large as ESCO, whose skills and occupations have names of a few words. */
export function createSpace(): SkillSpace {
  const random = generator(7)
  const names = new Map(
    Array.from({ length: SKILLS }, (_, at) => [
      `s${at}`,
      wordsOf(random, 2 + Math.floor(random() * 4)),
    ]),
  )
  const occupations = Array.from({ length: OCCUPATIONS }, (_, at) => ({
    id: `o${at}`,
    names: [[wordsOf(random, 2), wordsOf(random, 3), wordsOf(random, 3)]],
    skills: [...drawSkills(random, NEEDED)].map((id, place) => ({
      id,
      importance: place % 2 === 1 ? ('optional' as const) : ('essential' as const),
    })),
  }))
  return spaceOf(skillVectors(occupations), {
    version: 'of the bench',
    nameOf: (id) => names.get(id),
    occupations,
  })
}

interface Packed extends Pick<SkillSpace, 'version' | 'dimensions' | 'occupations'> {
  readonly names: readonly (readonly [string, string | undefined])[]
  /** Skills that have a vector. */
  readonly ids: readonly string[]
}

/** A taxonomy as bytes, for another process. */
export function packSpace(space: SkillSpace): Buffer {
  const { version, dimensions, occupations } = space
  const names = Array.from({ length: SKILLS }, (_, at) => `s${at}`).map(
    (id) => [id, space.nameOf(id)] as const,
  )
  const ids = names.map(([id]) => id).filter(space.vectorOf)
  const packed: Packed = { version, dimensions, occupations, names, ids }
  const text = Buffer.from(JSON.stringify(packed))
  const rows = ids.map((id) => Buffer.from(Float32Array.from(space.vectorOf(id) ?? []).buffer))
  const length = Buffer.alloc(4)
  length.writeUInt32LE(text.length)
  return Buffer.concat([length, text, ...rows])
}

export function unpackSpace(bytes: Buffer): SkillSpace {
  const end = 4 + bytes.readUInt32LE()
  const packed = JSON.parse(bytes.toString('utf8', 4, end)) as Packed
  const { version, dimensions, occupations, ids } = packed
  const names = new Map(packed.names)
  const rows = new Float32Array(Uint8Array.from(bytes.subarray(end)).buffer)
  return spaceOf({ dimensions, ids, rows }, { version, occupations, nameOf: (id) => names.get(id) })
}

/** Adverts whose skills are as common as words are. The same each time. */
export function createAdverts(seed = 42) {
  const random = generator(seed)
  const advert = (at: number): DatedVersion => {
    const wanted = LEAST_ASKED + Math.floor(random() * (MOST_ASKED - LEAST_ASKED))
    const skills = [...drawSkills(random, wanted)].map((id, place) => ({
      id,
      importance: place % 3 === 2 ? ('optional' as const) : ('essential' as const),
    }))
    const body = { title: wordsOf(random, 3), skills }
    return { id: `job-${at}`, version: 1, since: at + 1, until: undefined, createdAt: 0, body }
  }
  return { advert, draw: (wanted: number) => drawSkills(random, wanted) }
}
