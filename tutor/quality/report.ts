import { Problem } from '../../platform/problem.ts'
import type { QualityReport } from '../../schemas/tutor-quality.ts'
import type { TutorGround } from '../deps.ts'
import { tutorProblems } from '../problems.ts'
import { type Cell, toCsv } from './csv.ts'
import { drift } from './drift.ts'
import { itemQuality } from './items.ts'
import { passRates } from './rates.ts'
import { qualityStore } from './store.ts'

/** How questions, model and pass rates of a course have done. Says nothing of any person. */
export async function qualityReport(
  { db, courses }: TutorGround,
  course: string,
): Promise<QualityReport> {
  if (!courses.has(course)) throw new Problem(tutorProblems.unknownReport)
  const store = qualityStore(db)
  return {
    course,
    courseTitle: courses.title(course, 'en'),
    items: itemQuality(await store.answers(course)).map(
      ({ discrimination, warnings, ...item }) => ({
        ...item,
        ...(discrimination === undefined ? {} : { discrimination }),
        warnings: [...warnings],
      }),
    ),
    rates: passRates(await store.attempts(course)).map(({ interval, ...rate }) => ({
      ...rate,
      ...interval,
    })),
    drift: drift(await store.pairs(course)).map(({ qwk, ...month }) => ({
      ...month,
      ...(qwk === undefined ? {} : { qwk }),
    })),
  }
}

export const CSV_TABLES = ['items', 'rates', 'drift'] as const

const COLUMNS = {
  items: ['itemId', 'answers', 'difficulty', 'discrimination', 'warnings'],
  rates: ['group', 'name', 'attempts', 'passed', 'rate', 'low', 'high'],
  drift: ['month', 'model', 'marks', 'bias', 'exact', 'adjacent', 'qwk', 'moved'],
} as const

/** One table of the report. */
export function reportAsCsv(report: QualityReport, table: (typeof CSV_TABLES)[number]): string {
  const rows = report[table].map((row: Readonly<Record<string, unknown>>) =>
    COLUMNS[table].map((column): Cell => {
      const value = row[column]
      if (Array.isArray(value)) return value.join(' ')
      return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
        ? value
        : undefined
    }),
  )
  return toCsv(COLUMNS[table], rows)
}
