import { type Request, type RequestHandler, type Response, Router } from 'express'
import { isoTime } from '../platform/clock.ts'
import {
  type Actor,
  actorOf,
  notAllowed,
  notSignedIn,
  personOf,
  requirePerson,
} from '../platform/http/actor.ts'
import type { Idempotency } from '../platform/http/idempotency.ts'
import { jsonBody } from '../platform/http/json-body.ts'
import { parser } from '../platform/http/validate.ts'
import { isLanguage, type Language, negotiateLanguage } from '../platform/i18n.ts'
import { Problem } from '../platform/problem.ts'
import {
  ChallengeBody,
  ProfileBody,
  RankedJobPath,
  RankingBody,
  RankingContestBody,
  RankingContestQuery,
  WithdrawQuery,
} from '../schemas/matching.ts'
import { IdPath } from '../schemas/matching-jobs.ts'
import { employerRoutes } from './employers/routes.ts'
import { fairnessRoutes } from './fairness/routes.ts'
import { jobRoutes } from './jobs/routes.ts'
import type { Matching } from './matching.ts'
import { matchingProblems } from './problems.ts'
import type { SkillFindings } from './profiles/verified-skills.ts'

const parseChallenge = parser(ChallengeBody)
const parseProfile = parser(ProfileBody)
const parseWithdraw = parser(WithdrawQuery, 'query')
const parseRanking = parser(RankingBody)
const parseContest = parser(RankingContestBody)
const parseContestQuery = parser(RankingContestQuery, 'query')
const parsePath = parser(IdPath, 'path')
const parseJobPath = parser(RankedJobPath, 'path')

const json = jsonBody({ limit: '64kb' })
const presentationJson = jsonBody({ limit: '1mb' })
const DEFAULT_K = 20

export interface MatchingEdge {
  readonly idempotency: Pick<Idempotency, 'handler' | 'streamed'>
}

/** @see API.md, Ranking */
export function matchingRoutes(matching: Matching, { idempotency }: MatchingEdge): Router {
  const router = Router()
  router.use(jobRoutes({ ...matching, idempotency }))
  router.use(employerRoutes(matching.employers))
  profileRoutes(router, matching, idempotency.handler)
  rankRoute(router, matching, idempotency.handler)
  rankingRoutes(router, matching, idempotency.handler)
  router.use(fairnessRoutes(matching))
  return router
}

function profileRoutes(
  router: Router,
  { challenges, profiles, present }: Matching,
  idempotent: RequestHandler,
): void {
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

  const before = [requirePerson, presentationJson, idempotent]
  router.post('/profiles', ...before, async (request: Request, response: Response) => {
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

function rankRoute(router: Router, matching: Matching, idempotent: RequestHandler): void {
  const mayRank: RequestHandler = (_request, response, next) => {
    rankingActor(response)
    next()
  }

  router.post('/rankings', mayRank, presentationJson, idempotent, async (request, response) => {
    const actor = rankingActor(response)
    const body = parseRanking(request.body)
    const language = languageOf(request, response)
    const findings = await findingsFor(matching, actor, { ...body, language })
    const answer = await matching.rankings.rank({
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
}

function rankingRoutes(router: Router, { rankings }: Matching, idempotent: RequestHandler): void {
  router.get('/api/rankings/:id', async (request, response) => {
    const { id, answer, replaces } = await rankings.get(rankingActor(response), idOf(request))
    const replacedBy = await rankings.replacing(id)
    response.json({
      ...answer,
      ...(replaces !== undefined && { replaces }),
      ...(replacedBy !== undefined && { replacedBy }),
    })
  })

  router.get('/api/rankings/:id/jobs/:jobId', async (request, response) => {
    const { id, jobId } = parseJobPath(request.params)
    const wish = { jobId, language: languageOf(request, response) }
    response.json(await rankings.explain(rankingActor(response), id, wish))
  })

  router.get('/api/rankings/:id/jobs/:jobId/path', async (request, response) => {
    const { id, jobId } = parseJobPath(request.params)
    const wish = { jobId, language: languageOf(request, response) }
    response.json(await rankings.raise(rankingActor(response), id, wish))
  })

  router.get('/rankings/:id/replay', async (request, response) => {
    response.json(await rankings.replay(rankingActor(response), idOf(request)))
  })

  router.post('/rankings/:id/contest', json, idempotent, async (request, response) => {
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

function languageOf(request: Request, response: Response): Language {
  const actor = actorOf(response)
  const own = actor.kind === 'person' ? actor.language : undefined
  return negotiateLanguage(request.get('accept-language'), isLanguage(own) ? own : 'en')
}
