import { Router } from 'express'
import type { RateLimiter } from '../../platform/http/rate-limit.ts'
import { parser } from '../../platform/http/validate.ts'
import { isLanguage, negotiateLanguage } from '../../platform/i18n.ts'
import { TaxonomySearch } from '../../schemas/taxonomies.ts'
import type { Skills } from '../skills.ts'
import { findSkills } from './find.ts'
import type { Taxonomies } from './taxonomies.ts'

const DEFAULT_HITS = 12

const parseSearch = parser(TaxonomySearch, '/query')

/** Search over all skills known here, for whoever has to name one. */
export function taxonomyRoutes(
  skills: Skills,
  taxonomies: Pick<Taxonomies, 'search' | 'versions'>,
  rateLimit: RateLimiter,
): Router {
  const router = Router()
  const guard = rateLimit('taxonomy-search', { points: 240, duration: 60 })
  router.get('/api/taxonomies/skills', guard, async (request, response) => {
    const { q, lang, limit } = parseSearch(request.query)
    const language = isLanguage(lang) ? lang : negotiateLanguage(request.get('accept-language'))
    const hits = Number(limit ?? DEFAULT_HITS)
    response.json(await findSkills({ skills, taxonomies }, q, { language, limit: hits }))
  })
  return router
}
