import { deepEqual, equal } from 'node:assert/strict'
import type { Router } from 'express'
import { accountsRoutes } from '../../accounts/index.ts'
import { createQuotas } from '../../platform/http/quotas.ts'
import { accountsOperations } from '../../schemas/accounts.ts'
import { openTestDatabase } from '../support/databases.ts'
import { migrations, serve } from './harness.ts'

interface Layer {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> }
  readonly handle: { readonly stack?: readonly Layer[] }
}

/** `method path` of every route mounted, in OpenAPI's writing. */
const routesOf = ({ stack }: { readonly stack?: readonly Layer[] }): string[] =>
  (stack ?? []).flatMap(({ route, handle }) =>
    route
      ? Object.keys(route.methods).map(
          (method) => `${method} ${route.path.replace(/:(\w+)/g, '{$1}')}`,
        )
      : routesOf(handle),
  )

describe('the description of the endpoints of accounts', () => {
  it('names exactly those that are mounted', async () => {
    const [database, close] = await openTestDatabase('sqlite', migrations)
    const served = await serve(database)
    try {
      const pass = (_request: unknown, _response: unknown, next: () => void) => next()
      const router: Router = accountsRoutes(served.accounts, {
        ...{ config: served.config, log: served.log, db: database },
        limit: () => pass,
        idempotency: { handler: pass },
        quotas: createQuotas(served.config, database),
      })
      const described = accountsOperations.map(({ method, path }) => `${method} ${path}`)
      deepEqual(described.sort(), routesOf(router as unknown as Layer['handle']).sort())
      equal(new Set(described).size, described.length)
    } finally {
      await served.stop()
      await close()
    }
  })
})
