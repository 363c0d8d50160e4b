/**
 * Canonical N-Quads by compiled contexts: fast, and silent about whatever it does not fully understand.
 *
 * @module
 */

import type { CanonizeHash, JsonObject } from '../../types.ts'
import { Bail, createGraph } from './graph.ts'
import { contextsOf, type State } from './model.ts'
import type { Octets } from './octets.ts'
import { Missing } from './plans.ts'
import { type Automaton, createAutomaton, type LoadContext } from './states.ts'
import { walkDocument } from './walk.ts'
import { writeGraph } from './write.ts'

export interface FastCanonizer {
  /** The canonical form, or a reason why the reference must decide. */
  canonize(document: JsonObject, hash?: CanonizeHash): Promise<FastAnswer>
  /** As `canonize`, when all states the document needs are there; else `undefined`. */
  canonizeNow(document: JsonObject, hash?: CanonizeHash): FastAnswer | undefined
  /** States compiled so far. */
  readonly states: () => number
}

/** Canonical N-Quads in octets, or why not. */
export type FastAnswer = { readonly octets: string } | { readonly why: string }

export interface FastTools {
  readonly loadContext: LoadContext
  readonly octets: Octets
  /** States remembered; beyond, the reference decides. */
  readonly maxStates?: number
}

/** Steps compiled for one document: each is a new place in the contexts. */
const MAX_STEPS = 128

export function createFastCanonizer(tools: FastTools): FastCanonizer {
  const automaton = createAutomaton(tools.loadContext, tools.maxStates ?? 512)
  const attempt = (document: JsonObject, state: State, hash: CanonizeHash) =>
    guarded(() => {
      const graph = createGraph(tools.octets)
      walkDocument(document, state, graph)
      const octets = writeGraph(graph, hash)
      if (octets === undefined) return { why: 'nodes that look alike' }
      return octets === '' ? { why: 'no claims' } : { octets }
    })
  return {
    states: automaton.size,
    canonizeNow: (document, hash = 'sha256') => {
      const contexts = contextsOf(document['@context'])
      const state = contexts && automaton.known(contexts)
      const answer = state && attempt(document, state, hash)
      return answer instanceof Missing ? undefined : answer
    },
    canonize: async (document, hash = 'sha256') => {
      const contexts = contextsOf(document['@context'])
      if (!contexts) return { why: 'inline context' }
      try {
        const state = await automaton.root(contexts)
        if (!state) return { why: 'too many states' }
        return await compiling(() => attempt(document, state, hash), automaton)
      } catch (error) {
        return { why: error instanceof Error ? `contexts: ${error.message}` : 'contexts' }
      }
    },
  }
}

/** Tries again after each step that was missing. */
async function compiling(
  attempt: () => FastAnswer | Missing,
  automaton: Automaton,
): Promise<FastAnswer> {
  for (let steps = 0; steps < MAX_STEPS; steps++) {
    const answer = attempt()
    if (!(answer instanceof Missing)) return answer
    if (!(await automaton.compile(answer.job))) return { why: 'too many states' }
  }
  return { why: 'too many steps' }
}

function guarded(act: () => FastAnswer): FastAnswer | Missing {
  try {
    return act()
  } catch (error) {
    if (error instanceof Missing) return error
    if (error instanceof Bail) return { why: error.message }
    throw error
  }
}
