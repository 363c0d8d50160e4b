import { deepEqual } from 'node:assert/strict'
import { type CheckOptions, checkContent } from '../../../courses/index.ts'
import { createSkills } from '../../../skills/index.ts'
import { type Files, pathsOf, teaCourse, writeCourses } from '../fixture.ts'

export const skills = createSkills({ publicUrl: 'https://brevet.example' })

type Item<K extends string> = Extract<Files['module']['items'][number], { kind: K }>

/** The item of a kind in the fixture's structure. */
export const item = <K extends string>({ module }: Files, kind: K): Item<K> =>
  module.items.find((each) => each.kind === kind) as Item<K>

/** Findings after a change of the faultless course. */
export async function check(change: (files: Files) => void, options: Partial<CheckOptions> = {}) {
  const files = teaCourse()
  change(files)
  const [folder, remove] = await writeCourses({ tea: pathsOf(files) })
  const lines: string[] = []
  const findings = checkContent({ skills, folder, print: (line) => lines.push(line), ...options })
  await remove()
  return { findings, lines, errors: findings.filter(({ severity }) => severity === 'error') }
}

/** Expects this error and no other rule broken. */
export async function breaks(rule: string, change: (files: Files) => void) {
  const { errors } = await check(change)
  deepEqual([...new Set(errors.map((each) => each.rule))], [rule], JSON.stringify(errors))
  return errors
}

/** Words of the items in a language, to be changed. */
export const text = (files: Files, id: string) =>
  files.words.en.items[id] as {
    stem: string
    options: Record<string, { text: string; reason: string }>
    elements: Record<string, { text: string; reason: string }>
    right: Record<string, { text: string; reason?: string }>
    parameters: Record<string, Record<string, string>>
    misconceptions: Record<string, string>
    explanation: string
  }
