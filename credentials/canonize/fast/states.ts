/**
 * The contexts as an automaton: jsonld.js processes each pinned context once per state, and the
 * walk afterwards only looks terms up.
 *
 * @module
 */

import ContextResolver from 'jsonld/lib/ContextResolver.js'
import jsonldContext from 'jsonld/lib/context.js'
import {
  type ActiveContext,
  createTree,
  type Job,
  keyOfAll,
  type PlanMemory,
  type PropertyTerm,
  type State,
} from './model.ts'
import { termOf } from './terms.ts'

export interface Automaton {
  /** The state after the contexts of a document, if it is known. */
  known(contexts: readonly string[]): State | undefined
  /** Finds the state; rejects when a context is not pinned, `undefined` when memory is full. */
  root(contexts: readonly string[]): Promise<State | undefined>
  /** Takes the step; `false` when memory is full. */
  compile(job: Job): Promise<boolean>
  readonly size: () => number
}

export type LoadContext = (url: string) => Promise<object>

const MODE = { processingMode: 'json-ld-1.1' } as const

/** Refuses whatever safe mode refuses, while contexts are processed. */
function refuseEvent({ event }: { readonly event: { readonly code: string } }): never {
  throw new Error(`safe mode: ${event.code}`)
}

/**
 * @param maxStates - states remembered; beyond, the reference decides
 */
export function createAutomaton(documentLoader: LoadContext, maxStates: number): Automaton {
  const roots = new Map<string, State>()
  const states: State[] = []
  const memory = createMemory(states)
  let last: Promise<unknown> = Promise.resolve()
  const options = {
    ...MODE,
    documentLoader,
    base: null,
    contextResolver: new ContextResolver({ sharedCache: new Map() }),
    eventHandler: [refuseEvent],
  }
  /** One at a time: two cold calls must not make the same state twice. */
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const turn = last.then(act, act)
    last = turn.catch(() => undefined)
    return turn
  }
  const add = (context: ActiveContext, previous?: State): State | undefined => {
    if (states.length >= maxStates) return undefined
    const state = makeState({ context, previous, memory })
    states.push(state)
    return state
  }
  const tools = { add, options }
  return {
    known: (contexts) => roots.get(keyOfAll(contexts)),
    root: (contexts) =>
      inTurn(async () => {
        const key = keyOfAll(contexts)
        const known = roots.get(key)
        if (known) return known
        const activeCtx = jsonldContext.getInitialContext(MODE)
        const state = add(await jsonldContext.process({ activeCtx, localCtx: contexts, options }))
        if (state) roots.set(key, state)
        return state
      }),
    compile: (job) => inTurn(() => take(job, tools)),
    size: () => states.length,
  }
}

/** Steps of plan trees remembered at the most, a few megabytes. */
const MEMORY = 8192

/** Full, it begins anew: nobody can fill it for good. */
function createMemory(states: readonly State[]): PlanMemory {
  const memory = {
    left: MEMORY,
    forget: () => {
      memory.left = MEMORY
      for (const { entered, inside } of states) {
        for (const tree of [entered, inside]) {
          tree.next.clear()
          tree.plans.clear()
        }
      }
    },
  }
  return memory
}

function makeState({
  context,
  previous,
  memory,
}: Pick<State, 'context' | 'previous' | 'memory'>): State {
  const prefixes = [...context.mappings].flatMap(([name, mapping]) =>
    mapping?._prefix ? [name] : [],
  )
  return {
    context,
    previous,
    barred: ['@language', '@direction', '@vocab', '@base'].some((name) => name in context),
    prefixes: new Set(prefixes),
    namesValues: [...context.mappings.values()].some((mapping) => mapping?.['@id'] === '@value'),
    terms: new Map(),
    types: new Map(),
    typed: new Map(),
    local: new Map(),
    entered: createTree(),
    inside: createTree(),
    memory,
  }
}

interface Tools {
  readonly add: (context: ActiveContext, previous?: State) => State | undefined
  readonly options: object
}

function take(job: Job, tools: Tools): Promise<boolean> {
  if (job.step === 'revert') return takeRevert(job.state, tools)
  if (job.step === 'local') return takeLocal(job, tools)
  return job.step === 'types' ? takeTypes(job, tools) : takeProperty(job.term, tools)
}

async function takeRevert(state: State, { add }: Tools): Promise<boolean> {
  const { previousContext } = state.context
  if (!state.previous && previousContext) state.previous = add(previousContext)
  return state.previous !== undefined
}

async function takeTypes(
  { state, types }: Extract<Job, { step: 'types' }>,
  { add, options }: Tools,
): Promise<boolean> {
  const key = keyOfAll(types)
  if (state.typed.has(key)) return true
  let activeCtx = state.context
  for (const type of types) {
    const localCtx = state.context.mappings.get(type)?.['@context']
    activeCtx = await jsonldContext.process({ activeCtx, localCtx, options, propagate: false })
  }
  const next = add(activeCtx, state.context.previousContext ? undefined : state)
  if (next) state.typed.set(key, next)
  return next !== undefined
}

async function takeLocal(
  { state, contexts }: Extract<Job, { step: 'local' }>,
  { add, options }: Tools,
): Promise<boolean> {
  const key = keyOfAll(contexts)
  if (state.local.has(key)) return true
  const { context: activeCtx } = state
  const next = add(await jsonldContext.process({ activeCtx, localCtx: contexts, options }))
  if (next) state.local.set(key, next)
  return next !== undefined
}

/** The context of a property serves its values; objects in them go back first, then take it again. */
async function takeProperty(term: PropertyTerm, { add, options }: Tools): Promise<boolean> {
  if (term.slot) return true
  const { state, name } = term
  const how = { options, propagate: true, overrideProtected: true }
  const localCtx = state.context.mappings.get(name)?.['@context']
  const valueCtx = await jsonldContext.process({ activeCtx: state.context, localCtx, ...how })
  const base = valueCtx.previousContext ?? valueCtx
  const again = valueCtx.mappings.get(name)?.['@context']
  const innerCtx =
    again === undefined
      ? base
      : await jsonldContext.process({ activeCtx: base, localCtx: again, ...how })
  const outer = add(valueCtx)
  const inner = add(innerCtx)
  if (!outer || !inner) return false
  // what is read as a graph holds objects alone, whatever the term means in its own context
  const read = term.container === 'graph' ? term : termOf(outer, name)
  // objects would go back from a context that is for the first of them alone
  const lasts = innerCtx.previousContext === undefined
  const fits = lasts && read.kind === 'property' && read.predicate === term.predicate
  const barred = !fits || read.container !== term.container || outer.barred
  term.slot = barred ? { term, inner: { ...inner, barred: true } } : { term: read, inner }
  return true
}
