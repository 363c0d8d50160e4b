import { MEASURES } from './agreement.ts'
import type { Comparison, EvaluationReport, GroupReport } from './evaluate.ts'
import { estimateText, groupName, measureHeading } from './report-text.ts'

/** The report as a page of its own, with a matrix of counts for every comparison; nothing is loaded. */
export function reportAsHtml(report: EvaluationReport): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Agreement of the grader</title>
<style>
html { color-scheme: light dark; background: light-dark(#fdfbf7, #171411); color: light-dark(#2a241d, #ece8e1) }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; overflow-wrap: anywhere }
h1, h2 { line-height: 1.2; text-wrap: balance }
h1 + p { max-width: 42rem }
section { border-top: 1px solid #8888; margin-top: 2.5rem }
.wide { overflow-x: auto }
table { border-collapse: collapse; margin: .5rem 0 1.5rem; overflow-wrap: normal }
th, td { border-bottom: 1px solid #8886; padding: .35rem .9rem .35rem 0; text-align: start; font-variant-numeric: tabular-nums }
th { font-weight: 600; white-space: nowrap }
.matrices { display: flex; flex-wrap: wrap; gap: 1rem 3rem }
.matrices th, .matrices td { border: 1px solid #8886; padding: .35rem .7rem; min-width: 2.2rem; text-align: center }
.matrices table { border-collapse: separate; border-spacing: 2px }
caption { text-align: start; font-weight: 600; padding: .25rem 0 }
</style></head><body><main>
<h1>Agreement of the grader</h1>
<p>${report.answers} answers, ${report.ungraded} without a mark of the grader. Brackets hold the 95 % bootstrap interval.
QWK: kappa with quadratic weights. SMD: how much higher the second marks, in standard deviations.
Mid-range: exact agreement where the first human gave neither nothing nor everything. A matrix counts how often a mark of the first
met one of the second: green where they agree, orange where they do not, the stronger the more often within the row.</p>
${report.groups.map(section).join('\n')}
</main></body></html>
`
}

function section(group: GroupReport): string {
  const comparisons = [
    ['human–human', group.humanHuman],
    ['human–grader', group.humanGrader],
  ] as const
  const present = comparisons.flatMap(([name, comparison]) =>
    comparison ? [{ name, comparison }] : [],
  )
  const rows = present.map(
    ({ name, comparison }) =>
      `<tr><th scope="row">${name}</th><td>${comparison.pairs}</td>${MEASURES.map((measure) => `<td>${estimateText(comparison.measures[measure])}</td>`).join('')}</tr>`,
  )
  const heads = MEASURES.map((measure) => `<th scope="col">${measureHeading(measure)}</th>`)
  return `<section><h2>${escapeHtml(groupName(group))}</h2>
<div class="wide" tabindex="0" role="region" aria-label="${escapeHtml(groupName(group))}: measures">
<table><thead><tr><td></td><th scope="col">n</th>${heads.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></div>
<div class="matrices">${present.map(({ name, comparison }) => matrix(name, comparison)).join('')}</div></section>`
}

function matrix(name: string, { confusion }: Comparison): string {
  if (confusion.length === 0) return ''
  const marks = confusion.map((_, mark) => `<th scope="col">${mark}</th>`).join('')
  const rows = confusion.map(
    (counts, mark) =>
      `<tr><th scope="row">${mark}</th>${counts.map((count, column) => cell(count, { counts, mark, column })).join('')}</tr>`,
  )
  return `<table><caption>${name}: first in rows, second in columns</caption><thead><tr><td></td>${marks}</tr></thead><tbody>${rows.join('')}</tbody></table>`
}

function cell(
  count: number,
  at: { readonly counts: readonly number[]; readonly mark: number; readonly column: number },
): string {
  const share = count / Math.max(1, ...at.counts)
  const colour = at.mark === at.column ? '40 130 90' : '190 90 40'
  return `<td style="background: rgb(${colour} / ${(share * 0.5).toFixed(2)})">${count}</td>`
}

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
