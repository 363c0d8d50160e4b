import { Router } from 'express'
import { parser } from '../platform/http/validate.ts'
import { isLanguage, type Language, negotiateLanguage } from '../platform/i18n.ts'
import { Problem } from '../platform/problem.ts'
import { SkillSearch, type SkillView } from '../schemas/skills.ts'
import type { Skill } from './framework.ts'
import { skillPage } from './page.ts'
import { skillsProblems } from './problems.ts'
import type { Skills } from './skills.ts'

const DEFAULT_HITS = 20

const HOUR = 3600 // seconds

const parseSearch = parser(SkillSearch, '/query')

/** The skills that signed credentials cite, and search among them. */
export function skillsRoutes(skills: Skills): Router {
  const router = Router()

  router.get('/skills/:code', (request, response) => {
    const skill = skills.byCode(request.params.code)
    if (!skill) throw new Problem(skillsProblems.unknownSkill)
    response.set('cache-control', `public, max-age=${HOUR}`).vary('accept').vary('accept-language')
    if (request.accepts(['json', 'html']) !== 'html') return response.json(view(skills, skill))
    const language = languageOf(request.query.lang, request.headers['accept-language'])
    return response.type('html').send(skillPage(skills, skill, language))
  })

  router.get('/api/skills', (request, response) => {
    const { q = '', lang, limit } = parseSearch(request.query)
    const language = languageOf(lang, request.headers['accept-language'])
    const found = skills.search(q, language).slice(0, limit ? Number(limit) : DEFAULT_HITS)
    response.json({
      skills: found.map(({ code, uri, labels, descriptions }) => ({
        ...{ code, uri },
        label: labels[language],
        description: descriptions[language],
      })),
    })
  })

  return router
}

const languageOf = (asked: unknown, header: string | undefined): Language =>
  isLanguage(asked) ? asked : negotiateLanguage(header)

function view(skills: Skills, skill: Skill): SkillView {
  const { code, uri, labels, descriptions, levels, mappings } = skill
  return {
    ...{ code, uri, labels, descriptions },
    framework: { ...skills.framework },
    levels: [...levels],
    mappings: [...mappings],
    awaitingNativeReview: [...skills.awaitingNativeReview],
  }
}
