import { isUtf8 } from 'node:buffer'
import express, { type RequestHandler, type Response, Router } from 'express'
import { actorOf, requireScope, tenantOf } from '../../platform/http/actor.ts'
import { bytesOf } from '../../platform/http/body-bytes.ts'
import type { Idempotency } from '../../platform/http/idempotency.ts'
import { jsonBody } from '../../platform/http/json-body.ts'
import { httpProblems } from '../../platform/http/problems.ts'
import { parser } from '../../platform/http/validate.ts'
import { isLanguage, type Language, negotiateLanguage } from '../../platform/i18n.ts'
import { Problem } from '../../platform/problem.ts'
import {
  AdvertBody,
  IdPath,
  JobBody,
  type JobInput,
  JobsQuery,
  OwnJobsQuery,
} from '../../schemas/matching-jobs.ts'
import { matchingProblems } from '../problems.ts'
import { type SkillSources, unknownAmong } from './job.ts'
import type { JobBook } from './jobs.ts'
import { type SkillNames, skillNames } from './skill-names.ts'
import { type SuggestDeps, suggestForDraft, suggestSkills } from './suggest.ts'

const parseJob = parser(JobBody)
const parseJobsQuery = parser(JobsQuery, 'query')
const parseOwnJobsQuery = parser(OwnJobsQuery, 'query')
const parseAdvert = parser(AdvertBody)
const parsePath = parser(IdPath, 'path')

/** What a draft may be, in any script, must be able to come back confirmed. */
const json = jsonBody({ limit: '512kb' })
const advertJson = jsonBody({ limit: '128kb' })
const WHOLE = ['text/csv', 'application/json', 'application/ld+json']
const file = express.text({
  type: WHOLE,
  limit: '5mb',
  verify: (_request, _response, ...[bytes, charset]) => refuseUnlessText(bytes, charset),
})

export type JobEdge = SuggestDeps &
  SkillNames &
  SkillSources & {
    readonly jobs: JobBook
    readonly idempotency: Pick<Idempotency, 'handler' | 'streamed'>
  }

/** Jobs as callers put them in and read them. */
export function jobRoutes(edge: JobEdge): Router {
  const router = Router()
  const { jobs } = edge
  const writes = requireScope('jobs:write')

  router.put('/jobs/:id', writes, json, async (request, response) => {
    const input = parseJob(request.body)
    const { job, change, warnings } = await jobs.put(tenantOf(response), idOf(request), input)
    const { id, version } = job
    response.status(change === 'created' ? 201 : 200).json({ id, version, change, warnings })
  })

  router.delete('/jobs/:id', writes, async (request, response) => {
    await jobs.close(tenantOf(response), idOf(request))
    response.status(204).end()
  })

  router.post('/jobs/suggestions', writes, advertJson, async (request, response) => {
    const { text, language = languageOf(request, response) } = parseAdvert(request.body)
    response.json(await suggestSkills(edge, text, language))
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

  router.use(bulkRoutes(edge), ownJobRoutes(edge))
  return router
}

function bulkRoutes({ jobs, idempotency }: JobEdge): Router {
  const router = Router()
  const once: RequestHandler = (request, response, next) =>
    (isWhole(request) ? idempotency.handler : idempotency.streamed)(request, response, next)

  router.post(
    '/jobs/bulk',
    requireScope('jobs:write'),
    refusePacked,
    file,
    once,
    async (request, response) => {
      const tenantId = tenantOf(response)
      if (!isWhole(request)) {
        return response.json(await jobs.putLines(tenantId, bytesOf(request)))
      }
      const text = typeof request.body === 'string' ? request.body : ''
      const report = request.is('text/csv')
        ? await jobs.putCsv(tenantId, text)
        : await jobs.putDocument(tenantId, text)
      return response.json(report)
    },
  )
  return router
}

/** Lines are read as they come: nobody unpacks them. @throws {Problem} `unsupported-body` */
const refusePacked: RequestHandler = (request, _response, next) => {
  const encoding = request.get('content-encoding') ?? 'identity'
  if (!isWhole(request) && encoding.toLowerCase() !== 'identity') {
    const detail = 'lines are taken as they are, without a content-encoding'
    throw new Problem(httpProblems.unsupportedBody, { detail })
  }
  next()
}

/**
 * A decoder puts a sign of its own where bytes are no text: it would stand in the job as if written.
 *
 * @throws {Problem} `job-malformed`
 */
function refuseUnlessText(bytes: Uint8Array, charset: string): void {
  if (charset !== 'utf-8' || isUtf8(bytes)) return
  const detail =
    'the file is not UTF-8: save it so, or name its character set (text/csv; charset=…)'
  throw new Problem(matchingProblems.jobMalformed, {
    detail,
    faults: [{ pointer: '', rule: 'utf8', detail }],
  })
}

function ownJobRoutes(edge: JobEdge): Router {
  const router = Router()
  const { jobs } = edge
  const writes = requireScope('jobs:write')

  router.get('/api/employer/jobs', writes, async (request, response) => {
    const { cursor } = parseOwnJobsQuery(request.query)
    response.json(await jobs.ofTenant(tenantOf(response), cursor))
  })

  router.get('/api/employer/jobs/:id', writes, async (request, response) => {
    const { id, version, body } = await jobs.own(tenantOf(response), idOf(request))
    response.json({
      id,
      version,
      ...body,
      ...(await toldOf(edge, body, languageOf(request, response))),
    })
  })

  router.get('/api/employer/drafts/:id', writes, async (request, response) => {
    const draft = await jobs.draft(tenantOf(response), idOf(request))
    const language = draft.language ?? languageOf(request, response)
    const suggested = await suggestForDraft(edge, draft, language)
    const told = await toldOf(edge, draft, languageOf(request, response))
    response.json({ draft, ...suggested, ...told })
  })

  router.delete('/api/employer/drafts/:id', writes, async (request, response) => {
    await jobs.removeDraft(tenantOf(response), idOf(request))
    response.status(204).end()
  })
  return router
}

/** What the reader should know of the skills that a job asks for. */
async function toldOf(
  edge: SkillNames & SkillSources,
  { skills }: Pick<JobInput, 'skills'>,
  language: Language,
) {
  const [names, unknown] = await Promise.all([
    skillNames(edge, skills, language),
    unknownAmong(skills, edge),
  ])
  return { names, unknown }
}

/** Forms that have to be read whole; NDJSON is read line by line. */
const isWhole = (request: express.Request): boolean => request.is(WHOLE) !== false

const idOf = (request: express.Request): string => parsePath(request.params).id

function languageOf(request: express.Request, response: Response): Language {
  const actor = actorOf(response)
  const own = actor.kind === 'person' ? actor.language : undefined
  return negotiateLanguage(request.get('accept-language'), isLanguage(own) ? own : 'en')
}
