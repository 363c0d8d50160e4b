import { deepEqual, equal, match, ok, throws } from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readCourses } from '../../courses/content.ts'
import { LANGUAGES } from '../../platform/i18n.ts'
import { Problem } from '../../platform/problem.ts'
import { MAPPED_FRAMEWORKS } from '../../schemas/skills.ts'
import { readFramework } from '../../skills/framework.ts'
import { createSkills } from '../../skills/index.ts'

const skills = createSkills({ publicUrl: 'https://brevet.example' })

const SCRIPTS = {
  fr: /\p{Script=Latin}/u,
  en: /\p{Script=Latin}/u,
  ar: /\p{Script=Arabic}/u,
  zgh: /\p{Script=Tifinagh}/u,
} as const

const CODES: Readonly<Partial<Record<string, RegExp>>> = {
  'O*NET': /^[24]\.[A-C]\.\d\.[a-m](\.\d+)?$/,
  DigComp: /^[1-5]\.[1-6]$/,
  'UNESCO AI CFT': /^[1-5]\.[1-3]$/,
}

/** Names of the entries of other frameworks we refer to, as these print them. */
const NAMES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'O*NET': {
    '2.A.2.a': 'Critical Thinking',
    '2.A.2.d': 'Monitoring',
    '2.B.4.h': 'Systems Evaluation',
    '4.A.2.a.1': 'Judging the Qualities of Objects, Services, or People',
    '4.A.2.a.2': 'Processing Information',
    '4.A.2.a.3': 'Evaluating Information to Determine Compliance with Standards',
    '4.A.2.b.3': 'Updating and Using Relevant Knowledge',
    '4.A.2.b.6': 'Organizing, Planning, and Prioritizing Work',
    '4.A.3.b.1': 'Working with Computers',
    '4.A.3.b.6': 'Documenting/Recording Information',
    '4.A.4.a.2': 'Communicating with Supervisors, Peers, or Subordinates',
    '4.A.4.b.3': 'Training and Teaching Others',
    '4.A.4.b.5': 'Coaching and Developing Others',
    '4.A.4.c.1': 'Performing Administrative Activities',
  },
  DigComp: {
    '1.2': 'Evaluating data, information and digital content',
    '1.3': 'Managing data, information and digital content',
    '2.1': 'Interacting through digital technologies',
    '2.2': 'Sharing through digital technologies',
    '3.1': 'Developing digital content',
    '3.3': 'Copyright and licences',
    '4.2': 'Protecting personal data and privacy',
    '4.3': 'Protecting health and well-being',
    '5.2': 'Identifying needs and technological responses',
    '5.3': 'Creatively using digital technologies',
    '5.4': 'Identifying digital competence gaps',
  },
}

/** UNESCO, AI competency framework for teachers (2024): aspect, then level. */
const ASPECTS = [
  'Human-centred mindset',
  'Ethics of AI',
  'AI foundations and applications',
  'AI pedagogy',
  'AI for professional learning',
]
const PROGRESSION = ['Acquire', 'Deepen', 'Create']

/** AILit, final version of June 2026. */
const DOMAINS = ['Engage with AI', 'Create with AI', 'Manage AI', 'Shape AI']

/** Work on the data and systems behind AI, which a framework for teachers does not have. */
const NOT_FOR_TEACHERS = ['label-data-for-ai', 'evaluate-ai-systems']

describe('the framework Brevet AI Skills 1', () => {
  it('names itself', () => {
    deepEqual(skills.framework, {
      id: 'brevet-ai-skills',
      name: 'Brevet AI Skills 1',
      version: '1',
    })
  })

  it('says that its Amazigh awaits native review', () => {
    deepEqual(skills.awaitingNativeReview, ['zgh'])
  })

  it('gives every skill its address under the origin', () => {
    equal(skills.byCode('check-ai-output')?.uri, 'https://brevet.example/skills/check-ai-output')
    equal(skills.byUri('https://brevet.example/skills/check-ai-output')?.code, 'check-ai-output')
  })

  it('knows no other skill', () => {
    equal(skills.byCode('juggle'), undefined)
    equal(skills.byCode('toString'), undefined)
    equal(skills.byUri('https://elsewhere.example/skills/check-ai-output'), undefined)
  })

  it('has each code once', () => {
    const codes = skills.all().map(({ code }) => code)
    equal(new Set(codes).size, codes.length)
    ok(codes.length >= 14)
  })

  it('has labels, descriptions and three levels in four languages, each in its script', () => {
    for (const language of LANGUAGES) {
      const said = skills
        .all()
        .flatMap(({ labels, descriptions, levels }) => [
          ...[labels, descriptions],
          ...levels.map((level) => level.descriptions),
        ])
      equal(said.length, 5 * skills.all().length)
      for (const texts of said) match(texts[language], SCRIPTS[language])
    }
  })

  it('has labels that nobody can mix up in any language', () => {
    for (const language of LANGUAGES) {
      const labels = skills.all().map(({ labels: all }) => all[language])
      equal(new Set(labels).size, labels.length, language)
    }
  })

  it('describes three levels that differ', () => {
    for (const { code, levels } of skills.all()) {
      deepEqual(
        levels.map(({ level }) => level),
        [1, 2, 3],
      )
      equal(new Set(levels.map(({ descriptions }) => descriptions.fr)).size, 3, code)
    }
    deepEqual(
      skills.byCode('check-ai-output')?.levels.map(({ labels }) => labels.fr),
      ['Partiel', 'Atteint', 'Dépassé'],
    )
  })

  it('maps every skill to ESCO and to O*NET, and to all five frameworks together', () => {
    for (const { code, mappings } of skills.all()) {
      const frameworks = mappings.map(({ framework }) => framework)
      ok(frameworks.includes('ESCO 1.1.1'), code)
      ok(frameworks.includes('O*NET'), code)
      for (const { uri } of mappings) ok(uri === undefined || URL.canParse(uri), uri)
    }
    const all = new Set(skills.all().flatMap(({ mappings }) => mappings.map((m) => m.framework)))
    deepEqual([...all].sort(), [...MAPPED_FRAMEWORKS].sort())
  })

  it('maps every skill to AILit, and to UNESCO’s framework where that has one', () => {
    for (const { code, mappings } of skills.all()) {
      const frameworks = mappings.map(({ framework }) => framework)
      ok(frameworks.includes('AILit'), code)
      equal(frameworks.includes('UNESCO AI CFT'), !NOT_FOR_TEACHERS.includes(code), code)
    }
  })

  it('names the entries of other frameworks as these do', () => {
    for (const { framework, code = '', label } of skills
      .all()
      .flatMap(({ mappings }) => mappings)) {
      const names = NAMES[framework]
      if (names) equal(label, names[code], `${framework} ${code}`)
      if (framework === 'AILit') ok(DOMAINS.includes(label), label)
      if (framework === 'UNESCO AI CFT') {
        const [aspect = 0, level = 0] = code.split('.').map(Number)
        equal(label, `${ASPECTS[aspect - 1]}, ${PROGRESSION[level - 1]}`)
      }
    }
  })

  it('has every skill that the courses certify, train or assess', () => {
    for (const course of readCourses()) {
      const used = course.moduleList.flatMap((module) => [
        ...module.skills,
        ...module.items.flatMap((item) => item.skills),
        ...module.tasks.flatMap(({ criteria }) => criteria.flatMap((each) => each.skills)),
      ])
      for (const code of [...course.skills, ...used]) ok(skills.byCode(code), code)
    }
  })

  it('writes the codes of other frameworks as these do', () => {
    for (const { framework, code } of skills.all().flatMap(({ mappings }) => mappings)) {
      const form = CODES[framework]
      if (form) match(code ?? '', form)
    }
  })
})

describe('a framework file', () => {
  const read = async (content: string) => {
    const folder = await mkdtemp(join(tmpdir(), 'brevet-skills-'))
    const file = join(folder, 'framework.json')
    await writeFile(file, content)
    try {
      return readFramework('https://brevet.example', file)
    } finally {
      await rm(folder, { recursive: true })
    }
  }

  it('is refused when it is not of its form', async () => {
    const cases = ['{}', '{"id":"x"}', '[]']
    for (const content of cases) {
      const thrown = await read(content).then(
        () => undefined,
        (error: unknown) => error,
      )
      ok(thrown instanceof Problem, content)
    }
  })

  it('is refused when it is missing', () => {
    throws(() => readFramework('https://brevet.example', '/nowhere/framework.json'), /ENOENT/)
  })
})
