/**
 * What those who run the server ask: is it alive, is it ready, how is it doing.
 *
 * @module
 */

import { setTimeout as sleep } from 'node:timers/promises'
import type { RequestHandler } from 'express'
import type { Log } from '../log.ts'
import type { Metrics } from '../metrics.ts'

/** Alive: the process answers. Asks nobody, so that a slow database does not get it killed. */
export const healthz: RequestHandler = (_request, response) => {
  response.set('cache-control', 'no-store').json({ status: 'ok' })
}

/** Parts that must work before requests may come, by name. A check fails by rejecting. */
export type ReadyChecks = Readonly<Record<string, () => Promise<unknown>>>

const PATIENCE = 2000 // milliseconds per check

/** Ready: 200 when every check passes, 503 otherwise. Why one failed is for the log alone. */
export function readyz(checks: ReadyChecks, log: Log): RequestHandler {
  return async (_request, response) => {
    const results = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => {
        try {
          await inTime(check)
          return [name, 'ok'] as const
        } catch (error) {
          log.warn({ err: error, check: name }, 'not ready')
          return [name, 'failed'] as const
        }
      }),
    )
    const ready = results.every(([, result]) => result === 'ok')
    response
      .status(ready ? 200 : 503)
      .set('cache-control', 'no-store')
      .json({ status: ready ? 'ready' : 'not-ready', checks: Object.fromEntries(results) })
  }
}

async function inTime(check: () => Promise<unknown>): Promise<void> {
  const done = new AbortController()
  const late = sleep(PATIENCE, undefined, { signal: done.signal }).then(
    () => Promise.reject(new Error(`no answer within ${PATIENCE} ms`)),
    () => {},
  )
  try {
    await Promise.race([check(), late])
  } finally {
    done.abort()
  }
}

export function metricsHandler(metrics: Pick<Metrics, 'text'>): RequestHandler {
  return async (_request, response) => {
    const { type, body } = await metrics.text()
    response.set('cache-control', 'no-store').type(type).send(body)
  }
}
