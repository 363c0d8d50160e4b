import { Problem } from '../../platform/problem.ts'
import { accountsProblems } from '../problems.ts'

/** What a browser says about where a request comes from. */
export interface RequestOrigin {
  readonly method: string
  readonly origin: string | undefined
  /** `sec-fetch-site` (W3C Fetch Metadata). */
  readonly fetchSite: string | undefined
}

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses what another site makes a signed-in browser do.
 *
 * Cookies are `SameSite=Lax` already; this also stops a sister site on our domain. A caller that says
 * neither header is no browser of this decade, and so nobody's browser is misused.
 *
 * @param own - origins of our own pages
 * @throws {Problem} `cross-site-request`
 */
export function refuseCrossSite(request: RequestOrigin, own: readonly string[]): void {
  const { method, origin, fetchSite } = request
  if (SAFE_METHODS.has(method)) return
  if (origin !== undefined && origin !== 'null') {
    if (own.includes(origin)) return
    throw new Problem(accountsProblems.crossSiteRequest, {
      detail: `only pages of ${own[0]} may do this`,
      internal: `request from the origin ${origin}`,
    })
  }
  if (fetchSite === 'same-origin') return
  if (origin === undefined && (fetchSite === undefined || fetchSite === 'none')) return
  throw new Problem(accountsProblems.crossSiteRequest, {
    internal: `request from ${fetchSite ?? 'an origin'} that hides itself`,
  })
}
