/**
 * Whether a document has the shape of an Open Badge.
 *
 * The shapes are followed directly, without compiling anything: a page with a strict content
 * security policy can do the same.
 *
 * @module
 * @see Open Badges Specification 3.0, appendix B
 */

import { type Kind, openBadgeShapes, type ShapeName } from '../../schemas/open-badges.ts'
import { isObject, listOf, step } from '../json.ts'
import { parseTime } from '../time.ts'
import type { JsonObject } from '../types.ts'

/** Where a document leaves the shape, in words; `undefined` when it does not. */
export function shapeFault(value: unknown, name: ShapeName): string | undefined {
  const fault = faultOf(value, name)
  if (!fault) return undefined
  const pointer = fault.path.reduceRight(step, '')
  return `${pointer || 'the document'} ${fault.detail}`
}

/** A fault with its place, innermost member first: a place is written down only when there is a fault. */
interface Fault {
  readonly path: (string | number)[]
  readonly detail: string
}

const faultHere = (detail: string, ...path: string[]): Fault => ({ path, detail })

function within(fault: Fault, member: string | number): Fault {
  fault.path.push(member)
  return fault
}

function faultOf(value: unknown, name: ShapeName): Fault | undefined {
  if (!isObject(value)) return faultHere('must be an object')
  const { required, members, closed } = openBadgeShapes[name]
  const missing = required.find((member) => value[member] === undefined)
  if (missing !== undefined) return faultHere('is missing', missing)
  for (const member of Object.keys(value)) {
    const kind = Object.hasOwn(members, member) ? members[member] : undefined
    if (!kind && closed) return faultHere(`is not a member of ${name}`, member)
    const fault = kind && kindFault(value[member], kind)
    if (fault) return within(fault, member)
  }
  return undefined
}

type Checks = {
  readonly [K in Kind['is']]: (value: unknown, kind: Extract<Kind, { is: K }>) => boolean
}

const LANGUAGE = /^[a-z]{2}(-[A-Z]{2})?$/
const DATE = /^\d{4}-\d\d-\d\d$/
const EXTENSION = /ext:[a-zA-Z0-9.\-_|]+/

/** A text, or texts by language. */
function isText(value: unknown, fits: (text: string) => boolean): boolean {
  if (typeof value === 'string') return fits(value)
  return (
    isObject(value) &&
    Object.entries(value).every(
      ([tag, text]) => LANGUAGE.test(tag) && typeof text === 'string' && fits(text),
    )
  )
}

const isAnyText = (value: unknown): boolean => isText(value, () => true)

function isContext(value: unknown): boolean {
  const items = listOf(value)
  return items.length > 0 && items.every((item) => typeof item === 'string' || isObject(item))
}

const forms = new Map<string, RegExp>()

/** Patterns come from the shapes, never from a document: there are few. */
function formOf(pattern: string): RegExp {
  const form = forms.get(pattern) ?? new RegExp(pattern)
  forms.set(pattern, form)
  return form
}

const checks: Omit<Checks, 'shape' | 'many'> = {
  text: (value, { pattern, only }) => {
    if (typeof value === 'string' && pattern === undefined && only === undefined) return true
    const form = pattern === undefined ? undefined : formOf(pattern)
    return isText(value, (text) => (form?.test(text) ?? true) && (only?.includes(text) ?? true))
  },
  time: (value) => typeof value === 'string' && parseTime(value) !== undefined,
  date: (value) =>
    typeof value === 'string' && DATE.test(value) && parseTime(`${value}T00:00:00Z`) !== undefined,
  number: (value) => typeof value === 'number',
  truth: (value) => typeof value === 'boolean',
  context: isContext,
  choice: (value, { of, extensible }) =>
    typeof value === 'string' && (of.includes(value) || (extensible && EXTENSION.test(value))),
  types: (value, { groups }) => {
    if (!Array.isArray(value)) return isAnyText(value)
    return (
      value.every(isAnyText) && groups.every((group) => value.some((type) => group.includes(type)))
    )
  },
}

function kindFault(value: unknown, kind: Kind): Fault | undefined {
  if (kind.is === 'many') return manyFault(value, kind.of)
  if (kind.is === 'shape') {
    return kind.orText && isAnyText(value) ? undefined : faultOf(value, kind.name)
  }
  return fitsKind(value, kind) ? undefined : faultHere(`is not ${NAMES[kind.is]}`)
}

type PlainKind = Exclude<Kind, { is: 'many' | 'shape' }>

const NAMES: Readonly<Record<PlainKind['is'], string>> = {
  text: 'a text as it must be',
  time: 'a date and time',
  date: 'a date',
  number: 'a number',
  truth: 'true or false',
  context: 'a list of contexts',
  choice: 'one of the names allowed',
  types: 'a list of types with the one wanted',
}

function fitsKind(value: unknown, kind: PlainKind): boolean {
  if (kind.is === 'text') return checks.text(value, kind)
  if (kind.is === 'choice') return checks.choice(value, kind)
  if (kind.is === 'types') return checks.types(value, kind)
  return checks[kind.is](value, kind as never)
}

function manyFault(value: unknown, of: Kind): Fault | undefined {
  if (!Array.isArray(value)) return kindFault(value, of)
  for (const [at, item] of (value as readonly unknown[]).entries()) {
    const fault = kindFault(item, of)
    if (fault) return within(fault, at)
  }
  return undefined
}

/** The class whose shape an official schema describes, by the schema's id. */
export function shapeOfSchema(id: string): ShapeName | undefined {
  const found =
    /^https:\/\/purl\.imsglobal\.org\/spec\/ob\/v3p0\/schema\/json(?:-ld)?\/ob_v3p0_(any)?(achievement|endorsement)credential_schema\.json$/.exec(
      id,
    )
  if (!found) return undefined
  return found[2] === 'endorsement' ? 'EndorsementCredential' : 'AchievementCredential'
}

const BADGES: readonly unknown[] = ['OpenBadgeCredential', 'AchievementCredential']

/** The class that a document says it is, when it names an Open Badges context. */
export function shapeOfTypes({ '@context': contexts, type }: JsonObject): ShapeName | undefined {
  const badges = listOf(contexts).some(
    (context) =>
      typeof context === 'string' && context.startsWith('https://purl.imsglobal.org/spec/ob/v3p0/'),
  )
  if (!badges) return undefined
  const names = listOf(type)
  if (names.includes('EndorsementCredential')) return 'EndorsementCredential'
  const achievement = names.some((name) => BADGES.includes(name))
  return achievement ? 'AchievementCredential' : undefined
}
