import { readdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Command } from 'commander'
import {
  type EvaluationReport,
  type Measured,
  type MeasuredSet,
  modelCard,
  modelCardMarkdown,
} from '../../matching/index.ts'
import { isoTime, systemClock } from '../../platform/clock.ts'
import { ConfigError } from '../../platform/config.ts'
import type { SkillSpace } from '../../skills/index.ts'
import { evaluateFolder, type SpaceOf } from './evaluate-matching.ts'

interface Options {
  readonly data?: string
  readonly taxonomy?: string
  readonly out: string
}

const ROOT = resolve(import.meta.dirname, '../..')

/** `model-card`: measures the ranking where judged profiles are given, and writes the card anew. */
export const modelCardCommand = (print: (line: string) => void, spaceOf: SpaceOf): Command =>
  new Command('model-card')
    .option(
      '--data <dir>',
      'folder of sets of judged profiles; without it nothing is measured anew',
    )
    .option('--taxonomy <path>', 'takes this distribution of ESCO in first')
    .option('--out <dir>', 'where matching/model-card and docs are', ROOT)
    .description('writes the model card of the ranking anew, for its page and for docs/')
    .action(async ({ data, taxonomy, out }: Options) => {
      const card = modelCard()
      const measured =
        data === undefined ? card.measured : await measure(data, await spaceOf(taxonomy), print)
      await writeFile(
        join(out, 'matching/model-card/measured.json'),
        `${JSON.stringify(measured, null, 2)}\n`,
      )
      await writeFile(join(out, 'docs/model-card.md'), modelCardMarkdown({ ...card, measured }))
      print(`${measured.sets.length} sets, formula ${measured.formula || 'not measured'}`)
    })

const K = 20

/** Each set with its titles hidden and, where its jobs have some, with them shown. */
async function measure(
  data: string,
  space: SkillSpace,
  print: (line: string) => void,
): Promise<Measured> {
  const entries = await readdir(data, { withFileTypes: true }).catch((cause: unknown) => {
    throw new ConfigError(`${data} cannot be read`, { cause })
  })
  const names = entries.filter((one) => one.isDirectory()).map(({ name }) => name)
  const sets: MeasuredSet[] = []
  for (const set of names.sort()) {
    for (const hideTitle of [true, false]) {
      const report = await evaluateFolder(join(data, set), { k: K, hideTitle }, space)
      const made = setOf(set, hideTitle, report)
      if (!hideTitle && isSame(sets.at(-1), made)) continue
      sets.push(made)
      print(`${set}, titles ${made.titles}: ${made.systems[0]?.ndcg10}`)
    }
  }
  const measuredOn = isoTime(systemClock()).slice(0, 10)
  return { formula: modelCard().formula, taxonomy: space.version, measuredOn, sets }
}

/** A set without titles is the same with them. */
const isSame = (before: MeasuredSet | undefined, after: MeasuredSet): boolean =>
  before?.set === after.set && before.systems[0]?.ndcg10 === after.systems[0]?.ndcg10

function setOf(set: string, hideTitle: boolean, report: EvaluationReport): MeasuredSet {
  return {
    set,
    titles: hideTitle ? 'hidden' : 'visible',
    profiles: report.queries,
    jobs: report.items,
    systems: report.systems.map(({ system, ndcg10, map, mrr, p10 }) => ({
      system,
      ndcg10: round(ndcg10.mean),
      low: round(ndcg10.low),
      high: round(ndcg10.high),
      map: round(map.mean),
      mrr: round(mrr.mean),
      p10: round(p10.mean),
    })),
  }
}

const round = (value: number): number => Math.round(value * 1000) / 1000
