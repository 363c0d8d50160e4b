/**
 * Whether a document has the shape of an Open Badge.
 *
 * Nothing is compiled from text: a page with a strict content security policy can do the same.
 *
 * @module
 * @see Open Badges Specification 3.0, appendix B
 */

import { type Kind, openBadgeShapes, type ShapeName } from '../../schemas/open-badges.ts'
import { isObject, listOf, step } from '../json.ts'
import { parseTime } from '../time.ts'
import type { JsonObject } from '../types.ts'

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

/** What a member is looked at with; a fault has no place yet. */
type Check = (value: unknown) => Fault | undefined

interface ReadyShape {
  readonly required: readonly string[]
  readonly closed: boolean
  readonly members: ReadonlyMap<string, Check>
}

type Shapes = (name: ShapeName) => ReadyShape

/**
 * Makes what says where a document leaves a shape, in words; `undefined` when it does not.
 *
 * Shapes are made ready when first needed: badges come often, and shapes are few.
 */
export function createShapeFault(): (value: unknown, name: ShapeName) => string | undefined {
  const ready = new Map<ShapeName, ReadyShape>()
  const shapes: Shapes = (name) => {
    const known = ready.get(name)
    if (known) return known
    const made = readyShape(name, shapes)
    ready.set(name, made)
    return made
  }
  return (value, name) => {
    const fault = faultOf(value, name, shapes)
    return fault && `${fault.path.reduceRight(step, '') || 'the document'} ${fault.detail}`
  }
}

export const shapeFault = createShapeFault()

function readyShape(name: ShapeName, shapes: Shapes): ReadyShape {
  const { required, members, closed = false } = openBadgeShapes[name]
  const checks = Object.entries(members).map(
    ([member, kind]) => [member, checkOf(kind, shapes)] as const,
  )
  return { required, closed, members: new Map(checks) }
}

function faultOf(value: unknown, name: ShapeName, shapes: Shapes): Fault | undefined {
  if (!isObject(value)) return faultHere('must be an object')
  const { required, members, closed } = shapes(name)
  for (const member of required) {
    if (value[member] === undefined) return faultHere('is missing', member)
  }
  for (const member of Object.keys(value)) {
    const check = members.get(member)
    if (check) {
      const fault: Fault | undefined = check(value[member])
      if (fault) return within(fault, member)
    } else if (closed) return faultHere(`is not a member of ${name}`, member)
  }
  return undefined
}

function checkOf(kind: Kind, shapes: Shapes): Check {
  if (kind.is === 'many') return manyOf(checkOf(kind.of, shapes))
  if (kind.is === 'shape') {
    const { name, orText } = kind
    return (value) => (orText && isAnyText(value) ? undefined : faultOf(value, name, shapes))
  }
  const fits = fittingOf(kind)
  const detail = `is not ${NAMES[kind.is]}`
  return (value) => (fits(value) ? undefined : faultHere(detail))
}

const manyOf =
  (check: Check): Check =>
  (value) => {
    if (!Array.isArray(value)) return check(value)
    const items: readonly unknown[] = value
    for (let at = 0; at < items.length; at++) {
      const fault = check(items[at])
      if (fault) return within(fault, at)
    }
    return undefined
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

type Fits = (value: unknown) => boolean

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

const isAnyText: Fits = (value) => typeof value === 'string' || isText(value, () => true)

const isContext: Fits = (value) => {
  const items = listOf(value)
  return items.length > 0 && items.every((item) => typeof item === 'string' || isObject(item))
}

const isDate: Fits = (value) =>
  typeof value === 'string' && DATE.test(value) && parseTime(`${value}T00:00:00Z`) !== undefined

const SIMPLE: Readonly<Record<'time' | 'date' | 'number' | 'truth' | 'context', Fits>> = {
  time: (value) => typeof value === 'string' && parseTime(value) !== undefined,
  date: isDate,
  number: (value) => typeof value === 'number',
  truth: (value) => typeof value === 'boolean',
  context: isContext,
}

function fittingOf(kind: PlainKind): Fits {
  if (kind.is === 'text') return fittingText(kind)
  if (kind.is === 'types') return fittingTypes(kind.groups)
  if (kind.is !== 'choice') return SIMPLE[kind.is]
  const { of, extensible } = kind
  const names = new Set<unknown>(of)
  return (value) =>
    typeof value === 'string' && (names.has(value) || (extensible && EXTENSION.test(value)))
}

function fittingText({ pattern, only }: Extract<Kind, { is: 'text' }>): Fits {
  if (pattern === undefined && only === undefined) return isAnyText
  const form = pattern === undefined ? undefined : new RegExp(pattern)
  const fits = (text: string) => (form?.test(text) ?? true) && (only?.includes(text) ?? true)
  return (value) => isText(value, fits)
}

const fittingTypes =
  (groups: readonly (readonly string[])[]): Fits =>
  (value) => {
    if (!Array.isArray(value)) return isAnyText(value)
    const types: readonly unknown[] = value
    return (
      types.every(isAnyText) &&
      groups.every((group) => types.some((type) => group.some((name) => name === type)))
    )
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
