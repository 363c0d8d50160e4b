/**
 * The command line: `npm run brevet -- <command>`.
 *
 * @module
 */

import { Command } from 'commander'
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
  // Before the command `--version` is ours, behind it the command's: `taxonomy import` has one
  .enablePositionalOptions()

program
  .command('serve')
  .description('starts the server')
  .action(async () => {
    await import('./main.ts')
  })
program
  .command('demo')
  .description('tells the whole story in the terminal')
  .action(async () => {
    const { demo } = await import('./demo/demo.ts')
    end(await demo({ print, send: fetch }))
  })

/** Each command brings what it needs when it is named, so that none waits for what the others need. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  issue: async () => (await import('./commands/issue.ts')).issueCommand(print),
  verify: async () => (await import('./commands/verify.ts')).verifyCommand(print, end),
  conformance: async () => (await import('./commands/conformance.ts')).conformanceCommand(),
  courses: async () => (await import('./commands/check-courses.ts')).coursesCommand(print, end),
  clients: async () => (await import('./commands/clients.ts')).clientsCommand(print),
  people: async () => (await import('./commands/people.ts')).peopleCommand(print),
  keys: async () => (await import('./commands/keys.ts')).keysCommand(print),
  audit: async () => (await import('./commands/export-audit.ts')).auditCommand(print, end),
  export: async () => (await import('./commands/export-static.ts')).exportCommand(print, end),
  registries: async () => (await import('./commands/registries.ts')).registriesCommand(print, end),
  taxonomy: async () => (await import('./commands/taxonomy.ts')).taxonomyCommand(print),
  'model-card': async () => {
    const { installedSpace } = await import('./commands/evaluate.ts')
    return (await import('./commands/model-card.ts')).modelCardCommand(print, installedSpace)
  },
  bench: async () => (await import('./commands/bench.ts')).benchCommand(end),
  evaluate: async () => (await import('./commands/evaluate.ts')).evaluateCommand(print),
}

const [, , named = ''] = process.argv

try {
  const wanted = Object.hasOwn(COMMANDS, named) ? [named] : Object.keys(COMMANDS)
  for (const name of named === 'serve' || named === 'demo' ? [] : wanted) {
    const command = await COMMANDS[name]?.()
    if (command) program.addCommand(command)
  }
  await program.parseAsync()
} catch (error) {
  const { explainFailure } = await import('./explain-failure.ts')
  process.stderr.write(`${explainFailure(error)}\n`)
  process.exitCode = 1
}
