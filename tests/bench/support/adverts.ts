import type { DatedVersion } from '../../../matching/jobs/store.ts'

const SKILLS = 13_896 // as many as ESCO has
const MOST_ASKED = 18
const LEAST_ASKED = 7

/** Adverts whose skills are as common as words are: by their rank. The same each time. */
export function createAdverts() {
  let state = 42
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  const draw = (wanted: number): ReadonlySet<string> => {
    const drawn = new Set<string>()
    while (drawn.size < wanted) drawn.add(`s${Math.floor(SKILLS ** random()) - 1}`)
    return drawn
  }
  const advert = (at: number): DatedVersion => {
    const wanted = LEAST_ASKED + Math.floor(random() * (MOST_ASKED - LEAST_ASKED))
    const skills = [...draw(wanted)].map((id, place) => ({
      id,
      importance: place % 3 === 2 ? ('optional' as const) : ('essential' as const),
    }))
    const body = { title: `Advert ${at % 1000}`, skills }
    return { id: `job-${at}`, version: 1, since: at + 1, until: undefined, createdAt: 0, body }
  }
  return { advert, draw }
}
