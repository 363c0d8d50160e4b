import { deepEqual, equal, match } from 'node:assert/strict'
import type { StopsView } from '../../schemas/matching-employers.ts'
import { client, giveProfile, person } from './actors.ts'
import { describeServed, slugOf } from './bench.ts'

const operator = person('operator', {
  roles: new Set(['admin']),
  scopes: new Set(['admin']),
})
const acmeAdmin = person('acme-admin', {
  tenantId: 'acme',
  roles: new Set(['admin']),
  scopes: new Set(['rankings:read', 'jobs:write']),
})
const recruiter = person('recruiter', {
  tenantId: 'acme',
  roles: new Set(['employer']),
  scopes: new Set(['rankings:read', 'jobs:write']),
})
const acme = client('acme', 'rankings:read')
const other = client('other', 'rankings:read')

describeServed('the stop switch', (bench) => {
  const stop = (scope: string, as = operator, reason = 'Wrong weights') =>
    bench().call(`PUT /api/ranking-stops/${scope}`, { as, body: { reason } })
  const resume = (scope: string, as = operator) =>
    bench().call(`DELETE /api/ranking-stops/${scope}`, { as })
  const view = async (as = operator) =>
    (await bench().call<StopsView>('GET /api/ranking-stops', { as })).body
  let profiles: Readonly<Record<'acme' | 'other' | 'own', string>>

  before(async () => {
    const give = async (employer?: string) =>
      (await giveProfile(bench(), person('learner'), employer ? { employer } : {})).body.profileId
    profiles = { acme: await give('acme'), other: await give('other'), own: await give() }
  })
  afterEach(async () => {
    for (const { scope } of (await view()).stops) await resume(scope)
  })

  const rank = (as: typeof acme | typeof operator, profileId: string) =>
    bench().call('POST /rankings', { as, body: { profileId } })

  it('stops the rankings of one employer, and says why and since when', async () => {
    equal((await rank(acme, profiles.acme)).status, 200)
    equal((await stop('acme')).status, 204)
    const refused = await rank(acme, profiles.acme)
    deepEqual([refused.status, slugOf(refused)], [503, 'rankings-stopped'])
    match(String(refused.body.detail), /2026-11-22T09:33:20Z: Wrong weights/)
    equal((await rank(other, profiles.other)).status, 200)
    equal((await rank(person('learner'), profiles.own)).status, 200)
    equal((await resume('acme')).status, 204)
    equal((await rank(acme, profiles.acme)).status, 200)
  })

  it('stops shortlists, introductions and overrides of that employer too', async () => {
    await stop('acme')
    const path = '/api/employer/jobs/x'
    const calls = [
      bench().call(`POST ${path}/shortlist`, { as: recruiter }),
      bench().call(`GET ${path}/shortlist`, { as: recruiter }),
      bench().call(`POST ${path}/candidates/c/introduction`, { as: recruiter, body: {} }),
      bench().call(`PUT ${path}/candidates/c/override`, {
        as: recruiter,
        body: { place: 1, reason: 'x' },
      }),
    ]
    for (const answer of await Promise.all(calls)) equal(slugOf(answer), 'rankings-stopped')
  })

  it('stops everything, the rankings of learners as well', async () => {
    await stop('all')
    for (const answer of [
      await rank(acme, profiles.acme),
      await rank(other, profiles.other),
      await rank(person('learner'), profiles.own),
    ]) {
      equal(slugOf(answer), 'rankings-stopped')
    }
  })

  it('leaves what was decided readable, replayed and contestable', async () => {
    const learner = person('learner')
    const { body } = await rank(learner, profiles.own)
    await stop('all')
    const id = String(body.rankingId)
    equal((await bench().call(`GET /api/rankings/${id}`, { as: learner })).status, 200)
    equal((await bench().call(`GET /rankings/${id}/replay`, { as: learner })).status, 200)
    const contest = { as: learner, body: { reason: 'x' } }
    equal((await bench().call(`POST /rankings/${id}/contest`, contest)).status, 201)
  })

  it('is for administrators: of the platform for all, of an organisation for their own', async () => {
    for (const scope of ['all', 'other', 'acme']) {
      for (const as of [person('p'), recruiter]) equal((await stop(scope, as)).status, 403)
    }
    for (const scope of ['all', 'other']) {
      equal((await stop(scope, acmeAdmin)).status, 403)
      equal((await resume(scope, acmeAdmin)).status, 403)
    }
    equal((await stop('acme', acmeAdmin)).status, 204)
    equal((await bench().call('PUT /api/ranking-stops/all', { body: { reason: 'x' } })).status, 401)
  })

  it('wants a reason, and cannot be undone twice', async () => {
    equal((await stop('acme', operator, '')).status, 400)
    await stop('acme')
    await stop('acme', operator, 'Still wrong')
    equal((await view()).stops[0]?.reason, 'Still wrong')
    equal((await resume('acme')).status, 204)
    equal(slugOf(await resume('acme')), 'not-stopped')
  })

  it('shows an organisation its own stop and that of everything, the platform all', async () => {
    await stop('acme')
    await stop('other')
    await stop('all')
    const scopes = ({ stops }: StopsView) => stops.map(({ scope }) => scope)
    deepEqual(scopes(await view(recruiter)), ['acme', 'all'])
    deepEqual(scopes(await view(operator)), ['acme', 'all', 'other'])
    deepEqual((await view(recruiter)).mayStop, [])
    deepEqual((await view(acmeAdmin)).mayStop, ['acme'])
    deepEqual((await view(operator)).mayStop, ['all', 'academy'])
  })

  it('is in the log of whom it concerns', async () => {
    await stop('acme')
    await resume('acme')
    const kinds: string[] = []
    for await (const line of bench().audit.exportChain('acme')) {
      kinds.push((JSON.parse(line) as { kind: string }).kind)
    }
    deepEqual(kinds.slice(-2), ['rankings.stopped', 'rankings.resumed'])
  })
})
