import { deepEqual, equal, ok } from 'node:assert/strict'
import { Ajv2019 } from 'ajv/dist/2019.js'
import addFormats from 'ajv-formats'
import type { JsonObject } from '../../credentials/index.ts'
import { createShapeFault } from '../../credentials/open-badges/validate.ts'
import { createBadges } from '../credentials/fuzz/badges.ts'
import { mutate } from '../credentials/fuzz/mutations.ts'
import { createRandom } from '../credentials/fuzz/random.ts'
import { badge } from '../credentials/support/documents.ts'
import { listData, readJson } from './data.ts'

const ajv = new Ajv2019({ strict: false })
addFormats.default(ajv)
const official = ajv.compile(readJson('ob3', 'schema', 'ob_v3p0_achievementcredential_schema.json'))

/** Of shapes made anew each time. */
const faultOf = (document: unknown) => createShapeFault()(document, 'AchievementCredential')

/** What ours says, and what the official one says. */
const both = (document: unknown): [boolean, boolean] => [
  faultOf(document) === undefined,
  official(document),
]

describe('our schema of Open Badges', () => {
  it('agrees with the official one on the examples of the specification', () => {
    const results = listData('ob3', 'examples').map((file) => {
      const [ours, theirs] = both(readJson('ob3', 'examples', file))
      return { file, ours, theirs }
    })
    deepEqual(
      results.filter(({ ours, theirs }) => ours !== theirs),
      [],
    )
    ok(results.some(({ ours }) => ours))
  })

  it('agrees with the official one on badges changed at random', () => {
    const random = createRandom(20_261_122)
    const { values } = createBadges(random)
    let accepted = 0
    for (let at = 0; at < 1_500; at++) {
      const document = structuredClone(badge()) as Record<string, unknown>
      mutate(document, random, Object.values(values))
      const text = JSON.stringify(document)
      const [ours, theirs] = both(JSON.parse(text) as JsonObject)
      equal(ours, theirs, `${faultOf(JSON.parse(text))} ${text}`)
      if (ours) accepted++
    }
    ok(accepted > 100, `${accepted}`)
  })
})
