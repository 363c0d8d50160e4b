/**
 * An employer with a job, learners who let the employer see their skills, and what both can do.
 *
 * @module
 */

import type { Actor, PersonActor } from '../../platform/http/actor.ts'
import type { EmployersView, ShortlistView } from '../../schemas/matching-employers.ts'
import { client, giveProfile, person } from './actors.ts'
import type { Bench } from './bench.ts'

export const outsider = client('somebody-else', 'rankings:read', 'jobs:write')

let count = 0

/** A new employer and job each time. */
export async function openHiring(bench: Bench) {
  count += 1
  const number = count
  const tenant = `acme-${number}`
  const jobId = `job-${number}`
  const path = `/api/employer/jobs/${jobId}`
  const recruiter = person(`recruiter-${number}`, {
    tenantId: tenant,
    roles: new Set(['employer']),
    scopes: new Set(['jobs:write', 'rankings:read']),
  })
  await bench.accounts.organisations.ensure({ id: tenant, name: `Acme ${number}` })
  const skills = ['check-ai-output', 'spot-ai-bias'].map((id) => ({ id, importance: 'essential' }))
  await bench.call(`PUT /jobs/${jobId}`, { as: recruiter, body: { title: 'Reviewer', skills } })

  const learner = async (name: string): Promise<PersonActor> => {
    const email = `${name}-${number}@example.org`
    const { id } = await bench.accounts.people.ensure({ email, name, language: 'fr' })
    return person(id, { email, name })
  }
  /** Lets the employer rank the skills, by level. */
  const offer = async (
    as: PersonActor,
    levels: Readonly<Record<string, number>>,
    over: { readonly purpose?: string; readonly employer?: string } = {},
  ) => {
    const credentials = [await bench.badges.badge({ levels })]
    const wish = { employer: tenant, purpose: 'shortlist', credentials, ...over }
    return (await giveProfile(bench, as, wish)).body
  }
  const make = (as = recruiter) => bench.call<ShortlistView>(`POST ${path}/shortlist`, { as })
  /** Three learners, the one who fits best first, and the list of them. */
  const three = async () => {
    const best = await learner('best')
    const middle = await learner('middle')
    await offer(await learner('least'), { 'write-ai-requests': 3 })
    await offer(middle, { 'check-ai-output': 3 })
    await offer(best, { 'check-ai-output': 3, 'spot-ai-bias': 3 })
    const { body } = await make()
    return { best, middle, candidates: body.candidates }
  }
  return {
    ...{ number, tenant, jobId, path, recruiter, learner, offer, make, three },
    read: (as = recruiter) => bench.call<ShortlistView>(`GET ${path}/shortlist`, { as }),
    overview: async (as: PersonActor) =>
      (await bench.call<EmployersView>('GET /api/me/employers', { as })).body,
    ask: (candidateId: string, body: object = {}, as: Actor = recruiter) =>
      bench.call(`POST ${path}/candidates/${candidateId}/introduction`, { as, body }),
    move: (candidateId: string, body: object, as: Actor = recruiter) =>
      bench.call(`PUT ${path}/candidates/${candidateId}/override`, { as, body }),
    answer: (as: PersonActor, candidateId: string, agree: boolean) =>
      bench.call(`POST /api/me/candidacies/${candidateId}/answer`, { as, body: { agree } }),
    /** Takes a consent back, as the page of one's consents does. */
    withdraw: async (as: PersonActor, purpose: string) => {
      const { consents } = bench.accounts
      const consent = await consents.current(as.personId, purpose, tenant)
      await bench.database.transaction((tx) =>
        consents.withdraw(tx, consent?.id ?? '', as.personId),
      )
    },
  }
}

export const ids = ({ candidates }: ShortlistView) =>
  candidates.map(({ candidateId }) => candidateId)
