/**
 * What only the academy may say: achievements and assessments of ours, and its names.
 *
 * @module
 */

import { type Fault, Problem } from '../platform/problem.ts'
import { issuerProblems } from './problems.ts'

/** Addresses that stand for something the academy has done or decided. */
const RESERVED_PATHS = /^\/(achievements|assessments)(\/|$)/i

const MAX_DEPTH = 64

/**
 * Refuses input that cites an achievement or an assessment of ours, or one of our own DIDs.
 *
 * Whatever the spelling: the text is read as the URL it is (upper case, ports, dots, percent-encoding),
 * wherever it stands. A course certificate thus comes only from a stored assessment.
 *
 * @param where - pointer of the input in the request, for the complaint
 * @throws {Problem} `reserved-identifier`
 */
export function refuseReserved(
  input: unknown,
  where: string,
  own: { readonly publicUrl: string; readonly dids: readonly string[] },
): void {
  const url = new URL(own.publicUrl)
  const dids = new Set(own.dids.map(plainDid))
  const search = { own: url, host: url.hostname.replace(/\.$/, ''), dids, depth: 0 }
  if (isFree(input, search, 0)) return
  const fault = findReserved(input, where, search)
  if (!fault) return
  throw new Problem(issuerProblems.reservedIdentifier, {
    detail: `${fault.pointer} ${fault.detail}`,
    faults: [fault],
  })
}

interface Search {
  readonly own: URL
  /** Of the own address, without a final dot. */
  readonly host: string
  /** In one spelling. */
  readonly dids: ReadonlySet<string>
  readonly depth: number
}

/** A quick look, which spares nearly all input the one that keeps pointers. */
function isFree(value: unknown, search: Search, depth: number): boolean {
  if (typeof value === 'string') return !isReserved(value, search)
  if (typeof value !== 'object' || value === null) return true
  if (depth > MAX_DEPTH) return false
  if (Array.isArray(value)) return value.every((item) => isFree(item, search, depth + 1))
  for (const name of Object.keys(value)) {
    if (isReserved(name, search)) return false
    if (!isFree((value as Record<string, unknown>)[name], search, depth + 1)) return false
  }
  return true
}

function findReserved(value: unknown, pointer: string, search: Search): Fault | undefined {
  if (typeof value === 'string') return isReserved(value, search) ? faultAt(pointer) : undefined
  if (typeof value !== 'object' || value === null) return undefined
  if (search.depth > MAX_DEPTH) return { pointer, rule: 'depth', detail: 'is nested too deeply' }
  for (const [name, member] of Object.entries(value)) {
    const at = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
    if (isReserved(name, search)) return faultAt(at)
    const fault = findReserved(member, at, { ...search, depth: search.depth + 1 })
    if (fault) return fault
  }
  return undefined
}

const faultAt = (pointer: string): Fault => ({
  pointer,
  rule: 'reserved',
  detail: 'names something that only the academy may say',
})

/** The scheme of the web, with what a reader of URLs passes over. */
const WEB = /^[\0- ]*h[\t\n\r]*t[\t\n\r]*t[\t\n\r]*p/i

/**
 * An address written so plainly that its host stands there for every reader: small letters, a name at its end that is
 * no number, and then the path.
 */
const PLAIN_WEB = /^https?:\/\/((?:[a-z0-9-]+\.)+[a-z][a-z0-9-]*)(?::\d{1,5})?(?:[/?#]|$)/

function isReserved(text: string, { own, host, dids }: Search): boolean {
  if (!text.includes(':')) return false
  const plain = PLAIN_WEB.exec(text)?.[1]
  if (plain !== undefined && plain !== host) return false
  const trimmed = text.trim()
  if (/^did:/i.test(trimmed)) return dids.has(plainDid(trimmed))
  const url = WEB.test(trimmed) ? URL.parse(trimmed) : null
  return url !== null && sameHost(url, own) && RESERVED_PATHS.test(decodedPath(url))
}

/** The DID of a DID URL, in one spelling. */
const plainDid = (text: string): string =>
  (text.split(/[#?/]/)[0] ?? '').replaceAll(/%3a/gi, '%3A').toLowerCase()

/** http and https of one host are the same house; a final dot and a default port change nothing. */
function sameHost(a: URL, b: URL): boolean {
  const host = ({ hostname, port }: URL) => `${hostname.replace(/\.$/, '')}:${port}`
  const web = /^https?:$/
  return web.test(a.protocol) && web.test(b.protocol) && host(a) === host(b)
}

/** The path without percent-encoding, however often it was applied, and without doubled slashes. */
function decodedPath(url: URL): string {
  let path = url.pathname
  for (let round = 0; round < 4; round++) {
    const decoded = path.replace(/%[0-9a-f]{2}/gi, (code) =>
      String.fromCharCode(Number.parseInt(code.slice(1), 16)),
    )
    if (decoded === path) break
    path = decoded
  }
  return path.replace(/[\\/]+/g, '/')
}
