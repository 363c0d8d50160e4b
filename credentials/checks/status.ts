/**
 * Status: every entry is read from a list that the same issuer signed.
 *
 * @module
 * @see Bitstring Status List 1.0 §3.2; Status List 2021 (its draft) §3.2; 1EdTech Revocation List Status Method 1.0
 */

import { parseStrict } from '../encoding/strict-json.ts'
import { idOf, isObject, listOf, textOf } from '../json.ts'
import { statusBit, unpackBits } from '../status/bitstring.ts'
import type { JsonObject, Verification, Workshop } from '../types.ts'
import { type Finding, failed, notApplicable, passed, undetermined, worst } from './finding.ts'
import { type ReadList, readOnce } from './read-list.ts'
import { checkRevocationList, REVOCATION_LIST_TYPE } from './revocation-list.ts'
import { fetchStatus } from './status-fetch.ts'

export interface StatusQuestion {
  readonly document: JsonObject
  /** Verifies the list, which is a credential itself, without asking for its own status. */
  readonly verifyList: (list: unknown) => Promise<Verification>
}

/** How lists of a kind are named and packed. */
interface ListKind {
  readonly credential: string
  readonly subject: string
  /** Before the base64url text, as the packing of today has it. */
  readonly prefix: string
}

/** By the type of an entry: the standard, and its draft of before, which older badges cite. */
const KINDS: ReadonlyMap<unknown, ListKind> = new Map([
  ['BitstringStatusListEntry', listKind('BitstringStatusList', '')],
  ['StatusList2021Entry', listKind('StatusList2021', 'u')],
])

function listKind(subject: string, prefix: string): ListKind {
  return { credential: `${subject}Credential`, subject, prefix }
}

interface Entry {
  readonly kind: ListKind
  readonly purpose: string
  readonly index: number
  readonly url: string
}

/** Entries a credential may have. */
const MAX_ENTRIES = 4

export async function checkStatus(question: StatusQuestion, workshop: Workshop): Promise<Finding> {
  const entries = listOf(question.document.credentialStatus)
  if (entries.length === 0) return notApplicable('not-present')
  if (entries.length > MAX_ENTRIES) return failed('too-complex', `${entries.length} entries`)
  const findings: Finding[] = []
  for (const raw of entries) {
    if (isObject(raw) && typeIs(raw, REVOCATION_LIST_TYPE)) {
      findings.push(await checkRevocationList(raw, question.document, workshop))
      continue
    }
    const entry = readEntry(raw)
    findings.push('outcome' in entry ? entry : await checkEntry(entry, question, workshop))
  }
  return worst(findings)
}

const typeIs = ({ type }: JsonObject, wanted: string): boolean =>
  listOf(type).length === 1 && listOf(type)[0] === wanted

/** A decimal number without sign or leading zeros, as text; the range is the list's. */
const INDEX = /^(0|[1-9]\d{0,9})$/

function readEntry(raw: unknown): Entry | Finding {
  if (!isObject(raw)) return failed('status-malformed')
  const types = listOf(raw.type)
  const kind = types.length === 1 ? KINDS.get(types[0]) : undefined
  if (!kind)
    return undetermined('status-unsupported', types.flatMap((type) => textOf(type) ?? []).join(' '))
  const { statusPurpose: purpose, statusListIndex: index, statusListCredential: url } = raw
  if (typeof purpose !== 'string' || purpose === '') {
    return failed('status-malformed', 'statusPurpose')
  }
  if (typeof index !== 'string' || !INDEX.test(index)) {
    return failed('status-malformed', 'statusListIndex')
  }
  if (typeof url !== 'string' || !/^https?:\/\//.test(url)) {
    return failed('status-malformed', 'statusListCredential')
  }
  if (raw.id === url) return failed('status-malformed', 'id')
  if (raw.statusSize !== undefined && raw.statusSize !== 1) {
    return undetermined('status-unsupported', 'statusSize')
  }
  return { kind, purpose, index: Number(index), url }
}

async function checkEntry(
  entry: Entry,
  question: StatusQuestion,
  workshop: Workshop,
): Promise<Finding> {
  const fetched = await fetchStatus(entry.url, workshop)
  if ('finding' in fetched) return { ...fetched.finding, source: entry.url }
  const { text } = fetched
  const list = await readOnce(text, () => readList(text, question, workshop), workshop)
  if ('finding' in list) return { ...list.finding, source: entry.url }
  const refused = listRefusal(list.verification, { entry, document: question.document })
  if (refused) return { ...refused, source: entry.url }
  const bits = await list.bits(entry.kind.prefix)
  const bit = bits && statusBit(bits, entry.index)
  if (bit === undefined) {
    return { ...failed('status-list-invalid', 'encodedList'), source: entry.url }
  }
  return { ...meaning(entry.purpose, bit), source: entry.url }
}

/** A list may be secured by JOSE as well. */
const COMPACT = /^[\w-]+\.[\w-]+\.[\w-]+$/
const COSE_ENVELOPE = /^data:application\/vc\+cose[;,]/

async function readList(
  text: string,
  { verifyList }: StatusQuestion,
  workshop: Workshop,
): Promise<ReadList> {
  const opened = openList(text)
  if ('finding' in opened) return opened
  const verification = await verifyList(opened.list)
  const bits = (prefix: string) => bitsOf(verification.credential, prefix, workshop)
  return { verification, bits }
}

type OpenedList = { readonly list: JsonObject | string } | { readonly finding: Finding }

function openList(text: string): OpenedList {
  if (COMPACT.test(text)) return { list: text }
  const parsed = parseStrict(text)
  if (!parsed.ok || !isObject(parsed.value)) {
    return { finding: failed('status-list-invalid', 'is not a JSON object') }
  }
  return COSE_ENVELOPE.test(textOf(parsed.value.id) ?? '')
    ? { finding: undetermined('status-cose-unsupported', 'EnvelopedVerifiableCredential') }
    : { list: parsed.value }
}

function listRefusal(
  { credential, checks, outcome, issuer }: Verification,
  { entry, document }: { readonly entry: Entry; readonly document: JsonObject },
): Finding | undefined {
  if (!credential || outcome !== 'passed') {
    const bad = checks.find((check) => check.outcome === outcome)
    const detail = `${bad?.name}: ${bad?.reason}`
    return outcome === 'undetermined'
      ? undetermined('status-unreachable', detail)
      : failed('status-list-invalid', detail)
  }
  if (issuer !== idOf(document.issuer)) return failed('status-list-invalid', 'issuer')
  if (credential.id !== undefined && credential.id !== entry.url) {
    return failed('status-list-invalid', 'id')
  }
  const subject = credential.credentialSubject
  const rightTypes =
    listOf(credential.type).includes(entry.kind.credential) &&
    isObject(subject) &&
    subject.type === entry.kind.subject
  if (!rightTypes) return failed('status-list-invalid', 'type')
  return listOf(subject.statusPurpose).includes(entry.purpose)
    ? undefined
    : failed('status-list-invalid', 'statusPurpose')
}

async function bitsOf(
  credential: JsonObject | undefined,
  prefix: string,
  { primitives }: Workshop,
): Promise<Uint8Array | undefined> {
  const subject = credential?.credentialSubject
  const encoded = isObject(subject) ? textOf(subject.encodedList) : undefined
  return encoded === undefined ? undefined : unpackBits(prefix + encoded, primitives)
}

/** Purposes that only inform: a refresh is there, a message can be read. */
const INFORMS = new Set(['refresh', 'message'])

function meaning(purpose: string, bit: boolean): Finding {
  if (!bit) return passed
  if (INFORMS.has(purpose)) return { ...passed, detail: purpose }
  if (purpose === 'revocation') return failed('revoked')
  return purpose === 'suspension' ? failed('suspended') : failed('status-set', purpose)
}
