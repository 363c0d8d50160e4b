import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import express, { type Request, type RequestHandler, Router } from 'express'
import { actorOf, requireScope } from '../../platform/http/actor.ts'
import { strictJson } from '../../platform/http/json-body.ts'
import { jsonText } from '../../platform/http/json-text.ts'
import { inTurn } from '../../platform/http/large-bodies.ts'
import { httpProblems } from '../../platform/http/problems.ts'
import { parser } from '../../platform/http/validate.ts'
import { Problem } from '../../platform/problem.ts'
import { issueBody } from '../../schemas/issuer.ts'
import { callerOf } from '../caller.ts'
import { issueLines, readLines } from './batch.ts'
import type { Instances } from './instances.ts'

const parseIssue = parser(issueBody)

const NDJSON = ['application/x-ndjson', 'application/ndjson', 'application/jsonl']

interface InstanceEdge {
  readonly publicUrl: string
  readonly idempotent: RequestHandler
}

/** Read as strictly as what is verified; nothing where there was no JSON. */
const bodyOf = ({ body }: Request): unknown =>
  typeof body === 'string' ? strictJson(body) : undefined

/** VC-API issuing. */
export function instanceRoutes(instances: Instances, edge: InstanceEdge): Router {
  const router = Router()

  router.get('/issuers/:instance', async (request, response) => {
    const info = await instances.info(request.params.instance)
    response.set('cache-control', 'no-cache').json(info)
  })

  const permitted = requireScope('credentials:issue')
  const issue =
    (instanceOf: (request: Request) => string): RequestHandler =>
    async (request, response) => {
      const { credential, options = {} } = parseIssue(bodyOf(request))
      const verifiableCredential = await instances.issue({
        instanceId: instanceOf(request),
        by: callerOf(actorOf(response)),
        credential,
        options,
      })
      response.status(201).json({ verifiableCredential })
    }

  router.post(
    '/issuers/:instance/credentials/issue',
    ...[permitted, jsonText, edge.idempotent],
    issue(({ params }) => String(params.instance)),
  )
  router.post(
    '/credentials/issue',
    ...[permitted, jsonText, edge.idempotent],
    issue(() => 'default'),
  )

  const lines = [permitted, inTurn(express.text({ limit: '4mb', type: NDJSON })), edge.idempotent]
  router.post(
    '/issuers/:instance/credentials/issue/batch',
    lines,
    issueBatch(instances, edge, ({ params }) => String(params.instance)),
  )
  router.post(
    '/credentials/issue/batch',
    lines,
    issueBatch(instances, edge, () => 'default'),
  )
  return router
}

/** Answers as lines are signed; with an idempotency key at the end, so that the whole answer can be kept. */
function issueBatch(
  instances: Instances,
  { publicUrl }: InstanceEdge,
  instanceOf: (request: Request) => string,
): RequestHandler {
  return async (request, response) => {
    if (typeof request.body !== 'string') throw new Problem(httpProblems.unsupportedBody)
    const input = { instanceId: instanceOf(request), by: callerOf(actorOf(response)) }
    await instances.mayIssue(input)
    const answers = issueLines(readLines(request.body), { instances, publicUrl, ...input })
    response.status(200).type('application/x-ndjson').set('cache-control', 'no-store')
    if (request.get('idempotency-key') === undefined) {
      await pipeline(Readable.from(answers), response)
      return
    }
    let all = ''
    for await (const answer of answers) all += answer
    response.send(Buffer.from(all))
  }
}
