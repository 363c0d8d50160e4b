import { readFile, writeFile } from 'node:fs/promises'
import { Command } from 'commander'
import { createCourses } from '../../courses/index.ts'
import { evaluateGrader, reportAsHtml, reportAsText } from '../../tutor/index.ts'
import { withServices } from './open.ts'

interface Options {
  readonly dataset: string
  readonly json?: boolean
  readonly html?: string
}

/** `evaluate grader`: agreement of marks, people with people and people with the grader. */
export function evaluateGraderCommand(print: (line: string) => void): Command {
  return new Command('grader')
    .requiredOption(
      '--dataset <file>',
      'JSONL with {id, lang, item, question, answer, h1, h2?, max}',
    )
    .option('--json', 'prints the report for machines')
    .option('--html <file>', 'writes the report as a page')
    .description('prints QWK, SMD, exact, adjacent and mid-range agreement with intervals')
    .action(async ({ dataset, json, html }: Options) => {
      const text = await readFile(dataset, 'utf8')
      const report = await withServices(({ ground, skills }) =>
        evaluateGrader({ ...ground, courses: createCourses({ ...ground, skills }) }, text),
      )
      if (html !== undefined) await writeFile(html, reportAsHtml(report))
      print(json ? JSON.stringify(report, null, 2) : reportAsText(report))
    })
}
