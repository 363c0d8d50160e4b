import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { checkContent } from '../../../courses/index.ts'
import { type Files, pathsOf, teaCourse, writeCourses } from '../fixture.ts'
import { breaks, check, item, skills } from './support.ts'

describe('the check of course content', () => {
  it('finds no error in a course that has none', async () => {
    const { errors, lines } = await check(() => {})
    deepEqual(errors, [])
    equal(lines.length, 1)
    ok(lines[0]?.startsWith('tea: 0 errors'))
  })

  it('prints an error with file, member and rule', async () => {
    const { lines } = await check((files) => {
      files.course.skills = ['nonsense']
    })
    ok(
      lines.includes(
        'error  tea/course.json/skills  unknown-skill: nonsense is no skill of the framework',
      ),
      lines.join('\n'),
    )
    ok(lines.at(-1)?.startsWith('tea: 2 errors'))
  })

  it('prints what a complete module still lacks only when asked', async () => {
    const quiet = await check(() => {})
    const full = await check(() => {}, { notices: true })
    equal(quiet.lines.length, 1)
    ok(full.lines.some((line) => line.includes('few-items: 5 items of 16')))
    ok(full.lines.some((line) => line.includes('short-lesson')))
  })

  it('reports a course that cannot be read at all', async () => {
    const [folder, remove] = await writeCourses({ tea: { 'course.json': '{}' } })
    const findings = checkContent({ skills, folder })
    await remove()
    ok(findings.length > 0)
    ok(findings.every(({ severity, course }) => severity === 'error' && course === 'tea'))
  })

  it('refuses a folder called otherwise than its course', async () => {
    const [folder, remove] = await writeCourses({ coffee: pathsOf(teaCourse()) })
    deepEqual(
      checkContent({ skills, folder })
        .filter(({ severity }) => severity === 'error')
        .map(({ rule }) => rule),
      ['slug'],
    )
    await remove()
  })

  describe('of the structure', () => {
    it('refuses two items of one name', async () => {
      await breaks('unique', (files) => {
        files.module.items.push({ ...item(files, 'multiple') })
      })
    })

    it('refuses two tasks and two criteria of one name', async () => {
      await breaks('unique', (files) => {
        const [task] = files.module.tasks
        if (task) files.module.tasks.push({ ...task })
      })
      const { errors } = await check((files) => {
        const criterion = files.module.tasks[0]?.criteria[1]
        if (criterion) criterion.id = 'taste'
      })
      ok(errors.some(({ rule }) => rule === 'unique'))
    })

    it('refuses a module that is called otherwise than its file', async () => {
      const { errors } = await check((files) => {
        files.module.id = 'stirring'
      })
      ok(errors.some(({ rule }) => rule === 'module-id'))
    })

    it('refuses a pass rule that does not add up', async () => {
      await breaks('pass-rule', (files) => {
        files.course.passRule.items = 5
      })
      await breaks('pass-rule', (files) => {
        files.course.passRule.requiredItems = 9
      })
    })

    it('refuses a module with too few items for the exam or none for practice', async () => {
      await breaks('too-few-items', (files) => {
        item(files, 'ordering').use = 'practice'
        item(files, 'matching').use = 'practice'
      })
      await breaks('too-few-items', (files) => {
        files.module.items = files.module.items.map((each) => ({ ...each, use: 'exam' as const }))
      })
    })

    it('refuses skills that the framework does not have, wherever they stand', async () => {
      for (const change of [
        (files: Files) => files.module.skills.push('nonsense'),
        (files: Files) => item(files, 'single').skills.push('nonsense'),
        (files: Files) => files.module.dialogue[0]?.skills.push('nonsense'),
        (files: Files) => files.module.tasks[0]?.criteria[0]?.skills.push('nonsense'),
      ]) {
        await breaks('unknown-skill', change)
      }
    })

    it('refuses a certified skill that nothing assesses', async () => {
      await breaks('not-assessed', (files) => {
        files.course.skills.push('spot-ai-bias')
      })
    })

    it('refuses a certified skill that no work shows and hardly a question of the exam', async () => {
      const [found] = await breaks('thinly-assessed', (files) => {
        item(files, 'multiple').use = 'practice'
      })
      match(found?.message ?? '', /^2 questions of the exam and no work show check-ai-output/)
    })

    it('refuses keys that are not among the options', async () => {
      await breaks('unknown-key', (files) => {
        item(files, 'multiple').key = ['mint', 'rum']
      })
      const single = await check((files) => {
        item(files, 'single').key = 'rum'
      })
      ok(single.errors.some(({ rule }) => rule === 'unknown-key'))
    })

    it('refuses a multiple choice in which everything is right', async () => {
      await breaks('no-distractor', (files) => {
        item(files, 'multiple').key = ['mint', 'sugar', 'salt', 'sand']
      })
    })

    it('refuses a matching that leaves something on the left alone, or pairs it with a stranger', async () => {
      const alone = await check((files) => {
        item(files, 'matching').left.push('spoon')
      })
      ok(alone.errors.some(({ rule }) => rule === 'missing-text'))
      const stranger = await check((files) => {
        item(files, 'matching').pairs.pot = 'sings'
      })
      ok(stranger.errors.some(({ rule }) => rule === 'unknown-key'))
    })

    it('refuses exemplars that leave a criterion unmarked or show one level only', async () => {
      const unmarked = await check((files) => {
        const exemplar = files.module.tasks[0]?.exemplars[0]
        if (exemplar) exemplar.marks = { taste: 3, foam: 3, heat: 3 }
      })
      ok(unmarked.errors.some(({ message }) => message.includes('exemplar good')))
      await breaks('exemplars', (files) => {
        for (const { marks } of files.module.tasks[0]?.exemplars ?? []) marks.taste = 2
      })
    })

    it('refuses a task whose fewest words are not fewer than the most', async () => {
      await breaks('words', (files) => {
        const [task] = files.module.tasks
        if (task) task.words = { min: 50, max: 50 }
      })
    })
  })
})
