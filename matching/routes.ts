import express, { type Request, type Response, Router } from 'express'
import { isoTime } from '../platform/clock.ts'
import {
  type Actor,
  actorOf,
  notAllowed,
  notSignedIn,
  personOf,
  requirePerson,
  requireScope,
} from '../platform/http/actor.ts'
import { parser } from '../platform/http/validate.ts'
import { isLanguage, type Language, negotiateLanguage } from '../platform/i18n.ts'
import { Problem } from '../platform/problem.ts'
import {
  ChallengeBody,
  IdPath,
  JobBody,
  JobsQuery,
  ProfileBody,
  RankingBody,
  RankingContestBody,
  RankingContestQuery,
  WithdrawQuery,
} from '../schemas/matching.ts'
import type { Matching } from './matching.ts'
import { matchingProblems } from './problems.ts'
import type { SkillFindings } from './profiles/verified-skills.ts'

const parseJob = parser(JobBody)
const parseJobsQuery = parser(JobsQuery, 'query')
const parseChallenge = parser(ChallengeBody)
const parseProfile = parser(ProfileBody)
const parseWithdraw = parser(WithdrawQuery, 'query')
const parseRanking = parser(RankingBody)
const parseContest = parser(RankingContestBody)
const parseContestQuery = parser(RankingContestQuery, 'query')
const parsePath = parser(IdPath, 'path')

const json = express.json({ limit: '64kb' })
const presentationJson = express.json({ limit: '1mb' })
const DEFAULT_K = 20

/** @see API.md, Ranking */
export function matchingRoutes(matching: Matching): Router {
  const router = Router()
  jobRoutes(router, matching)
  profileRoutes(router, matching)
  rankingRoutes(router, matching)
  return router
}

function jobRoutes(router: Router, { jobs }: Matching): void {
  const writes = requireScope('jobs:write')

  router.put('/jobs/:id', writes, json, async (request, response) => {
    const { job, change, warnings } = await jobs.put(
      tenantOf(response),
      idOf(request),
      parseJob(request.body),
    )
    response.status(change === 'created' ? 201 : 200).json({
      id: job.id,
      version: job.version,
      change,
      warnings,
    })
  })

  router.delete('/jobs/:id', writes, async (request, response) => {
    await jobs.close(tenantOf(response), idOf(request))
    response.status(204).end()
  })

  router.post('/jobs/bulk', writes, async (request, response) => {
    response.json(await jobs.putLines(tenantOf(response), request))
  })

  router.get('/jobs/:id', async (request, response) => {
    const { id, version, body } = await jobs.get(idOf(request))
    response.json({ id, version, ...body })
  })

  router.get('/api/jobs', async (request, response) => {
    const { q = '', cursor } = parseJobsQuery(request.query)
    const page = await jobs.page(q, cursor)
    const shown = page.jobs.map(({ id, version, body }) => ({ id, version, ...body }))
    response.json({ jobs: shown, ...(page.cursor !== undefined && { cursor: page.cursor }) })
  })
}

function profileRoutes(router: Router, { challenges, profiles, present }: Matching): void {
  router.post('/challenges', json, async (request, response) => {
    const made = await challenges.create(actorOf(response), parseChallenge(request.body))
    response
      .status(201)
      .set('cache-control', 'no-store')
      .json({
        ...made,
        expiresAt: isoTime(made.expiresAt),
      })
  })

  router.post('/profiles', requirePerson, presentationJson, async (request, response) => {
    const person = personOf(response)
    const { presentation } = parseProfile(request.body)
    const language = languageOf(request, response)
    const presented = await present({ presentation, actor: person, language })
    const { profile, withdrawToken } = await profiles.keep(person, presented)
    const { skills, notCredited } = profile
    response.status(201).json({ profileId: profile.id, skills, notCredited, withdrawToken })
  })

  router.delete('/profiles/:id', async (request, response) => {
    const { token } = parseWithdraw(request.query)
    await profiles.withdraw(actorOf(response), idOf(request), token)
    response.status(204).end()
  })
}

function rankingRoutes(router: Router, matching: Matching): void {
  const { rankings } = matching

  router.post('/rankings', presentationJson, async (request, response) => {
    const actor = rankingActor(response)
    const body = parseRanking(request.body)
    const language = languageOf(request, response)
    const findings = await findingsFor(matching, actor, { ...body, language })
    const answer = await rankings.rank({
      skills: findings.skills,
      notCredited: findings.notCredited,
      filters: body.filters ?? {},
      k: body.k ?? DEFAULT_K,
      tenantId: actor.kind === 'nobody' ? '' : actor.tenantId,
      personId: actor.kind === 'person' ? actor.personId : undefined,
      profileId: body.profileId,
      language,
    })
    response.json(answer)
  })

  router.get('/api/rankings/:id', async (request, response) => {
    response.json((await rankings.get(rankingActor(response), idOf(request))).answer)
  })

  router.get('/rankings/:id/replay', async (request, response) => {
    response.json(await rankings.replay(rankingActor(response), idOf(request)))
  })

  router.post('/rankings/:id/contest', json, async (request, response) => {
    const { language = languageOf(request, response), ...complaint } = parseContest(request.body)
    const opened = await rankings.contest(actorOf(response), idOf(request), {
      ...parseContestQuery(request.query),
      ...complaint,
      language,
    })
    response.status(201).json({ caseId: opened.id, dueAt: isoTime(opened.dueAt) })
  })
}

/** Skills from one source: a presentation made now, or a profile given before. */
async function findingsFor(
  { profiles, present }: Matching,
  actor: Actor,
  body: { presentation?: unknown; profileId?: string; language: Language },
): Promise<SkillFindings> {
  const { presentation, profileId, language } = body
  if ((presentation === undefined) === (profileId === undefined)) {
    throw new Problem(matchingProblems.oneSource)
  }
  if (profileId !== undefined) return profiles.current(actor, profileId)
  return (await present({ presentation, actor, language })).findings
}

/** A signed-in learner, or a client that may read rankings. */
function rankingActor(response: Response): Actor {
  const actor = actorOf(response)
  if (actor.kind === 'nobody') throw new Problem(notSignedIn)
  const allowed =
    actor.kind === 'person' || actor.scopes.has('rankings:read') || actor.scopes.has('admin')
  if (!allowed) throw new Problem(notAllowed, { detail: 'needs the scope rankings:read' })
  return actor
}

const idOf = (request: Request): string => parsePath(request.params).id

function tenantOf(response: Response): string {
  const actor = actorOf(response)
  if (actor.kind === 'nobody') throw new Problem(notSignedIn)
  return actor.tenantId
}

function languageOf(request: Request, response: Response): Language {
  const actor = actorOf(response)
  const own = actor.kind === 'person' ? actor.language : undefined
  return negotiateLanguage(request.get('accept-language'), isLanguage(own) ? own : 'en')
}
