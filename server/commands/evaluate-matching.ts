import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { Command } from 'commander'
import { type EvaluationReport, evaluateRanker, readDataset } from '../../matching/index.ts'
import { ConfigError } from '../../platform/config.ts'
import { emptySpace, type SkillSpace } from '../../skills/index.ts'

interface Options {
  readonly dataset: string
  readonly k: string
  readonly out?: string
  readonly hideTitle?: boolean
  readonly json?: boolean
  readonly taxonomy?: string
}

/** The taxonomy whose occupations say which skills are near; `path`: take it in first. */
export type SpaceOf = (path: string | undefined) => Promise<SkillSpace>

/** `evaluate matching`: the ranker that answers callers, on judged profiles. */
export function evaluateMatchingCommand(
  print: (line: string) => void,
  spaceOf: SpaceOf = async () => emptySpace(),
): Command {
  return new Command('matching')
    .requiredOption('--dataset <dir>', 'folder of items.jsonl(.gz), queries.jsonl and qrels.tsv')
    .option('--k <n>', 'jobs per profile', '200')
    .option('--out <file>', 'writes the ranking as a TREC run')
    .option('--hide-title', 'rank without the titles of jobs')
    .option('--taxonomy <path>', 'takes this distribution of ESCO in first')
    .option('--json', 'for machines')
    .description('measures the ranking of jobs')
    .action(async ({ dataset, k, out, hideTitle = false, json = false, taxonomy }: Options) => {
      const how = { k: countOf(k), hideTitle }
      const { run, ...report } = await evaluateFolder(dataset, how, await spaceOf(taxonomy))
      if (out !== undefined) await writeFile(out, run.map((line) => `${line}\n`).join(''))
      if (json) print(JSON.stringify(report))
      else for (const line of tableOf(report)) print(line)
    })
}

const MOST = 100_000

function countOf(text: string): number {
  const k = Number(text)
  if (Number.isInteger(k) && k > 0 && k <= MOST) return k
  throw new ConfigError(`--k must be a whole number from 1 to ${MOST}`)
}

/** @throws {ConfigError} when a file is missing or not of the form */
export async function evaluateFolder(
  folder: string,
  { k, hideTitle }: { readonly k: number; readonly hideTitle: boolean },
  space = emptySpace(),
): Promise<EvaluationReport> {
  const [items, queries, qrels] = await Promise.all(
    ['items.jsonl', 'queries.jsonl', 'qrels.tsv'].map((name) => readText(join(folder, name))),
  )
  const read = readDataset({ items: items ?? '', queries: queries ?? '', qrels: qrels ?? '' })
  const untitled = read.items.map(({ id, skills }) => ({ id, skills }))
  return evaluateRanker(hideTitle ? { ...read, items: untitled } : read, k, space)
}

async function readText(path: string): Promise<string> {
  if (existsSync(path)) return readFile(path, 'utf8')
  if (existsSync(`${path}.gz`)) return gunzipSync(await readFile(`${path}.gz`)).toString()
  throw new ConfigError(`${path} is not there`)
}

const number = (value: number): string => value.toFixed(3).replace(/^(-?)0\./, '$1.')

function tableOf({ queries, items, systems }: Omit<EvaluationReport, 'run'>): readonly string[] {
  return [
    `${queries} profiles, ${items} jobs; mean and 95 % bootstrap interval`,
    `${'system'.padEnd(14)} ${'nDCG@10'.padEnd(16)} MAP   MRR   P@10  ours less it, nDCG@10`,
    ...systems.map(({ system, ndcg10, map, mrr, p10, behind }) => {
      const range = `${number(ndcg10.mean)} ${number(ndcg10.low)}–${number(ndcg10.high)}`
      const others = [map, mrr, p10].map(({ mean }) => number(mean).padEnd(5)).join(' ')
      const less = behind
        ? `${number(behind.mean)} ${number(behind.low)}–${number(behind.high)}`
        : ''
      return `${system.padEnd(14)} ${range.padEnd(16)} ${others} ${less}`.trimEnd()
    }),
  ]
}
