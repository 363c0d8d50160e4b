/**
 * The content of courses, checked before anybody learns from it.
 *
 * @module
 */

import { join } from 'node:path'
import type { Skills } from '../../skills/index.ts'
import { CONTENT_FOLDER, type Course, courseFolders, readCourse } from '../content.ts'
import { at, type ContentFinding, error, type Found } from './finding.ts'
import { checkItems } from './items.ts'
import { checkLessons } from './lessons.ts'
import { checkStructure } from './structure.ts'
import { checkTexts } from './texts.ts'
import { checkTypography } from './typography.ts'

export interface CheckOptions {
  readonly skills: Skills
  /** Folder of the courses; ours unless said. */
  readonly folder?: string
  /** Gets the report line by line. */
  readonly print?: (line: string) => void
  /** Notices are reported as well: what a complete course still lacks. */
  readonly notices?: boolean
}

/**
 * Checks every course: keys unique, distractors distinct over many draws, parameter spaces that vary,
 * translations complete, typography, reading time, lessons small enough to take along, alignments that resolve.
 *
 * @returns what was found; the content is fit for use when none is an `error`
 */
export function checkContent(options: CheckOptions): readonly ContentFinding[] {
  const { skills, folder = CONTENT_FOLDER, print = () => {}, notices = false } = options
  const findings = courseFolders(folder).flatMap((name) => {
    const found = inCourse(join(folder, name), name, skills)
    return found.map((each) => ({ ...each, course: name }))
  })
  for (const each of findings) {
    if (notices || each.severity === 'error') print(line(each))
  }
  for (const name of courseFolders(folder)) print(summary(name, findings))
  return findings
}

function inCourse(folder: string, name: string, skills: Skills): readonly Found[] {
  const { course, findings } = readCourse(folder)
  if (!course) return findings.map((each) => ({ ...each, severity: 'error' }))
  const misnamed = course.slug !== name
  return [
    ...(misnamed
      ? [error(at('course.json', 'slug'), 'slug', 'is not the name of the folder')]
      : []),
    ...ofCourse(course, skills),
  ]
}

/** All findings in a course that could be read. */
export const ofCourse = (course: Course, skills: Skills): readonly Found[] => [
  ...checkStructure(course, skills),
  ...checkTexts(course),
  ...course.moduleList.flatMap((module) =>
    [...module.words.keys()].flatMap((language) => checkItems(module, language)),
  ),
  ...checkLessons(course),
  ...checkTypography(course),
]

const line = ({ course, file, pointer, severity, rule, message }: ContentFinding): string =>
  `${severity}  ${course}/${file}${pointer}  ${rule}: ${message}`

function summary(name: string, findings: readonly ContentFinding[]): string {
  const here = findings.filter(({ course }) => course === name)
  const errors = here.filter(({ severity }) => severity === 'error').length
  return `${name}: ${errors} errors, ${here.length - errors} notices`
}
