/**
 * Jobs in a JSON document: one, a list, a JSON-LD graph or an item list, of any form known here.
 *
 * @module
 */

import { Problem } from '../../../platform/problem.ts'
import { matchingProblems } from '../../problems.ts'
import { isJobDescription, isPositionOpening, jobOfDescription, jobsOfOpening } from './hr-json.ts'
import { isJobPosting, jobOfPosting } from './job-posting.ts'
import { isNode, valuesOf } from './json-ld.ts'
import { type ReadJob, refuse } from './read-job.ts'

/**
 * Every job by itself; `line` counts them from 1.
 *
 * @throws {Problem} `job-malformed` for a text that is not JSON
 */
export function readDocument(text: string, tenantId: string): readonly ReadJob[] {
  const found = nodesOf(parsed(text)).flatMap((node) => readersOf(node, tenantId))
  const readers = found.length > 0 ? found : [noJob]
  return readers.map((read, at): ReadJob => {
    const line = at + 1
    try {
      return { line, job: read() }
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      return { line, faults: error.faults }
    }
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const detail = `the file is not JSON: ${cause instanceof Error ? cause.message : ''}`
    throw new Problem(matchingProblems.jobMalformed, {
      detail,
      faults: [{ pointer: '', rule: 'json', detail }],
      cause,
    })
  }
}

function nodesOf(document: unknown): readonly unknown[] {
  if (Array.isArray(document)) return document.flatMap(nodesOf)
  for (const holder of ['@graph', 'itemListElement', 'jobs']) {
    const inner = valuesOf(document, holder)
    if (inner.length > 0) return inner.flatMap((one) => nodesOf(itemOf(one)))
  }
  return [document]
}

/** An item list puts each entry into a list item of its own. */
const itemOf = (entry: unknown): unknown => valuesOf(entry, 'item')[0] ?? entry

function readersOf(node: unknown, tenantId: string): readonly (() => unknown)[] {
  if (isJobPosting(node)) return [() => jobOfPosting(node, tenantId)]
  if (isPositionOpening(node)) return jobsOfOpening(node, tenantId)
  if (isJobDescription(node)) return [() => jobOfDescription(node, tenantId)]
  if (isNode(node) && Object.hasOwn(node, 'skills')) return [() => ({ words: [], ...node })]
  // Beside its postings a page describes its site, its owner and the way to itself.
  return isNode(node) && valuesOf(node, '@type').length > 0 ? [] : [noJob]
}

const noJob = (): never => refuse('', 'form', 'is a job of no form known here')
