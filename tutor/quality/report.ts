import type { Language } from '../../platform/i18n.ts'
import { Problem } from '../../platform/problem.ts'
import type { QualityReport } from '../../schemas/tutor-quality.ts'
import type { TutorGround } from '../deps.ts'
import { tutorProblems } from '../problems.ts'
import { type Cell, toCsv } from './csv.ts'
import { drift, ENOUGH_MARKS } from './drift.ts'
import { ENOUGH_ANSWERS, itemQuality } from './items.ts'
import { passRates } from './rates.ts'
import { qualityStore } from './store.ts'

interface ReportWanted {
  readonly course: string
  /** The organisation whose assessments are looked at. */
  readonly tenantId: string
  readonly language: Language
}

/** How questions, model and pass rates of a course have done in an organisation. Says nothing of any person. */
export async function qualityReport(
  { db, courses }: TutorGround,
  { course, tenantId, language }: ReportWanted,
): Promise<QualityReport> {
  if (!courses.has(course)) throw new Problem(tutorProblems.unknownReport)
  const store = qualityStore(db, { course, tenantId })
  return {
    course,
    courseTitle: courses.title(course, language),
    enough: { answers: ENOUGH_ANSWERS, marks: ENOUGH_MARKS },
    items: itemQuality(await store.answers()).map(({ discrimination, warnings, ...item }) => ({
      ...item,
      ...(discrimination === undefined ? {} : { discrimination }),
      warnings: [...warnings],
    })),
    rates: passRates(await store.attempts()).map(({ interval, ...rate }) => ({
      ...rate,
      ...interval,
    })),
    drift: drift(await store.pairs()).map(({ qwk, ...month }) => ({
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
