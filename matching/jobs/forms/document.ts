/**
 * Jobs in a JSON document: one, a list, a JSON-LD graph or an item list, of any form known here.
 *
 * @module
 */

import { type Fault, Problem } from '../../../platform/problem.ts'
import { isJobDescription, isPositionOpening, jobOfDescription, jobsOfOpening } from './hr-json.ts'
import { isJobPosting, jobOfPosting } from './job-posting.ts'
import { isNode, type Node, valuesOf } from './json-ld.ts'
import { readJson } from './json-text.ts'
import { type ReadJob, refuse } from './read-job.ts'

/**
 * Every job by itself; `line` counts them from 1.
 *
 * @throws {Problem} `job-malformed` for a text that is not JSON, or has a member twice
 */
export function readDocument(text: string, tenantId: string): readonly ReadJob[] {
  const found = nodesOf(parsed(text)).flatMap((node) => readersOf(node, tenantId))
  const readers = found.length > 0 ? found : [noJob]
  return readers.map((read, at): ReadJob => {
    const line = at + 1
    try {
      return { line, ...read() }
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      return { line, faults: error.faults }
    }
  })
}

function parsed(text: string): unknown {
  const found = readJson(text)
  return 'value' in found
    ? found.value
    : refuse('', found.fault.rule, `the file ${found.fault.detail}`)
}

const HOLDERS = ['@graph', 'itemListElement', 'jobs'] as const

/** Lists in lists; nobody means more, and reading goes no deeper than a stack does. */
const DEEPEST = 32

function nodesOf(document: unknown, depth = 0): readonly unknown[] {
  if (depth === DEEPEST || isJobPosting(document)) return [document]
  if (Array.isArray(document)) return document.flatMap((one) => nodesOf(one, depth + 1))
  const inner = HOLDERS.flatMap((holder) => valuesOf(document, holder))
  if (inner.length === 0) return [document]
  return inner.flatMap((one) => nodesOf(itemOf(one), depth + 1))
}

/** An item list puts each entry into a list item of its own. */
const itemOf = (entry: unknown): unknown => valuesOf(entry, 'item')[0] ?? entry

/** Gives a job, and what was left out of it. @throws {Problem} `job-malformed` */
type Reader = () => { readonly job: unknown; readonly notes?: readonly Fault[] }

function readersOf(node: unknown, tenantId: string): readonly Reader[] {
  if (isJobPosting(node)) return [published(() => jobOfPosting(node, tenantId))]
  if (isPositionOpening(node)) {
    const profiles = jobsOfOpening(node, tenantId)
    return profiles.length > 0 ? profiles.map(published) : [noJob]
  }
  if (isJobDescription(node)) return [published(() => jobOfDescription(node, tenantId))]
  if (isNode(node) && Object.hasOwn(node, 'skills')) {
    return [() => ({ job: { words: [], ...node } })]
  }
  return isNode(node) && isOfThePage(node) ? [] : [noJob]
}

/** What only jobs have. */
const OF_JOBS = ['title', 'hiringOrganization', 'jobLocation', 'validThrough', 'employmentType']

/** Beside its postings a page describes its site, its owner and the way to itself. */
const isOfThePage = (node: Node): boolean =>
  valuesOf(node, '@type').length > 0 && !OF_JOBS.some((name) => valuesOf(node, name).length > 0)

const noJob = (): never => refuse('', 'form', 'is a job of no form known here')

const MOST = 20_000 // characters of a description, as the schema has it

/** Who publishes elsewhere does not know our limits: what is only shown is cut, and that is said. */
const published =
  (read: () => Node): Reader =>
  () => {
    const job = read()
    const { description } = job
    if (typeof description !== 'string' || description.length <= MOST) return { job }
    const cut = description.slice(0, MOST).replace(/[\ud800-\udbff]$/, '')
    const detail = `has ${description.length} characters; what is beyond ${MOST} was left out`
    const notes = [{ pointer: '/description', rule: 'shortened', detail }]
    return { job: { ...job, description: cut }, notes }
  }
