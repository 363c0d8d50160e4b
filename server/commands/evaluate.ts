import { Command } from 'commander'
import { evaluateGatesCommand } from './evaluate-gates.ts'
import { evaluateGraderCommand } from './evaluate-grader.ts'
import { evaluateMatchingCommand, type SpaceOf } from './evaluate-matching.ts'
import { withServices } from './open.ts'

/** The taxonomy in use here, after taking in the one at the path. */
export const installedSpace: SpaceOf = (path) =>
  withServices(async ({ taxonomies }) => {
    if (path !== undefined) await taxonomies.importEsco({ path, progress: () => undefined })
    return taxonomies.space()
  })

/** `evaluate grader|gates|matching`. */
export const evaluateCommand = (print: (line: string) => void): Command =>
  new Command('evaluate')
    .description('measures the grader and the ranking')
    .addCommand(evaluateGraderCommand(print))
    .addCommand(evaluateGatesCommand(print))
    .addCommand(evaluateMatchingCommand(print, installedSpace))
