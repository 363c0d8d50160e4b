/**
 * The command line: `npm run brevet -- <command>`.
 *
 * @module
 */

import { Command } from 'commander'
import { checkCourses } from './commands/check-courses.ts'
import { clientsCommand } from './commands/clients.ts'
import { evaluateGraderCommand } from './commands/evaluate-grader.ts'
import { evaluateMatchingCommand } from './commands/evaluate-matching.ts'
import { exportAudit } from './commands/export-audit.ts'
import { issueCommand } from './commands/issue.ts'
import { keysCommand } from './commands/keys.ts'
import { peopleCommand } from './commands/people.ts'
import { verifyCommand } from './commands/verify.ts'
import { demo } from './demo/demo.ts'
import { explainFailure } from './explain-failure.ts'
import { VERSION } from './version.ts'

const print = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

const end = (held: boolean): void => {
  process.exitCode = held ? 0 : 1
}

const program = new Command('brevet')
  .description('Verified AI skills: teach, assess, issue, hold, verify, rank.')
  .version(VERSION)

program
  .command('serve')
  .description('starts the server')
  .action(async () => {
    await import('./main.ts')
  })
program
  .command('demo')
  .description('tells the whole story in the terminal')
  .action(async () => end(await demo({ print, send: fetch })))
program
  .command('courses')
  .description('the courses')
  .command('check')
  .option('--notices', 'says too what a complete course still lacks')
  .description('checks the content of every course')
  .action(({ notices = false }: { notices?: boolean }) => end(checkCourses(print, notices)))
program.addCommand(issueCommand(print))
program.addCommand(verifyCommand(print, end))
program.addCommand(clientsCommand(print))
program.addCommand(peopleCommand(print))
program.addCommand(keysCommand(print))
program
  .command('audit')
  .description('the record of decisions')
  .command('export')
  .requiredOption('--tenant <id>', 'the organisation')
  .description('prints the chain of an organisation as NDJSON, once it verifies')
  .action(async ({ tenant }: { tenant: string }) => end(await exportAudit(print, tenant)))

program
  .command('evaluate')
  .description('measures the grader and the ranking')
  .addCommand(evaluateGraderCommand(print))
  .addCommand(evaluateMatchingCommand(print))

try {
  await program.parseAsync()
} catch (error) {
  process.stderr.write(`${explainFailure(error)}\n`)
  process.exitCode = 1
}
