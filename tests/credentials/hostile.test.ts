import { deepEqual, equal, ok } from 'node:assert/strict'
import {
  type PresentationVerification,
  type Verification,
  verifyCredential,
  verifyPresentation,
} from '../../credentials/index.ts'
import type { Make, Trap } from './hostile/kit.ts'
import { groups } from './hostile/traps.ts'
import { complaints } from './support/documents.ts'
import { createWorld } from './support/world.ts'

/** All complaints, those about presented credentials behind the presentation's own. */
const complaintsOf = (found: Verification | PresentationVerification): readonly string[] => [
  ...complaints(found),
  ...('credentials' in found ? found.credentials.flatMap(complaints) : []),
]

async function ask(make: Make, { presented }: Trap) {
  const world = createWorld()
  const input = await make(world.pages)
  const found = presented
    ? await verifyPresentation(input, presented, world)
    : await verifyCredential(input, {}, world)
  return { outcome: found.outcome, complaints: complaintsOf(found) }
}

const fits = ({ complaint }: Trap, list: readonly string[]): boolean =>
  complaint.split('|').some((part) => list.some((item) => item.includes(part)))

describe('hostile inputs', () => {
  const traps = groups.flatMap((group) => group.traps)

  it('are many, each under a name of its own', () => {
    const names = groups.flatMap(({ name, traps: own }) =>
      own.map(({ title }) => `${name}: ${title}`),
    )
    equal(new Set(names).size, names.length)
    ok(traps.length >= 150, `${traps.length}`)
  })

  for (const group of groups) {
    describe(group.name, () => {
      for (const trap of group.traps) {
        it(`refuse ${trap.title}, for its reason`, async () => {
          const found = await ask(trap.hostile, trap)
          equal(found.outcome, trap.open ? 'undetermined' : 'failed', found.complaints.join())
          ok(fits(trap, found.complaints), `${trap.complaint}: ${found.complaints.join()}`)
        })

        it(`accept what is like ${trap.title} and right`, async () => {
          deepEqual(await ask(trap.twin, trap), { outcome: 'passed', complaints: [] })
        })
      }
    })
  }
})
