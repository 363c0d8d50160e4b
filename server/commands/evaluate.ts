import { Command } from 'commander'
import { evaluateGraderCommand } from './evaluate-grader.ts'
import { evaluateMatchingCommand } from './evaluate-matching.ts'

/** `evaluate grader|matching`. */
export const evaluateCommand = (print: (line: string) => void): Command =>
  new Command('evaluate')
    .description('measures the grader and the ranking')
    .addCommand(evaluateGraderCommand(print))
    .addCommand(evaluateMatchingCommand(print))
