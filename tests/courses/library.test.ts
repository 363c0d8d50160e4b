import { deepEqual, equal, match, notEqual, ok, throws } from 'node:assert/strict'
import type { AchievementTexts } from '../../courses/index.ts'
import { type CourseLibrary, courseFinder, createLibrary } from '../../courses/library.ts'
import { LANGUAGES } from '../../platform/i18n.ts'
import { Problem } from '../../platform/problem.ts'
import { createSkills } from '../../skills/index.ts'
import { readTea, teaCourse } from './fixture.ts'

const skills = createSkills({ publicUrl: 'https://brevet.example' })

const open = async (change: (files: ReturnType<typeof teaCourse>) => void = () => {}) => {
  const files = teaCourse()
  change(files)
  const courses = [await readTea(files)]
  return createLibrary(courses, courseFinder(courses), skills)
}

const refusal = (slug: string) => (thrown: unknown) =>
  thrown instanceof Problem && thrown.type.slug === slug && thrown.type.status === 404

describe('the library of courses', () => {
  let library: CourseLibrary
  before(async () => {
    library = await open()
  })

  it('knows its courses', () => {
    deepEqual(library.slugs(), ['tea'])
    equal(library.has('tea'), true)
    equal(library.version('tea'), '1')
    equal(library.title('tea', 'ar'), 'الشاي')
    equal(library.contentLanguage('tea', 'zgh'), 'fr')
    equal(library.passRule('tea').requiredItems, 3)
    equal(library.digest('tea').length, 64)
    deepEqual(library.skillCodes('tea'), ['check-ai-output', 'write-ai-requests'])
    deepEqual(library.itemSkills('tea', 'pouring-ordering'), ['write-ai-requests'])
    deepEqual(library.itemSkills('tea', 'nothing'), [])
  })

  it('knows no others', () => {
    equal(library.has('coffee'), false)
    for (const ask of [
      () => library.version('coffee'),
      () => library.passRule('coffee'),
      () => library.drawForm('coffee', { seed: 'x', language: 'fr' }),
      () => library.tasks('coffee', 'fr'),
      () => library.dialogue({ course: 'coffee', module: 'pouring' }, 'fr'),
    ]) {
      throws(ask, refusal('unknown-course'))
    }
  })

  it('draws, shows and grades', () => {
    const form = library.drawForm('tea', { seed: 'x', language: 'en' })
    const [first] = form.items
    const ref = { itemId: first?.itemId ?? '', seed: 'x', language: 'en' as const }
    deepEqual(library.showItem('tea', ref), first)
    const { rightAnswer } = library.gradeItem('tea', { ...ref, itemId: 'pouring-numeric' }, 0)
    const again = library.gradeItem('tea', { ...ref, itemId: 'pouring-numeric' }, rightAnswer)
    equal(again.correct, true)
  })

  it('gives levels per skill', () => {
    equal(library.skillLevels('tea', { items: [], criteria: [] }).length, 2)
  })

  it('gives a figure, and refuses one it does not have', () => {
    match(library.figure('tea', 'glass', 'en'), /foam &amp; tea/)
    throws(() => library.figure('tea', 'kettle', 'en'), refusal('unknown-figure'))
  })

  describe('gives a task', () => {
    it('to learners with the rubric, but without notes and exemplars', () => {
      const [task] = library.tasks('tea', 'en')
      equal(task?.title, 'yes Serve a glass')
      equal(task.module, 'pouring')
      deepEqual(task.words, { min: 20, max: 200 })
      deepEqual(task.materials, [
        { id: 'recipe', title: 'yes The recipe', text: 'yes Mint and sugar.' },
      ])
      deepEqual(
        task.criteria.map(({ id, critical }) => [id, critical]),
        [
          ['taste', false],
          ['foam', false],
          ['heat', true],
          ['thanks', false],
        ],
      )
      equal(task.criteria[0]?.anchors.length, 4)
      const text = JSON.stringify(task)
      ok(!text.includes('not taste'))
      ok(!text.includes('good answer'))
    })

    it('to markers with both', () => {
      const task = library.taskForMarking('tea', 'serve', 'fr')
      equal(task.markerNotes, 'oui Foam is not taste.')
      deepEqual(task.exemplars[1]?.marks[1], { criterion: 'foam', level: 1, reason: 'oui b' })
      equal(task.rubric.version, 'tea/serve@2')
    })

    it('with a digest that changes with the rubric and with the language, not with the prompt', async () => {
      const digest = (which: CourseLibrary, language: 'fr' | 'en' = 'en') =>
        which.taskForMarking('tea', 'serve', language).rubric.digest
      const plain = digest(library)
      notEqual(digest(library, 'fr'), plain)
      const notes = await open(({ words }) => {
        if (words.en.tasks.serve) words.en.tasks.serve.markerNotes = 'Foam is taste.'
      })
      notEqual(digest(notes), plain)
      const prompt = await open(({ words }) => {
        if (words.en.tasks.serve) words.en.tasks.serve.prompt = 'yes Please describe it.'
      })
      equal(digest(prompt), plain)
    })

    it('that it has, and no other', () => {
      throws(() => library.taskForMarking('tea', 'sing', 'fr'), refusal('unknown-task'))
    })
  })

  describe('gives the tutor a dialogue', () => {
    it('with its ladder in the language', () => {
      const dialogue = library.dialogue({ course: 'tea', module: 'pouring' }, 'en')
      equal(dialogue?.language, 'en')
      equal(dialogue.opening, 'yes Let us pour.')
      deepEqual(dialogue.steps[0], {
        id: 'why',
        skills: ['check-ai-output'],
        ask: 'yes Why from high up?',
        expects: 'yes It makes foam.',
        signals: ['foam', 'air'],
        confirm: 'yes Yes.',
        hints: ['yes Look at the glass.', 'yes What stands on the tea?'],
        reveal: 'yes It makes foam.',
      })
    })

    it('where the module has one', async () => {
      equal(library.dialogue({ course: 'tea', module: 'stirring' }, 'en'), undefined)
      const silent = await open(({ words, module }) => {
        module.dialogue = []
        delete words.en.dialogue
      })
      equal(silent.dialogue({ course: 'tea', module: 'pouring' }, 'en'), undefined)
    })
  })

  describe('says the course as an achievement', () => {
    const achievement = (language: (typeof LANGUAGES)[number] = 'fr'): AchievementTexts => {
      const found = library.achievement('tea', '1', language)
      if (!found) throw new Error('no achievement')
      return found
    }

    it('in all four languages, also where it is not taught in them', () => {
      deepEqual(
        LANGUAGES.map((language) => achievement(language).name),
        ['Le thé', 'Tea', 'الشاي', 'ⴰⵜⴰⵢ'],
      )
      equal(achievement('zgh').awaitingNativeReview, true)
      equal(achievement('fr').awaitingNativeReview, false)
      deepEqual(achievement().languages, LANGUAGES)
    })

    it('in the version it has, and no other', () => {
      equal(library.achievement('tea', '2', 'fr'), undefined)
      equal(library.achievement('coffee', '1', 'fr'), undefined)
    })

    it('aligned with our framework and with the public ones that say about the same', () => {
      const { alignments } = achievement('en')
      deepEqual(alignments[0], {
        type: ['Alignment'],
        targetName: 'Check an AI answer',
        targetUrl: 'https://brevet.example/skills/check-ai-output',
        targetFramework: 'Brevet AI Skills 1',
        targetType: 'CFItem',
        targetCode: 'check-ai-output',
      })
      const esco = alignments.find(({ targetFramework }) => targetFramework === 'ESCO 1.1.1')
      equal(esco?.targetType, 'ext:Skill')
      match(esco.targetUrl, /^http:\/\/data\.europa\.eu\/esco\/skill\/[0-9a-f-]{36}$/)
      ok(alignments.every(({ targetUrl }) => URL.canParse(targetUrl)))
      const related = skills
        .byCode('check-ai-output')
        ?.mappings.find(({ relation }) => relation === 'related')
      ok(!alignments.some(({ targetUrl }) => targetUrl === related?.uri))
    })

    it('with the score of the objective part', () => {
      deepEqual(achievement().resultDescriptions[0], {
        id: 'urn:brevet:result:objective',
        type: ['ResultDescription'],
        name: 'Le thé',
        resultType: 'RawScore',
        valueMin: '0',
        valueMax: '4',
        requiredValue: '3',
      })
    })

    it('with three levels per skill, required where work is marked', () => {
      const [, checking, requests] = achievement('en').resultDescriptions
      equal(checking?.requiredLevel, undefined)
      equal(requests?.requiredLevel, 'urn:brevet:level:write-ai-requests:2')
      deepEqual(
        requests.rubricCriterionLevel?.map(({ id, name, level }) => [id, name, level]),
        [
          ['urn:brevet:level:write-ai-requests:1', 'Partial', '1'],
          ['urn:brevet:level:write-ai-requests:2', 'Met', '2'],
          ['urn:brevet:level:write-ai-requests:3', 'Above', '3'],
        ],
      )
    })
  })
})
