import { deepEqual, equal, match, ok, throws } from 'node:assert/strict'
import { join } from 'node:path'
import {
  ContentError,
  contentLanguage,
  fullLanguages,
  readCourse,
  readCourses,
} from '../../courses/content.ts'
import { figureSvg, figuresIn, labelled, lessonMarkdown } from '../../courses/figures.ts'
import { type Files, pathsOf, readTea, teaCourse, writeCourses } from './fixture.ts'

/** What is found wrong with the course after a change of its files. */
async function findingsAfter(change: (paths: Record<string, string>, files: Files) => void) {
  const files = teaCourse()
  const paths = { ...pathsOf(files) }
  change(paths, files)
  const [folder, remove] = await writeCourses({ tea: paths })
  try {
    return readCourse(join(folder, 'tea'))
  } finally {
    await remove()
  }
}

const edit = (paths: Record<string, string>, file: string, change: (json: never) => void) => {
  const json = JSON.parse(paths[file] ?? '') as never
  change(json)
  paths[file] = JSON.stringify(json)
}

describe('a course folder', () => {
  it('is read without any code that knows it', async () => {
    const course = await readTea()
    equal(course.slug, 'tea')
    deepEqual([...(course.moduleList[0]?.words.keys() ?? [])].sort(), ['en', 'fr'])
    match(course.moduleList[0]?.words.get('en')?.lesson ?? '', /figure:glass/)
    equal(course.texts.zgh.nativeReview, 'awaiting')
  })

  it('may stand beside others', async () => {
    const other = teaCourse()
    other.course.slug = 'coffee'
    const [folder, remove] = await writeCourses({
      tea: pathsOf(teaCourse()),
      coffee: pathsOf(other),
    })
    deepEqual(
      readCourses(folder).map(({ slug }) => slug),
      ['coffee', 'tea'],
    )
    await remove()
  })

  it('has a digest that changes with any byte of it', async () => {
    const plain = (await readTea()).digest
    equal((await readTea()).digest, plain)
    const files = teaCourse()
    files.lessons.en += ' '
    ok((await readTea(files)).digest !== plain)
  })

  it('is given in the language asked, else in French, else in the first it has', async () => {
    const course = await readTea()
    deepEqual(fullLanguages(course), ['fr', 'en'])
    equal(contentLanguage(course, 'en'), 'en')
    equal(contentLanguage(course, 'ar'), 'fr')
    const english = { ...course, languages: { ...course.languages, fr: 'titles' as const } }
    equal(contentLanguage(english, 'ar'), 'en')
  })

  it('that cannot be read stops the start, naming every fault', async () => {
    const paths = { ...pathsOf(teaCourse()) }
    delete paths['en/pouring.md']
    paths['fr/pouring.json'] = '{'
    const [folder, remove] = await writeCourses({ tea: paths })
    throws(
      () => readCourses(folder),
      (thrown) =>
        thrown instanceof ContentError &&
        thrown.message.includes('en/pouring.md: the file is missing') &&
        thrown.message.includes('fr/pouring.json'),
    )
    await remove()
  })

  const faults: readonly (readonly [
    string,
    (paths: Record<string, string>) => void,
    { file: string; rule: string; pointer?: string },
  ])[] = [
    [
      'without course.json',
      (paths) => delete paths['course.json'],
      { file: 'course.json', rule: 'missing-file' },
    ],
    [
      'with broken JSON',
      (paths) => {
        paths['course.json'] = '{"slug":'
      },
      { file: 'course.json', rule: 'json' },
    ],
    [
      'with a member nobody knows',
      (paths) =>
        edit(paths, 'course.json', (json: Record<string, unknown>) => {
          json.colour = 'green'
        }),
      { file: 'course.json', rule: 'unknown-member', pointer: '/colour' },
    ],
    [
      'without the Amazigh titles',
      (paths) => delete paths['zgh/course.json'],
      { file: 'zgh/course.json', rule: 'missing-file' },
    ],
    [
      'without a module it names',
      (paths) => delete paths['modules/pouring.json'],
      { file: 'modules/pouring.json', rule: 'missing-file' },
    ],
    [
      'with an item of a kind that does not exist',
      (paths) =>
        edit(paths, 'modules/pouring.json', (json: { items: { kind: string }[] }) => {
          if (json.items[0]) json.items[0].kind = 'riddle'
        }),
      { file: 'modules/pouring.json', rule: 'anyOf' },
    ],
    [
      'with an item of two options',
      (paths) =>
        edit(paths, 'modules/pouring.json', (json: { items: { options: string[] }[] }) => {
          if (json.items[0]) json.items[0].options = ['high', 'low']
        }),
      { file: 'modules/pouring.json', rule: 'minItems', pointer: '/items/0/options' },
    ],
    [
      'with a task of three criteria',
      (paths) =>
        edit(paths, 'modules/pouring.json', (json: { tasks: { criteria: unknown[] }[] }) => {
          json.tasks[0]?.criteria.pop()
        }),
      { file: 'modules/pouring.json', rule: 'minItems', pointer: '/tasks/0/criteria' },
    ],
    [
      'with an item that has no texts in a language',
      (paths) =>
        edit(paths, 'fr/pouring.json', (json: { items: Record<string, unknown> }) => {
          delete json.items['pouring-ordering']
        }),
      { file: 'fr/pouring.json', rule: 'missing-text', pointer: '/items/pouring-ordering' },
    ],
    [
      'with texts of an item that does not exist',
      (paths) =>
        edit(paths, 'fr/pouring.json', (json: { items: Record<string, unknown> }) => {
          json.items['pouring-more'] = {}
        }),
      { file: 'fr/pouring.json', rule: 'unknown-item', pointer: '/items/pouring-more' },
    ],
    [
      'with texts of another kind of item',
      (paths) =>
        edit(paths, 'en/pouring.json', (json: { items: Record<string, unknown> }) => {
          json.items['pouring-ordering'] = json.items['pouring-numeric']
        }),
      { file: 'en/pouring.json', rule: 'required', pointer: '/items/pouring-ordering/elements' },
    ],
    [
      'with a distractor without reason',
      (paths) =>
        edit(
          paths,
          'en/pouring.json',
          (json: { items: { 'pouring-multiple': { options: { salt: { reason?: string } } } } }) => {
            delete json.items['pouring-multiple'].options.salt.reason
          },
        ),
      {
        file: 'en/pouring.json',
        rule: 'required',
        pointer: '/items/pouring-multiple/options/salt/reason',
      },
    ],
  ]
  for (const [what, change, wanted] of faults) {
    it(`${what} is refused, the member named`, async () => {
      const { course, findings } = await findingsAfter(change)
      equal(course, undefined)
      const found = findings.find(({ file, rule }) => file === wanted.file && rule === wanted.rule)
      ok(found, JSON.stringify(findings))
      if (wanted.pointer !== undefined) equal(found.pointer, wanted.pointer)
    })
  }
})

describe('the figures of a lesson', () => {
  it('become images of this server with their description', async () => {
    const course = await readTea()
    const words = course.moduleList[0]?.words.get('en')
    if (!words) throw new Error('no words')
    match(
      lessonMarkdown(course, words, 'en'),
      /!\[yes A small glass\]\(\/api\/courses\/tea\/figures\/glass\.svg\?lang=en\)/,
    )
    deepEqual(figuresIn(words.lesson), ['glass'])
  })

  it('are labelled in the language, and what the labels hold is text', async () => {
    const course = await readTea()
    match(figureSvg(course, 'glass', 'fr') ?? '', /<text>oui foam &amp; tea<\/text>/)
    match(figureSvg(course, 'glass', 'en') ?? '', /<title>yes A \[small\] glass<\/title>/)
    equal(labelled('<text>{{a}}</text>', { a: '</text><script>"' }).includes('<script'), false)
  })

  it('that are in no lesson are none', async () => {
    const course = await readTea()
    equal(figureSvg(course, 'nothing', 'fr'), undefined)
    equal(figureSvg({ ...course, figures: new Map() }, 'glass', 'fr'), undefined)
  })
})
