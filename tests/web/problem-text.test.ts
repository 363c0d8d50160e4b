import { deepEqual, equal } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { JobLine } from '../../schemas/matching-jobs.ts'
import { ApiProblem } from '../../web/api/api-problem.ts'
import { LANGUAGES } from '../../web/i18n/languages.ts'
import { smallTexts } from '../../web/i18n/small-texts.ts'
import { problemText } from '../../web/ui/problem-text.ts'

const LOCALES = join(import.meta.dirname, '../../web/locales')
const textsIn = (language: (typeof LANGUAGES)[number]) => {
  const file = readFileSync(join(LOCALES, `${language}.json`), 'utf8')
  return smallTexts(language, JSON.parse(file) as Record<string, string>)
}

const type = 'https://brevet.example/problems/job-malformed'
const malformed = (rule: string, pointer = '/expires') =>
  new ApiProblem(422, { type, detail: 'in English', errors: [{ pointer, rule, detail: 'x' }] })

/** Keywords of JSON Schema that say what a value has to be. */
const KEYWORDS = [
  ...['type', 'enum', 'const', 'anyOf', 'oneOf', 'allOf', 'not', 'format', 'pattern', 'required'],
  ...['minLength', 'maxLength', 'minItems', 'maxItems', 'uniqueItems', 'contains', 'multipleOf'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'minProperties'],
]
const keywordsIn = (schema: unknown): readonly string[] =>
  KEYWORDS.filter((keyword) => JSON.stringify(schema).includes(`"${keyword}":`))

describe('a failure in words', () => {
  it('names what is wrong with a job in each of the four languages, and in no other', () => {
    for (const rule of [
      ...['moment', 'in-future', 'unique', 'contradiction', 'utf8', 'csv', 'json', 'required'],
      ...['duplicate-member', 'unnamed', 'number', 'unknown-member', 'too-long', 'form'],
      ...keywordsIn(JobLine),
    ]) {
      const told = LANGUAGES.map((language) => problemText(textsIn(language), malformed(rule)))
      equal(new Set(told.map(({ title }) => title)).size, 4, rule)
      deepEqual(
        told.map(({ detail }) => detail),
        Array(4).fill(undefined),
        rule,
      )
    }
  })

  it('names the member where the words want it', () => {
    const { title } = problemText(textsIn('en'), malformed('unique-column', 'line 1/title'))
    equal(title, 'Two columns have the same name: line 1/title')
  })

  it('keeps the words of the server where nobody wrote others', () => {
    const texts = textsIn('en')
    deepEqual(problemText(texts, malformed('contains')), {
      title: texts.t('problem.status.422'),
      detail: 'in English',
    })
  })
})
