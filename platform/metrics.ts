/**
 * Numbers for Prometheus. Labels are patterns and names, never identifiers.
 *
 * @module
 */

import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { RequestSummary } from './http/request-context.ts'

export interface Metrics {
  /** For `requestContext`. */
  observeRequest(summary: RequestSummary): void
  /** A counter of a folder, e.g. `brevet_credentials_issued_total`; the same name gives the same counter. */
  counter(name: string, help: string): { add(amount?: number): void }
  /** The exposition text. */
  text(): Promise<{ readonly type: string; readonly body: string }>
}

type JobCounts = () => Promise<{ readonly waiting: number; readonly failed: number }>

const BUCKETS = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] // seconds

/** A registry of its own, so that several apps can live in one process. */
export function createMetrics(jobCounts: JobCounts): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time until the answer was complete',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS,
    registers: [registry],
  })
  const jobs = new Gauge({
    name: 'brevet_jobs',
    help: 'Jobs that wait, and jobs that were given up',
    labelNames: ['state'],
    registers: [registry],
  })
  const counters = new Map<string, Counter>()

  return {
    observeRequest: ({ method, route, status, ms }) => {
      requests.observe({ method, route, status: String(status) }, ms / 1000)
    },
    counter: (name, help) => {
      const counter = counters.get(name) ?? new Counter({ name, help, registers: [registry] })
      counters.set(name, counter)
      return { add: (amount = 1) => counter.inc(amount) }
    },
    text: async () => {
      const { waiting, failed } = await jobCounts()
      jobs.set({ state: 'waiting' }, waiting)
      jobs.set({ state: 'failed' }, failed)
      return { type: registry.contentType, body: await registry.metrics() }
    },
  }
}
