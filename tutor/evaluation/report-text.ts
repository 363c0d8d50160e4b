import { MEASURES, type Measure } from './agreement.ts'
import type { Estimate } from './bootstrap.ts'
import type { Comparison, EvaluationReport, GroupReport } from './evaluate.ts'

const HEADINGS: Readonly<Record<Measure, string>> = {
  qwk: 'QWK',
  smd: 'SMD',
  exact: 'exact',
  adjacent: 'adjacent',
  midRange: 'mid-range',
}

/** The report as a table for the terminal: each measure with its 95 % interval, people beside the grader. */
export function reportAsText({ answers, ungraded, groups }: EvaluationReport): string {
  const rows = groups.flatMap(rowsOf)
  const head = ['group', 'markers', 'n', ...MEASURES.map((measure) => HEADINGS[measure])]
  const widths = head.map((title, at) =>
    Math.max(title.length, ...rows.map((row) => row[at]?.length ?? 0)),
  )
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd()
  const without = ungraded > 0 ? `, ${ungraded} without a mark of the grader` : ''
  return [`${answers} answers${without}`, '', line(head), ...rows.map(line), ''].join('\n')
}

function rowsOf(group: GroupReport): readonly (readonly string[])[] {
  const row = (markers: string, comparison: Comparison | undefined) =>
    comparison
      ? [
          [
            ...[groupName(group), markers, String(comparison.pairs)],
            ...MEASURES.map((measure) => estimateText(comparison.measures[measure])),
          ],
        ]
      : []
  return [...row('human–human', group.humanHuman), ...row('human–grader', group.humanGrader)]
}

export const groupName = ({ kind, item, language }: GroupReport): string =>
  kind === 'all' ? 'all' : [item, language].filter((part) => part !== undefined).join(' · ')

export function estimateText({ value, interval }: Estimate): string {
  if (value === undefined) return '–'
  const digits = (number: number) => number.toFixed(3)
  return interval
    ? `${digits(value)} [${digits(interval.low)}, ${digits(interval.high)}]`
    : digits(value)
}

export const measureHeading = (measure: Measure): string => HEADINGS[measure]
