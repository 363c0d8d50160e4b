import type { CredentialDeps, Fetched } from '../../../credentials/index.ts'
import { parseTime } from '../../../platform/clock.ts'

export const NOW = parseTime('2026-11-22T12:00:00Z') ?? 0

/** Answers by address; anything else is refused, as the guarded fetch does with private addresses. */
export interface World extends CredentialDeps {
  readonly pages: Map<string, unknown>
  /** Addresses that were asked for. */
  readonly asked: string[]
}

export function createWorld(now: number = NOW): World {
  const pages = new Map<string, unknown>()
  const asked: string[] = []
  return {
    pages,
    asked,
    clock: () => now,
    fetch: async (url): Promise<Fetched> => {
      asked.push(url)
      if (!pages.has(url)) throw new Error(`${url} cannot be reached`)
      const page = pages.get(url)
      const body = Buffer.from(typeof page === 'string' ? page : JSON.stringify(page))
      return { status: 200, headers: {}, body: new Uint8Array(body), url }
    },
  }
}
