import { type Request, Router } from 'express'
import { badgePng } from '../../documents/index.ts'
import { openToEveryOrigin } from '../../platform/http/security.ts'
import { isLanguage, LANGUAGES, type Language, negotiateLanguage } from '../../platform/i18n.ts'
import { Problem } from '../../platform/problem.ts'
import { issuerProblems } from '../problems.ts'
import { type AchievementDocument, achievementUrl, embedded } from './achievement.ts'
import type { Achievements } from './achievements.ts'
import { criteriaPage } from './criteria-page.ts'

const HOUR = 3600 // seconds

/** What signed certificates cite. */
export function achievementRoutes(achievements: Achievements, publicUrl: string): Router {
  const router = Router()
  router.use('/achievements', openToEveryOrigin)
  const found = async (request: Request): Promise<{ bytes: string; language: Language }> => {
    const slug = String(request.params.slug)
    const documents = await achievements.documents({
      slug,
      version: String(request.params.version),
    })
    const language = languageOf(request, [...documents.keys()])
    const bytes = documents.get(language)
    if (bytes === undefined) throw new Problem(issuerProblems.unknownAchievement)
    return { bytes, language }
  }

  router.get('/achievements/:slug/:version', async (request, response) => {
    const { bytes } = await found(request)
    response.set('cache-control', `public, max-age=${HOUR}`).type('json').send(bytes)
  })

  router.get('/achievements/:slug/:version/criteria', async (request, response) => {
    const { bytes, language } = await found(request)
    response.set('cache-control', `public, max-age=${HOUR}`).vary('accept-language')
    response.type('html').send(criteriaPage(embedded(bytes), language))
  })

  router.get('/achievements/:slug/:version/badge.png', async (request, response) => {
    const { bytes } = await found(request)
    const document: AchievementDocument = embedded(bytes)
    const { slug, version } = request.params
    const achievementId = achievementUrl(publicUrl, { slug, version })
    const png = badgePng({ achievementId, title: document.name })
    response.set('cache-control', `public, max-age=${24 * HOUR}, immutable`)
    response.type('png').send(Buffer.from(png))
  })
  return router
}

/**
 * The language asked for; a document without `lang` is always the same bytes, and only pages for people
 * look at what the reader prefers.
 */
function languageOf(request: Request, known: readonly Language[]): Language {
  const { lang } = request.query
  if (lang !== undefined && !isLanguage(lang)) throw new Problem(issuerProblems.unknownAchievement)
  const page = request.path.endsWith('/criteria')
  const wanted = lang ?? (page ? negotiateLanguage(request.headers['accept-language']) : 'fr')
  if (lang !== undefined || known.includes(wanted)) return wanted
  return LANGUAGES.find((language) => known.includes(language)) ?? 'fr'
}
