/**
 * Learners with verified skills of O*NET, jobs that ask for ESCO, and crosswalks between them.
 *
 * @module
 */

import { ESCO } from '../../matching/index.ts'
import type { RankingAnswer } from '../../schemas/ranking-view.ts'
import { importRows, type Row } from '../skills/small-crosswalk.ts'
import { client, giveProfile, person } from './actors.ts'
import type { Bench } from './bench.ts'

const ONET = 'https://www.onetonline.org/find/descriptor/result/'
const ESCO_SKILL = 'http://data.europa.eu/esco/skill/'
const writer = client('acme', 'jobs:write')

let count = 0

export function mappedSkills(bench: () => Bench) {
  /** A skill of O*NET and two of ESCO that nobody named before, and a learner. */
  const fresh = () => {
    count += 1
    return {
      ...{ number: count, me: person(`mapped-${count}`), name: `walk-${count}` },
      ...{ shown: `${ONET}2.A.1.${count}`, asked: `${ESCO_SKILL}asked-${count}` },
      ...{ other: `${ESCO_SKILL}other-${count}`, job: `mapped-job-${count}` },
    }
  }
  type Case = ReturnType<typeof fresh>
  const tie = ({ shown, asked }: Case, relation: Row[2], to = asked): Row => [
    ...([shown, 'Mathematics', relation, to, 'do sums'] as const),
  ]
  const take = (one: Case, rows: readonly Row[], version = '1') =>
    importRows(bench().taxonomies, rows, { name: one.name, version })
  const post = ({ job, asked, other }: Case, both = false) =>
    bench().call(`PUT /jobs/${job}`, {
      as: writer,
      body: {
        title: job,
        skills: [asked, ...(both ? [other] : [])].map((id) => ({
          ...{ id, label: `label of ${id.slice(ESCO_SKILL.length)}`, importance: 'essential' },
        })),
      },
    })
  const profile = async ({ me }: Case, ...levels: readonly Readonly<Record<string, number>>[]) => {
    const credentials = []
    for (const one of levels) credentials.push(await bench().badges.badge({ levels: one }))
    const { profileId } = (await giveProfile(bench(), me, { credentials })).body
    return { profileId, credentials: credentials.map(({ id }) => id) }
  }
  const rank = async ({ me, job }: Case, profileId: string) => {
    const { body } = await bench().call<RankingAnswer>('POST /rankings', {
      as: me,
      body: { profileId, k: 100 },
    })
    return { body, result: body.results.find(({ jobId }) => jobId === job) }
  }
  /** Posted, given and ranked, by one row of the relation. */
  const ranked = async (relation: Row[2]) => {
    const one = fresh()
    const crosswalk = await take(one, [tie(one, relation)])
    await post(one)
    const { profileId, credentials } = await profile(one, { [one.shown]: 3 })
    return { one, crosswalk, profileId, credentials, ...(await rank(one, profileId)) }
  }
  const replay = async ({ me }: Case, id: string) =>
    (
      await bench().call<{ same: boolean; identical: boolean; detail?: string }>(
        `GET /rankings/${id}/replay`,
        { as: me },
      )
    ).body
  /** The academy is registered for O*NET too. */
  const register = async () => {
    const { badges, skills, verifier } = bench()
    const frameworks = [skills.framework.id, ESCO, 'O*NET']
    await verifier.registry.ensureIssuer({ did: badges.issuer.did, name: 'Academy', frameworks })
  }
  return { fresh, tie, take, post, profile, rank, ranked, replay, register }
}
