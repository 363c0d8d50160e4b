import { deepEqual, ok } from 'node:assert/strict'
import { ofCourse } from '../../../courses/check/check-content.ts'
import { createSkills } from '../../../skills/index.ts'
import { type Files, readTea, teaCourse } from '../fixture.ts'

const skills = createSkills({ publicUrl: 'https://brevet.example' })

async function find(change: (files: Files) => void) {
  const files = teaCourse()
  change(files)
  return ofCourse(await readTea(files), skills)
}

/** Expects these errors and no others. */
async function breaks(rule: string, file: string, change: (files: Files) => void) {
  const errors = (await find(change)).filter(({ severity }) => severity === 'error')
  ok(errors.length > 0, 'nothing was found')
  deepEqual([...new Set(errors.map((each) => `${each.rule} ${each.file}`))], [`${rule} ${file}`])
}

const words = (files: Files) => files.words.en

describe('the check of translations', () => {
  it('wants titles of every module and task in all four languages', async () => {
    await breaks('missing-text', 'ar/course.json', (files) => {
      delete files.texts.ar.tasks.serve
    })
    await breaks('unknown-key', 'zgh/course.json', (files) => {
      files.texts.zgh.tasks.sing = 'ⵉⵣⵍⵉ'
    })
  })

  it('wants as many outcomes as in English', async () => {
    await breaks('translation', 'fr/course.json', (files) => {
      files.texts.fr.modules.pouring?.outcomes.push('Le thé 3')
    })
  })

  it('wants Arabic in Arabic letters and Amazigh in Tifinagh', async () => {
    await breaks('script', 'ar/course.json', (files) => {
      files.texts.ar.title = 'Ach-chay'
    })
    await breaks('script', 'zgh/course.json', (files) => {
      files.texts.zgh.description = 'Atay d wanaw n watay'
    })
    await breaks('script', 'fr/course.json', (files) => {
      files.texts.fr.title = 'الشاي'
    })
  })

  it('wants every step of example and dialogue, every hint', async () => {
    await breaks('translation', 'en/pouring.json', (files) => {
      words(files).example?.steps.push({ title: 'yes', text: 'yes' })
    })
    await breaks('translation', 'en/pouring.json', (files) => {
      words(files).dialogue?.steps.why?.hints.pop()
    })
    await breaks('missing-text', 'en/pouring.json', (files) => {
      delete words(files).dialogue
    })
    await breaks('unknown-key', 'en/pouring.json', (files) => {
      const { dialogue } = words(files)
      if (dialogue?.steps.why) dialogue.steps.how = dialogue.steps.why
    })
  })

  it('wants every part of a task', async () => {
    const task = (files: Files) => {
      const found = words(files).tasks.serve
      if (!found) throw new Error('no task')
      return found
    }
    await breaks('missing-text', 'en/pouring.json', (files) => {
      delete task(files).materials.recipe
    })
    await breaks('missing-text', 'en/pouring.json', (files) => {
      delete task(files).criteria.foam
    })
    await breaks('missing-text', 'en/pouring.json', (files) => {
      delete task(files).exemplars.good
    })
    await breaks('missing-text', 'en/pouring.json', (files) => {
      delete task(files).exemplars.good?.reasons.heat
    })
    await breaks('translation', 'en/pouring.json', (files) => {
      task(files).hints.push('yes')
    })
    await breaks('missing-text', 'en/pouring.json', (files) => {
      words(files).tasks = {}
    })
  })

  it('wants four levels that can be told apart', async () => {
    await breaks('rubric', 'en/pouring.json', (files) => {
      const taste = words(files).tasks.serve?.criteria.taste
      if (taste) taste.anchors = ['a', 'b', 'b', 'c']
    })
  })

  it('notices a long text that was copied and not translated', async () => {
    await breaks('untranslated', 'en/pouring.json', (files) => {
      const long = 'A question that is long enough for nobody to write it twice by chance'
      for (const language of ['fr', 'en'] as const) {
        Object.assign(files.words[language].items['pouring-multiple'] as object, { stem: long })
      }
    })
  })
})

describe('the check of lessons', () => {
  it('refuses a lesson that takes much longer, or much shorter, than planned', async () => {
    await breaks('reading-time', 'en/pouring.md', (files) => {
      files.lessons.en = `${'yes tea '.repeat(200)}\n\n![](figure:glass)`
    })
    await breaks('reading-time', 'en/pouring.md', (files) => {
      files.lessons.en = 'yes tea ![](figure:glass)'
    })
  })

  it('refuses HTML, which is not shown', async () => {
    await breaks('html', 'en/pouring.md', (files) => {
      files.lessons.en += '<b>yes</b>'
    })
  })

  it('refuses figures that are shown and not there, or there and not shown', async () => {
    await breaks('unknown-key', 'en/pouring.md', (files) => {
      files.lessons.en += '\n![](figure:kettle)'
    })
    await breaks('missing-text', 'en/pouring.md', (files) => {
      files.lessons.en = files.lessons.en.replace('![](figure:glass)', '')
    })
    const missing = await find((files) => {
      files.module.figures = ['kettle']
    })
    ok(missing.some(({ rule }) => rule === 'missing-figure'))
  })

  it('refuses a figure that does more than draw, or has no title', async () => {
    const change = (figure: string) => (files: Files) => {
      files.figure = figure
    }
    for (const bad of ['<script>1</script>', '<a href="https://x.example"/>', '<g onclick="x"/>']) {
      const found = await find(change(`<svg><title>{{title}}</title>{{foam}}${bad}</svg>`))
      ok(
        found.some(({ rule }) => rule === 'active-figure'),
        bad,
      )
    }
    const untitled = await find(change('<svg>{{foam}}</svg>'))
    ok(untitled.some(({ rule }) => rule === 'figure-title'))
  })

  it('refuses labels that the figure does not have, and the other way round', async () => {
    const more = await find((files) => {
      Object.assign(files.words.en.figures.glass?.labels ?? {}, { steam: 'yes' })
    })
    ok(more.some(({ rule, message }) => rule === 'unknown-key' && message.startsWith('steam')))
    const fewer = await find((files) => {
      const glass = files.words.en.figures.glass
      if (glass) glass.labels = {}
    })
    ok(fewer.some(({ rule, message }) => rule === 'missing-text' && message.startsWith('foam')))
  })

  it('refuses a lesson that is too large to be taken along', async () => {
    const found = await find((files) => {
      files.figure = `<svg><title>{{title}}</title>{{foam}}<path d="${'M0 0'.repeat(50_000)}"/></svg>`
    })
    ok(found.some(({ rule }) => rule === 'too-large'))
  })

  it('notices what a complete module still lacks', async () => {
    const found = await find((files) => {
      files.module.example = 0
      files.module.dialogue = []
      for (const language of ['fr', 'en'] as const) {
        delete files.words[language].example
        delete files.words[language].dialogue
      }
    })
    const notices = found.filter(({ severity }) => severity === 'notice').map(({ rule }) => rule)
    for (const rule of ['few-items', 'few-parameterised', 'no-example', 'no-dialogue']) {
      ok(notices.includes(rule), rule)
    }
  })

  it('notices a module in which the longest option is nearly always right', async () => {
    const found = await find((files) => {
      const multiple = files.module.items[1]
      if (multiple?.kind !== 'multiple') throw new Error('no multiple')
      for (let index = 0; index < 6; index++) {
        const id = `pouring-long-${index}`
        const { skills: codes, difficulty } = multiple
        const [kind, options] = ['single' as const, ['a', 'b', 'c']]
        files.module.items.push({ id, kind, skills: codes, difficulty, options, key: 'a' })
        for (const language of ['fr', 'en'] as const) {
          files.words[language].items[id] = {
            stem: `oui yes ${language} ${index}`,
            options: {
              a: { text: 'yes the longest of them all', reason: 'r' },
              b: { text: 'yes short', reason: 'r' },
              c: { text: 'yes shorter', reason: 'r' },
            },
          }
        }
      }
    })
    ok(found.some(({ rule, severity }) => rule === 'giveaway' && severity === 'notice'))
  })
})
