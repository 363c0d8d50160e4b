import { checkContent } from '../../courses/index.ts'
import { environment, readConfig } from '../../platform/config.ts'
import { createSkills } from '../../skills/index.ts'

/** @returns whether no course has an error */
export function checkCourses(print: (line: string) => void, notices: boolean): boolean {
  const skills = createSkills(readConfig(environment))
  const findings = checkContent({ skills, print, notices })
  const errors = findings.filter(({ severity }) => severity === 'error').length
  print(errors === 0 ? 'The content is in order.' : `${errors} errors`)
  return errors === 0
}
