import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { type Courses, coursesMigrations, createCourses } from '../../courses/index.ts'
import type { Database } from '../../platform/db/database.ts'
import { systemRandom } from '../../platform/id.ts'
import { Problem } from '../../platform/problem.ts'
import type { ItemAnswer, PracticeSession } from '../../schemas/courses.ts'
import { createSkills } from '../../skills/index.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import { pathsOf, teaCourse, writeCourses } from './fixture.ts'

const NOW = 1_795_340_000

const skills = createSkills({ publicUrl: 'https://brevet.example' })
const place = { course: 'tea', module: 'pouring' }
const amina = { personId: 'amina', language: 'en' } as const

const refusal = (slug: string) => (thrown: unknown) =>
  thrown instanceof Problem && thrown.type.slug === slug

/** An answer that fits each kind and is sometimes right. */
const someAnswer: Readonly<Record<string, ItemAnswer>> = {
  single: 'o1',
  multiple: ['o1'],
  ordering: ['o1', 'o2', 'o3'],
  matching: { l1: 'r1', l2: 'r2', l3: 'r3' },
  numeric: 0,
}

describeOnBothDatabases('learning', coursesMigrations, (open) => {
  let courses: Courses
  let now: number
  let remove: () => Promise<void>
  let folder: string
  const make = (db: Database) =>
    createCourses({ db, clock: () => now, random: systemRandom, skills, contentFolder: folder })
  beforeEach(async () => {
    now = NOW
    ;[folder, remove] = await writeCourses({ tea: pathsOf(teaCourse()) })
    courses = make(open())
  })
  afterEach(() => remove())

  /** Answers an item wrongly, then rightly in another session: what the feedback says is right. */
  const rightOf = async (session: PracticeSession, itemId: string, kind: string) => {
    const { rightAnswer } = await courses.answerPractice(session.practiceId, 'amina', {
      itemId,
      answer: someAnswer[kind] ?? 0,
    })
    return rightAnswer
  }

  it('is open to everybody: list, course and module without signing in', async () => {
    const [course] = await courses.list({ language: 'en' })
    equal(course?.enrolled, false)
    equal(course.title, 'Tea')
    equal(course.minutes, 14) // four parts of a minute and the task's ten
    deepEqual(course.languages, ['fr', 'en'])
    const view = await courses.view('tea', { language: 'ar' })
    equal(view.contentLanguage, 'fr')
    equal(view.next, undefined)
    deepEqual(view.mastery, [])
    equal(view.modules[0]?.progress, undefined)
    deepEqual(view.modules[0]?.tasks, [{ id: 'serve', title: 'الشاي' }])
    const module = await courses.module(place, { language: 'en' })
    ok(module.lesson.includes('/api/courses/tea/figures/glass.svg?lang=en'))
    equal(module.example?.steps.length, 1)
    equal(module.hasDialogue, true)
    equal(module.skills[0]?.uri, 'https://brevet.example/skills/check-ai-output')
  })

  it('says that Amazigh awaits native review', async () => {
    equal((await courses.view('tea', { language: 'zgh' })).nativeReview, 'awaiting')
    equal((await courses.view('tea', { language: 'fr' })).nativeReview, undefined)
  })

  it('enrols once, and the first enrolment stays', async () => {
    const first = await courses.enrol('tea', amina)
    now += 100
    const again = await courses.enrol('tea', amina)
    equal(first.enrolledAt, NOW)
    equal(again.enrolledAt, NOW)
    equal((await courses.list(amina))[0]?.enrolled, true)
    equal((await courses.list({ ...amina, personId: 'brahim' }))[0]?.enrolled, false)
  })

  it('leads from part to part and at last to the assessment', async () => {
    const next = async () => (await courses.view('tea', amina)).next
    await courses.enrol('tea', amina)
    deepEqual(await next(), { module: 'pouring', part: 'lesson' })
    await courses.markDone(place, 'lesson', 'amina')
    deepEqual(await next(), { module: 'pouring', part: 'example' })
    await courses.markDone(place, 'practice', 'amina')
    await courses.markDone(place, 'example', 'amina')
    deepEqual(await next(), { module: 'pouring', part: 'dialogue' })
    await courses.markDone(place, 'dialogue', 'amina')
    deepEqual(await next(), { part: 'assessment' })
  })

  it('notes a part once, whoever says so how often', async () => {
    await courses.markDone(place, 'lesson', 'amina')
    const progress = await courses.markDone(place, 'lesson', 'amina')
    deepEqual(progress, { done: ['lesson'], practice: { answered: 0, correct: 0 } })
    await Promise.all(Array.from({ length: 5 }, () => courses.markDone(place, 'example', 'amina')))
    deepEqual((await courses.markDone(place, 'lesson', 'amina')).done, ['lesson', 'example'])
  })

  it('knows no other course, module or part', async () => {
    await rejects(courses.view('coffee', amina), refusal('unknown-course'))
    await rejects(courses.enrol('coffee', amina), refusal('unknown-course'))
    await rejects(courses.module({ ...place, module: 'x' }, amina), refusal('unknown-module'))
    await rejects(
      courses.markDone({ ...place, module: 'x' }, 'lesson', 'amina'),
      refusal('unknown-module'),
    )
    await rejects(
      courses.startPractice({ ...place, module: 'x' }, amina),
      refusal('unknown-module'),
    )
    await remove()
    const files = teaCourse()
    files.module.example = 0
    delete files.words.en.example
    delete files.words.fr.example
    ;[folder, remove] = await writeCourses({ tea: pathsOf(files) })
    await rejects(make(open()).markDone(place, 'example', 'amina'), refusal('unknown-module'))
  })

  describe('practice', () => {
    it('shows items without saying what is right', async () => {
      const session = await courses.startPractice(place, amina)
      equal(session.items.length, 5)
      ok(!JSON.stringify(session).includes('because'))
    })

    it('tells right from wrong and why', async () => {
      const session = await courses.startPractice(place, amina)
      const item = session.items.find(({ kind }) => kind === 'numeric')
      const feedback = await courses.answerPractice(session.practiceId, 'amina', {
        itemId: item?.itemId ?? '',
        answer: 0,
      })
      equal(feedback.correct, false)
      ok(feedback.explanation.startsWith('Right answer:'))
    })

    it('counts the first answer and repeats what was said to it', async () => {
      const session = await courses.startPractice(place, amina)
      const given = { itemId: 'pouring-numeric', answer: 0 }
      const first = await courses.answerPractice(session.practiceId, 'amina', given)
      const second = await courses.answerPractice(session.practiceId, 'amina', {
        ...given,
        answer: first.rightAnswer,
      })
      deepEqual(second, first)
      const [seen] = (await courses.mastery('tea', 'amina')).filter(({ answered }) => answered > 0)
      deepEqual(seen, { code: 'check-ai-output', answered: 1, correct: 0 })
    })

    it('keeps one of ten answers given at once', async () => {
      const session = await courses.startPractice(place, amina)
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, answer) =>
          courses.answerPractice(session.practiceId, 'amina', {
            itemId: 'pouring-numeric',
            answer,
          }),
        ),
      )
      equal(new Set(answers.map(({ explanation }) => explanation)).size, 1)
      const progress = await courses.markDone(place, 'lesson', 'amina')
      equal(progress.practice.answered, 1)
    })

    it('is done when every item of a session has been answered', async () => {
      const session = await courses.startPractice(place, amina)
      for (const [index, item] of session.items.entries()) {
        const done = (await courses.view('tea', amina)).modules[0]?.progress?.done ?? []
        equal(done.join(), '', `after ${index}`)
        await rightOf(session, item.itemId, item.kind)
      }
      const view = await courses.view('tea', amina)
      deepEqual(view.modules[0]?.progress?.done, ['practice'])
      equal(view.modules[0].progress.practice.answered, 5)
    })

    it('counts the newest answer to an item in mastery', async () => {
      const first = await courses.startPractice(place, amina)
      await courses.answerPractice(first.practiceId, 'amina', {
        itemId: 'pouring-numeric',
        answer: 0,
      })
      now += 60
      const second = await courses.startPractice(place, amina)
      const again = second.items.find(({ itemId }) => itemId === 'pouring-numeric')
      const numbers = (again?.stem.match(/\d+/g) ?? []).map(Number)
      const answer = (numbers[0] ?? 0) * (numbers[1] ?? 0)
      const feedback = await courses.answerPractice(second.practiceId, 'amina', {
        itemId: 'pouring-numeric',
        answer,
      })
      equal(feedback.correct, true)
      deepEqual(await courses.mastery('tea', 'amina'), [
        { code: 'check-ai-output', answered: 1, correct: 1 },
        { code: 'write-ai-requests', answered: 0, correct: 0 },
      ])
      equal((await courses.view('tea', amina)).mastery[0]?.label, 'Check an AI answer')
    })

    it('leaves out items kept for the exam', async () => {
      await remove()
      const files = teaCourse()
      const [item] = files.module.items
      if (item) item.use = 'exam'
      ;[folder, remove] = await writeCourses({ tea: pathsOf(files) })
      const { items } = await make(open()).startPractice(place, amina)
      equal(items.length, 4)
      ok(items.every(({ itemId }) => itemId !== 'pouring-single'))
    })

    it('belongs to the learner who started it', async () => {
      const { practiceId } = await courses.startPractice(place, amina)
      const given = { itemId: 'pouring-numeric', answer: 0 }
      await rejects(
        courses.answerPractice(practiceId, 'brahim', given),
        refusal('unknown-practice'),
      )
      await rejects(courses.answerPractice('nothing', 'amina', given), refusal('unknown-practice'))
    })

    it('refuses items that were not drawn and answers that do not fit, and keeps nothing of them', async () => {
      const { practiceId } = await courses.startPractice(place, amina)
      await rejects(
        courses.answerPractice(practiceId, 'amina', { itemId: 'stirring-1', answer: 0 }),
        refusal('unknown-item'),
      )
      await rejects(
        courses.answerPractice(practiceId, 'amina', { itemId: 'pouring-numeric', answer: 'o1' }),
        refusal('answer-form'),
      )
      const about = (await courses.personData.exportPerson('amina')) as { practice: unknown[] }
      deepEqual(about.practice, [])
    })
  })

  describe('personal data', () => {
    beforeEach(async () => {
      for (const personId of ['amina', 'brahim']) {
        const learner = { personId, language: 'en' } as const
        await courses.enrol('tea', learner)
        await courses.markDone(place, 'lesson', personId)
        const { practiceId } = await courses.startPractice(place, learner)
        await courses.answerPractice(practiceId, personId, { itemId: 'pouring-numeric', answer: 0 })
      }
    })

    it('can be exported whole, in words and times that a person can read', async () => {
      equal(courses.personData.section, 'courses')
      deepEqual(await courses.personData.exportPerson('amina'), {
        enrolments: [{ course: 'tea', version: '1', enrolledAt: '2026-11-22T09:33:20Z' }],
        progress: [
          { course: 'tea', module: 'pouring', part: 'lesson', doneAt: '2026-11-22T09:33:20Z' },
        ],
        practice: [
          {
            ...{ course: 'tea', module: 'pouring', item: 'pouring-numeric', answer: 0 },
            ...{ correct: false, answeredAt: '2026-11-22T09:33:20Z' },
          },
        ],
      })
    })

    it('is erased whole, and nobody else’s', async () => {
      const before = await courses.personData.exportPerson('brahim')
      const rows = await open().transaction((tx) => courses.personData.erasePerson(tx, 'amina'))
      equal(rows, 4) // enrolment, progress, practice and its answer
      deepEqual(await courses.personData.exportPerson('amina'), {
        enrolments: [],
        progress: [],
        practice: [],
      })
      deepEqual(await courses.personData.exportPerson('brahim'), before)
    })

    it('of somebody unknown is nothing', async () => {
      const rows = await open().transaction((tx) => courses.personData.erasePerson(tx, 'nobody'))
      equal(rows, 0)
    })
  })
})
