import { Command } from 'commander'
import { checkContent } from '../../courses/index.ts'
import { environment, readConfig } from '../../platform/config.ts'
import { createSkills } from '../../skills/index.ts'

/** `courses check`: ends well when no course has an error. */
export function coursesCommand(
  print: (line: string) => void,
  end: (held: boolean) => void,
): Command {
  const courses = new Command('courses').description('the courses')
  courses
    .command('check')
    .option('--notices', 'says too what a complete course still lacks')
    .description('checks the content of every course')
    .action(({ notices = false }: { notices?: boolean }) => end(checkCourses(print, notices)))
  return courses
}

function checkCourses(print: (line: string) => void, notices: boolean): boolean {
  const skills = createSkills(readConfig(environment))
  const findings = checkContent({ skills, print, notices })
  const errors = findings.filter(({ severity }) => severity === 'error').length
  print(errors === 0 ? 'The content is in order.' : `${errors} errors`)
  return errors === 0
}
