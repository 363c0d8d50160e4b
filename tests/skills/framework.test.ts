import { deepEqual, equal, match, ok, throws } from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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
