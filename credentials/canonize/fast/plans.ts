/**
 * Plans: how a node with certain names and types is read, found once and followed for all like it.
 *
 * @module
 */

import { Bail } from './graph.ts'
import { RDF } from './literals.ts'
import {
  createTree,
  type Job,
  keyOfAll,
  type Plan,
  type PlanSource,
  type PlanStep,
  type PlanTree,
  type State,
  type Term,
} from './model.ts'
import { termOf, typeOf } from './terms.ts'

/** A step of the automaton has to be taken first; then the walk begins again. */
export class Missing extends Error {
  override readonly name = 'Missing'
  readonly job: Job

  constructor(job: Job) {
    super(job.step)
    this.job = job
  }
}

export type Element = { readonly [member: string]: unknown }

/** An object of the document, to be read in a state. */
export interface Visit {
  readonly element: Element
  readonly names: readonly string[]
  readonly state: State
  /** Whether the contexts of the state are its own. */
  readonly entered: boolean
}

const TYPE = ` <${RDF}type> `

export function planOf(visit: Visit): Plan {
  const { element, names, state, entered } = visit
  let tree: PlanTree | undefined = entered ? state.entered : state.inside
  for (let at = 0; tree && at < names.length; at++) tree = tree.next.get(names[at] ?? '')
  if (tree) {
    const types = tree.typeName === undefined ? undefined : element[tree.typeName]
    const plan = tree.plans.get(keyOf(types))
    if (plan && hasTypes(plan, types)) return plan
  }
  return learn(visit)
}

function keyOf(types: unknown): string {
  if (typeof types === 'string') return types
  if (types === undefined) return ''
  return keyOfAll(readTypes(types))
}

/** Keys are made to find a plan; whether it is the right one is compared. */
function hasTypes({ types: expected }: Plan, types: unknown): boolean {
  if (!Array.isArray(types)) {
    return types === undefined
      ? expected.length === 0
      : expected.length === 1 && types === expected[0]
  }
  if (types.length !== expected.length) return false
  for (let at = 0; at < expected.length; at++) if (types[at] !== expected[at]) return false
  return true
}

/** Finds out how such nodes are read; what is not understood is not remembered. */
function learn(visit: Visit): Plan {
  const { element, names, state, entered } = visit
  const members = entered ? names.filter((name) => name !== '@context') : names
  if (members.length === 0) throw new Bail('empty object')
  if (state.barred) throw new Bail('context')
  const typeName = typeNameOf(members, state)
  const types = typeName === undefined ? [] : readTypes(element[typeName])
  const plan = makePlan({ members, state, typeName, types })
  remember(visit, { plan, typeName })
  return plan
}

function typeNameOf(names: readonly string[], state: State): string | undefined {
  let found: string | undefined
  for (const name of names) {
    if (name.charCodeAt(0) === 0x40) throw new Bail('keyword')
    if (termOf(state, name).kind !== 'type') continue
    if (found !== undefined) throw new Bail('two types')
    found = name
  }
  return found
}

function readTypes(value: unknown): readonly string[] {
  const types: readonly unknown[] = Array.isArray(value) ? value : [value]
  if (types.length === 0) throw new Bail('type')
  for (const type of types) if (typeof type !== 'string') throw new Bail('type')
  return types as readonly string[]
}

interface Kind {
  readonly members: readonly string[]
  readonly state: State
  readonly typeName: string | undefined
  readonly types: readonly string[]
}

function makePlan({ members, state, typeName, types }: Kind): Plan {
  const objects = types.map((type) => objectOf(type, state))
  const own = typedState(state, types)
  const read = members.map((name) => ({ name, term: understood(name, own) }))
  for (const { name, term } of read) {
    if ((term.kind === 'type') !== (name === typeName)) throw new Bail('type')
  }
  const [id, more] = read.filter(({ term }) => term.kind === 'id')
  if (more) throw new Bail('id')
  return {
    state: own,
    types,
    idName: id?.name,
    isReference: id !== undefined && members.length === 1,
    steps: inOrder(stepsOf(read, [...new Set(objects)].sort())),
  }
}

interface NamedTerm {
  readonly name: string
  readonly term: Term
}

function stepsOf(read: readonly NamedTerm[], types: readonly string[]) {
  const steps = new Map<string, { fixed: readonly string[]; sources: PlanSource[] }>()
  if (types.length > 0) steps.set(TYPE, { fixed: types, sources: [] })
  for (const { name, term } of read) {
    if (term.kind !== 'property') continue
    const step = steps.get(term.predicate) ?? { fixed: [], sources: [] }
    step.sources.push({ name, term })
    steps.set(term.predicate, step)
  }
  return steps
}

/** One predicate and its end is never the beginning of another. */
const inOrder = (
  steps: ReadonlyMap<string, Pick<PlanStep, 'fixed' | 'sources'>>,
): readonly PlanStep[] =>
  [...steps]
    .map(([predicate, { fixed, sources }]) => {
      const only = fixed.length === 0 && sources.length === 1 ? sources[0] : undefined
      return { predicate, fixed, sources, only }
    })
    .sort((a, b) => (a.predicate < b.predicate ? -1 : 1))

function understood(name: string, state: State): Term {
  const term = termOf(state, name)
  if (term.kind === 'unsupported') throw new Bail(`term ${name}`)
  return term
}

function objectOf(type: string, state: State): string {
  const { object } = typeOf(state, type)
  if (object === undefined) throw new Bail(`type ${type}`)
  return object
}

function typedState(state: State, types: readonly string[]): State {
  const scoped = types.filter((type) => typeOf(state, type).scoped)
  if (scoped.length === 0) return state
  const names = scoped.sort()
  const next = state.typed.get(keyOfAll(names))
  if (!next) throw new Missing({ step: 'types', state, types: names })
  if (next.barred) throw new Bail('context')
  return next
}

function remember(
  { names, state, entered }: Visit,
  { plan, typeName }: { readonly plan: Plan; readonly typeName: string | undefined },
): void {
  const { memory } = state
  memory.left -= names.length + 1
  if (memory.left < 0) memory.forget()
  let tree = entered ? state.entered : state.inside
  for (const name of names) {
    let next = tree.next.get(name)
    if (!next) {
      next = createTree()
      tree.next.set(name, next)
    }
    tree = next
  }
  tree.typeName = typeName
  tree.plans.set(keyOfAll(plan.types), plan)
}
