import { deepEqual, equal, match, ok } from 'node:assert/strict'
import {
  type Courses,
  coursesMigrations,
  coursesRoutes,
  createCourses,
} from '../../courses/index.ts'
import { parser } from '../../platform/http/validate.ts'
import { systemRandom } from '../../platform/id.ts'
import {
  CourseView,
  coursesOperations,
  Feedback,
  ModuleProgress,
  ModuleView,
  PracticeSession,
} from '../../schemas/courses.ts'
import { createSkills } from '../../skills/index.ts'
import { client, person, type Served, serve, slugOf } from '../audit/support.ts'
import { openTestDatabase } from '../support/databases.ts'
import { pathsOf, teaCourse, writeCourses } from './fixture.ts'

const amina = person('amina')

describe('the endpoints of the courses', () => {
  let courses: Courses
  let served: Served
  let close: () => Promise<void>
  before(async () => {
    const [db, closeDatabase] = await openTestDatabase('sqlite', coursesMigrations)
    const [contentFolder, remove] = await writeCourses({ tea: pathsOf(teaCourse()) })
    const skills = createSkills({ publicUrl: 'https://brevet.example' })
    courses = createCourses({
      db,
      clock: () => 1_795_340_000,
      random: systemRandom,
      skills,
      contentFolder,
    })
    served = await serve(() => coursesRoutes(courses))
    close = async () => {
      await served.close()
      await closeDatabase()
      await remove()
    }
  })
  after(() => close())

  const get = (path: string, options = {}) => served.call('GET', path, options)

  it('are those that the OpenAPI document names', async () => {
    const mounted = coursesRoutes(courses).stack.flatMap(({ route }) =>
      route ? [`${route.stack.at(-1)?.method} ${route.path.replace(/:(\w+)/g, '{$1}')}`] : [],
    )
    deepEqual(
      mounted.sort(),
      coursesOperations.map(({ method, path }) => `${method} ${path}`).sort(),
    )
  })

  it('list the courses in the language asked', async () => {
    const { status, body } = await get('/api/courses?lang=ar')
    equal(status, 200)
    const [course] = body.courses as { title: string; contentLanguage: string }[]
    equal(course?.title, 'الشاي')
    equal(course.contentLanguage, 'fr')
  })

  it('else in the language of the person, else in the one the program prefers', async () => {
    const title = async (options: object) => {
      const { body } = await get('/api/courses/tea', options)
      return parser(CourseView)(body).title
    }
    equal(await title({ as: { ...amina, language: 'zgh' } }), 'ⴰⵜⴰⵢ')
    equal(await title({ headers: { 'accept-language': 'fr-MA, en;q=0.5' } }), 'Le thé')
    equal(
      await title({ as: { ...amina, language: 'de' }, headers: { 'accept-language': 'ar' } }),
      'الشاي',
    )
  })

  it('give a course in the form promised', async () => {
    const { status, body } = await get('/api/courses/tea?lang=en')
    equal(status, 200)
    const view = parser(CourseView)(body)
    deepEqual(view.passRule, { items: 4, requiredItems: 3, criterionMean: 2, criticalMinimum: 2 })
    equal(view.enrolled, false)
  })

  it('give a module in the form promised, and nothing of its items', async () => {
    const { status, body, text } = await get('/api/courses/tea/modules/pouring?lang=en')
    equal(status, 200)
    equal(parser(ModuleView)(body).title, 'Tea')
    ok(!text.includes('pouring-single'))
    ok(!text.includes('because'))
  })

  it('give a figure as a picture', async () => {
    const { status, headers, text } = await get('/api/courses/tea/figures/glass.svg?lang=fr')
    equal(status, 200)
    match(headers.get('content-type') ?? '', /^image\/svg\+xml/)
    match(text, /oui foam &amp; tea/)
  })

  it('answer 404 with a problem for what does not exist', async () => {
    for (const [path, slug] of [
      ['/api/courses/coffee', 'unknown-course'],
      ['/api/courses/tea/modules/stirring', 'unknown-module'],
      ['/api/courses/coffee/modules/pouring', 'unknown-course'],
      ['/api/courses/tea/figures/kettle.svg', 'unknown-figure'],
      ['/api/courses/tea/figures/..%2Fcourse.json', 'unknown-figure'],
    ] as const) {
      const answer = await get(path)
      equal(answer.status, 404, path)
      equal(slugOf(answer), slug)
    }
  })

  it('refuse a language that is none of ours, and members of the query they do not know', async () => {
    for (const query of ['?lang=de', '?lang=fr&lang=en', '?colour=green']) {
      const answer = await get(`/api/courses${query}`)
      equal(answer.status, 400, query)
      equal(slugOf(answer), 'invalid-request')
    }
  })

  describe('of a learner', () => {
    it('enrol', async () => {
      const { status, body } = await served.call('POST', '/api/courses/tea/enrolment?lang=en', {
        as: amina,
      })
      equal(status, 201)
      const view = parser(CourseView)(body)
      equal(view.enrolledAt, 1_795_340_000)
      deepEqual(view.next, { module: 'pouring', part: 'lesson' })
    })

    it('note progress', async () => {
      const { status, body } = await served.call(
        'PUT',
        '/api/courses/tea/modules/pouring/progress',
        {
          as: amina,
          json: { part: 'lesson', done: true },
        },
      )
      equal(status, 200)
      deepEqual(parser(ModuleProgress)(body).done, ['lesson'])
    })

    it('draw practice and answer it', async () => {
      const drawn = await served.call('POST', '/api/courses/tea/modules/pouring/practice?lang=en', {
        as: amina,
      })
      equal(drawn.status, 201)
      const { practiceId, items } = parser(PracticeSession)(drawn.body)
      equal(items.length, 5)
      const answered = await served.call('POST', `/api/practice/${practiceId}/answers`, {
        as: amina,
        json: { itemId: 'pouring-numeric', answer: 0 },
      })
      equal(answered.status, 200)
      equal(parser(Feedback)(answered.body).correct, false)
    })

    it('refuse an answer in the wrong form, one to a strange item, and one of somebody else', async () => {
      const drawn = await served.call('POST', '/api/courses/tea/modules/pouring/practice', {
        as: amina,
      })
      const path = `/api/practice/${String(drawn.body.practiceId)}/answers`
      const answer = (json: unknown, as = amina) => served.call('POST', path, { as, json })
      for (const [json, status, slug] of [
        [{ itemId: 'pouring-numeric', answer: 'o1' }, 400, 'answer-form'],
        [{ itemId: 'pouring-numeric', answer: { a: 1 } }, 400, 'invalid-request'],
        [{ itemId: 'pouring-numeric' }, 400, 'invalid-request'],
        [{ itemId: 'pouring-numeric', answer: 1, correct: true }, 400, 'invalid-request'],
        [{ itemId: 'stirring-1', answer: 1 }, 404, 'unknown-item'],
      ] as const) {
        const refused = await answer(json)
        equal(refused.status, status, JSON.stringify(json))
        equal(slugOf(refused), slug)
      }
      const stranger = await answer({ itemId: 'pouring-numeric', answer: 1 }, person('brahim'))
      equal(stranger.status, 404)
      equal(slugOf(stranger), 'unknown-practice')
    })

    it('refuse progress in a part that does not exist, or that is taken back', async () => {
      for (const json of [{ part: 'exam', done: true }, { part: 'lesson', done: false }, {}, []]) {
        const answer = await served.call('PUT', '/api/courses/tea/modules/pouring/progress', {
          as: amina,
          json,
        })
        equal(answer.status, 400)
      }
    })

    it('refuse a body that is not JSON, or larger than an answer', async () => {
      const path = '/api/courses/tea/modules/pouring/progress'
      const headers = { 'content-type': 'application/json' }
      const broken = await served.call('PUT', path, { as: amina, body: '{', headers })
      equal(broken.status, 400)
      const large = await served.call('PUT', path, {
        as: amina,
        json: { part: 'lesson', done: true, more: 'x'.repeat(2000) },
      })
      equal(large.status, 413)
    })

    it('refuse whoever is not signed in, and machines', async () => {
      for (const as of [undefined, client('platform', ['admin'])]) {
        for (const [method, path] of [
          ['POST', '/api/courses/tea/enrolment'],
          ['PUT', '/api/courses/tea/modules/pouring/progress'],
          ['POST', '/api/courses/tea/modules/pouring/practice'],
          ['POST', '/api/practice/x/answers'],
        ] as const) {
          const answer = await served.call(method, path, as ? { as } : {})
          equal(answer.status, 401, `${method} ${path}`)
          equal(slugOf(answer), 'not-signed-in')
        }
      }
    })
  })
})
