/**
 * The contexts as an automaton: jsonld.js processes each pinned context once per state, and the
 * walk afterwards only looks terms up.
 *
 * @module
 */

import ContextResolver from 'jsonld/lib/ContextResolver.js'
import jsonldContext from 'jsonld/lib/context.js'
import type { ActiveContext, PropertyTerm, State } from './model.ts'
import { termOf } from './terms.ts'

/** A step of the automaton that nobody has taken yet. */
export type Job =
  | { readonly step: 'revert'; readonly state: State }
  | { readonly step: 'types'; readonly state: State; readonly types: readonly string[] }
  | { readonly step: 'property'; readonly term: PropertyTerm }

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

export const typesKey = (types: readonly string[]): string => types.join('\u0000')

/** Refuses whatever safe mode refuses, while contexts are processed. */
function refuseEvent({ event }: { readonly event: { readonly code: string } }): never {
  throw new Error(`safe mode: ${event.code}`)
}

/**
 * @param maxStates - states remembered; beyond, the reference decides
 */
export function createAutomaton(documentLoader: LoadContext, maxStates: number): Automaton {
  const roots = new Map<string, State>()
  let size = 0
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
    if (size >= maxStates) return undefined
    size++
    return makeState(context, previous)
  }
  const tools = { add, options }
  return {
    known: (contexts) => roots.get(typesKey(contexts)),
    root: (contexts) =>
      inTurn(async () => {
        const key = typesKey(contexts)
        const known = roots.get(key)
        if (known) return known
        const activeCtx = jsonldContext.getInitialContext(MODE)
        const state = add(await jsonldContext.process({ activeCtx, localCtx: contexts, options }))
        if (state) roots.set(key, state)
        return state
      }),
    compile: (job) => inTurn(() => take(job, tools)),
    size: () => size,
  }
}

function makeState(context: ActiveContext, previous: State | undefined): State {
  const prefixes = [...context.mappings].flatMap(([name, mapping]) =>
    mapping?._prefix ? [name] : [],
  )
  return {
    context,
    previous,
    barred: ['@language', '@direction', '@vocab', '@base'].some((name) => name in context),
    prefixes: new Set(prefixes),
    terms: new Map(),
    types: new Map(),
    typed: new Map(),
  }
}

interface Tools {
  readonly add: (context: ActiveContext, previous?: State) => State | undefined
  readonly options: object
}

function take(job: Job, tools: Tools): Promise<boolean> {
  if (job.step === 'revert') return takeRevert(job.state, tools)
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
  const key = typesKey(types)
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
  const read = termOf(outer, name)
  const fits = read.kind === 'property' && read.predicate === term.predicate
  const barred = !fits || read.list !== term.list || outer.barred
  term.slot = barred ? { term, inner: { ...inner, barred: true } } : { term: read, inner }
  return true
}
