/**
 * Fetches for the verify pages what a site does not let other pages read: DID documents and status
 * lists, and nothing else. It learns an address, never a credential.
 *
 * @module
 */

import { didWebUrl, type JsonObject, parseStrict } from '../../credentials/index.ts'
import { type Fetched, FetchRefused, type GuardedFetch } from '../../platform/fetch.ts'
import { Problem } from '../../platform/problem.ts'
import { verifierProblems } from '../problems.ts'

export interface Relayed {
  readonly type: 'application/json' | 'text/plain'
  readonly text: string
}

const LIMITS = {
  headers: { accept: 'application/did+json, application/json, */*;q=0.1' },
  maxBytes: 1_048_576,
  timeoutMs: 5_000,
} as const

/**
 * @throws {Problem} `relay-refused` for an address that may not be asked and for any other content;
 *   `relay-unreachable` when there was no answer
 */
export async function relay(url: string, fetch: GuardedFetch): Promise<Relayed> {
  const { status, body } = await ask(url, fetch)
  if (status !== 200) {
    throw new Problem(verifierProblems.relayUnreachable, { detail: `it answered ${status}` })
  }
  const text = new TextDecoder().decode(body).trim()
  if (isStatusToken(text)) return { type: 'text/plain', text }
  const parsed = parseStrict(text)
  if (parsed.ok && isObject(parsed.value)) {
    const document = parsed.value
    if (isDidDocument(document, url) || isStatusList(document)) {
      return { type: 'application/json', text }
    }
  }
  throw new Problem(verifierProblems.relayRefused, {
    detail: 'what lies there is neither the DID document of this address nor a status list',
  })
}

async function ask(url: string, fetch: GuardedFetch): Promise<Fetched> {
  try {
    return await fetch(url, LIMITS)
  } catch (error) {
    const refused = error instanceof FetchRefused
    throw new Problem(refused ? verifierProblems.relayRefused : verifierProblems.relayUnreachable, {
      detail: refused ? 'this address may not be asked' : 'there was no complete answer',
      cause: error,
    })
  }
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value])

/** A document is passed on only from where its DID says that it lies. */
const isDidDocument = ({ id }: JsonObject, url: string): boolean =>
  typeof id === 'string' && didWebUrl(id) === url

const isStatusList = ({ type, credentialSubject }: JsonObject): boolean =>
  listOf(type).includes('BitstringStatusListCredential') &&
  isObject(credentialSubject) &&
  typeof credentialSubject.encodedList === 'string'

const COMPACT = /^([\w-]+)\.([\w-]+)\.[\w-]+$/

/** A Token Status List, or a status list credential secured by JOSE. */
function isStatusToken(text: string): boolean {
  const [, header = '', payload = ''] = COMPACT.exec(text) ?? []
  const head = decoded(header)
  const claims = decoded(payload)
  if (!head || !claims) return false
  return head.typ === 'statuslist+jwt' ? isObject(claims.status_list) : isStatusList(claims)
}

function decoded(part: string): JsonObject | undefined {
  const parsed = parseStrict(Buffer.from(part, 'base64url').toString())
  return parsed.ok && isObject(parsed.value) ? parsed.value : undefined
}
