import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { parser } from '../../platform/http/validate.ts'
import { SkillHits, SkillView, skillsOperations } from '../../schemas/skills.ts'
import { createSkills, skillsRoutes } from '../../skills/index.ts'
import { type Served, serve, slugOf } from '../audit/support.ts'

const PAGE = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }

describe('the endpoints of the skills', () => {
  let served: Served
  before(async () => {
    served = await serve((origin) => skillsRoutes(createSkills({ publicUrl: origin })))
  })
  after(() => served.close())

  const get = (path: string, headers = {}) => served.call('GET', path, { headers })

  it('are those that the OpenAPI document names', () => {
    const router = skillsRoutes(createSkills({ publicUrl: 'https://brevet.example' }))
    const mounted = router.stack.flatMap(({ route }) =>
      route ? [`get ${route.path.replace(':code', '{code}')}`] : [],
    )
    deepEqual(
      mounted.sort(),
      skillsOperations.map(({ method, path }) => `${method} ${path}`).sort(),
    )
  })

  it('give a skill as JSON in the form promised', async () => {
    const { status, body, headers } = await get('/skills/check-ai-output')
    equal(status, 200)
    const skill = parser(SkillView)(body)
    equal(skill.uri, `${served.origin}/skills/check-ai-output`)
    equal(skill.labels.fr, 'Vérifier une réponse d’IA')
    equal(skill.framework.name, 'Brevet AI Skills 1')
    deepEqual(skill.awaitingNativeReview, ['zgh'])
    match(headers.get('cache-control') ?? '', /public/)
    match(headers.get('vary') ?? '', /accept/i)
  })

  it('give it as a page to a browser, in the language it prefers', async () => {
    const { status, headers, text } = await get('/skills/check-ai-output', {
      ...PAGE,
      'accept-language': 'fr',
    })
    equal(status, 200)
    match(headers.get('content-type') ?? '', /^text\/html/)
    match(text, /<html lang="fr" dir="ltr">/)
    match(text, /<h1>Vérifier une réponse d’IA<\/h1>/)
    match(text, /data\.europa\.eu\/esco/)
    ok(!text.includes('relu'))
  })

  it('give it from right to left in Arabic, and say what awaits review in Amazigh', async () => {
    match((await get('/skills/check-ai-output?lang=ar', PAGE)).text, /<html lang="ar" dir="rtl">/)
    match((await get('/skills/check-ai-output?lang=zgh', PAGE)).text, /<em>ⴰⴹⵕⵉⵚ/)
  })

  it('write names into the page as text, never as markup', async () => {
    const { text } = await get('/skills/plan-lessons-with-ai', PAGE)
    match(text, /adapt teaching to student&#39;s capabilities/)
    ok(!/<script|style=/.test(text))
  })

  it('answer 404 with a problem for a skill that does not exist', async () => {
    for (const path of ['/skills/juggle', '/skills/__proto__', '/skills/check-ai-output%2F']) {
      const answer = await get(path)
      equal(answer.status, 404, path)
      equal(slugOf(answer), 'unknown-skill')
    }
  })

  it('find skills', async () => {
    const { status, body } = await get('/api/skills?q=verifer&lang=fr&limit=3')
    equal(status, 200)
    const { skills } = parser(SkillHits)(body)
    equal(skills[0]?.code, 'check-ai-output')
    equal(skills[0].label, 'Vérifier une réponse d’IA')
    ok(skills.length <= 3)
  })

  it('list all, in the language the program prefers', async () => {
    const { body } = await get('/api/skills', { 'accept-language': 'ar' })
    const { skills } = parser(SkillHits)(body)
    equal(skills.length, 19)
    match(skills[0]?.label ?? '', /\p{Script=Arabic}/u)
  })

  it('refuse a query in another form', async () => {
    for (const query of [
      'lang=de',
      'limit=0',
      'limit=many',
      'colour=green',
      `q=${'x'.repeat(101)}`,
    ]) {
      const answer = await get(`/api/skills?${query}`)
      equal(answer.status, 400, query)
      equal(slugOf(answer), 'invalid-request')
    }
  })
})
