import type { Static, TSchema } from 'typebox'
import { parser } from '../platform/http/validate.ts'
import { Problem } from '../platform/problem.ts'
import {
  type Item,
  Matching,
  ModuleContent,
  MultipleChoice,
  Numeric,
  Ordering,
  SingleChoice,
} from '../schemas/course-content.ts'
import {
  ChoiceTexts,
  type ItemTexts,
  MatchingTexts,
  ModuleTexts,
  NumericTexts,
  OrderingTexts,
} from '../schemas/course-texts.ts'

/** Something wrong with a file of content. */
export interface Finding {
  /** Path inside the course folder. */
  readonly file: string
  /** JSON Pointer into the file; empty for the whole. */
  readonly pointer: string
  readonly rule: string
  readonly message: string
}

/** Reads files of one course and keeps what was wrong with them. */
export interface Checker {
  readonly findings: Finding[]
  text(file: string): string | undefined
  json<T extends TSchema>(file: string, schema: T): Static<T> | undefined
  /** Checks a value found at `pointer` in the file. */
  value<T extends TSchema>(value: unknown, schema: T, at: At): Static<T> | undefined
}

interface At {
  readonly file: string
  readonly pointer: string
}

export function checker(files: ReadonlyMap<string, string>): Checker {
  const findings: Finding[] = []
  const text = (file: string): string | undefined => {
    const found = files.get(file)
    if (found === undefined) {
      findings.push({ file, pointer: '', rule: 'missing-file', message: 'the file is missing' })
    }
    return found
  }
  const value: Checker['value'] = (candidate, schema, { file, pointer }) => {
    try {
      return parserOf(schema)(candidate)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      for (const fault of error.faults) {
        const { rule, detail } = fault
        findings.push({ file, pointer: pointer + fault.pointer, rule, message: detail })
      }
      return undefined
    }
  }
  const json: Checker['json'] = (file, schema) => {
    const source = text(file)
    if (source === undefined) return undefined
    try {
      return value(JSON.parse(source), schema, { file, pointer: '' })
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
      findings.push({ file, pointer: '', rule: 'json', message: error.message })
      return undefined
    }
  }
  return { findings, text, value, json }
}

const parsers = new WeakMap<TSchema, (input: unknown) => unknown>()

function parserOf<T extends TSchema>(schema: T): (input: unknown) => Static<T> {
  const known = parsers.get(schema) ?? parser(schema)
  parsers.set(schema, known)
  return known as (input: unknown) => Static<T>
}

const STRUCTURES = {
  single: SingleChoice,
  multiple: MultipleChoice,
  ordering: Ordering,
  matching: Matching,
  numeric: Numeric,
} as const

const TEXTS = {
  single: ChoiceTexts,
  multiple: ChoiceTexts,
  ordering: OrderingTexts,
  matching: MatchingTexts,
  numeric: NumericTexts,
} as const

/** Reads a module; an item is checked by the schema of its kind, so that the finding names the member at fault. */
export function parseModule(check: Checker, file: string): ModuleContent | undefined {
  const source = check.text(file)
  if (source === undefined) return undefined
  const before = check.findings.length
  const items = itemsIn(source)
  for (const [index, item] of items.entries()) {
    const at = { file, pointer: `/items/${index}` }
    const kind = kindOf(item)
    if (kind) check.value(item, STRUCTURES[kind], at)
  }
  return check.findings.length > before ? undefined : check.json(file, ModuleContent)
}

function itemsIn(source: string): readonly unknown[] {
  try {
    const parsed = JSON.parse(source)
    const items = typeof parsed === 'object' && parsed && 'items' in parsed ? parsed.items : []
    return Array.isArray(items) ? items : []
  } catch {
    return [] // reported when the whole file is read
  }
}

function kindOf(item: unknown): Item['kind'] | undefined {
  const kind = typeof item === 'object' && item && 'kind' in item ? item.kind : undefined
  return typeof kind === 'string' && Object.hasOwn(STRUCTURES, kind)
    ? (kind as Item['kind'])
    : undefined
}

type ParsedTexts = Omit<ModuleTexts, 'items'> & { items: Readonly<Record<string, ItemTexts>> }

/** Reads the texts of a module; those of an item by the kind the structure gives it. */
export function parseItemTexts(
  check: Checker,
  items: readonly Item[],
  file: string,
): ParsedTexts | undefined {
  const texts = check.json(file, ModuleTexts)
  if (!texts) return undefined
  const parsed: Record<string, ItemTexts> = {}
  for (const { id, kind } of items) {
    const at = { file, pointer: `/items/${id}` }
    const found = Object.hasOwn(texts.items, id)
      ? check.value(texts.items[id], TEXTS[kind], at)
      : missing(check, at)
    if (found) parsed[id] = found
  }
  for (const id of Object.keys(texts.items)) {
    if (items.some((item) => item.id === id)) continue
    const message = 'no item of the structure has this id'
    check.findings.push({ file, pointer: `/items/${id}`, rule: 'unknown-item', message })
  }
  return { ...texts, items: parsed }
}

function missing(check: Checker, at: At): undefined {
  check.findings.push({ ...at, rule: 'missing-text', message: 'the item has no texts here' })
}
