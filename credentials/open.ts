/**
 * Opening: from each form of a secured credential to the one shape that the checks work on.
 *
 * @module
 */

import { type Finding, failed, passed } from './checks/finding.ts'
import { type FormFault, formFault } from './checks/form-fault.ts'
import type { ReadProof } from './data-integrity/proof-form.ts'
import { suiteOfProof } from './data-integrity/suites.ts'
import { verifyProofs } from './data-integrity/verify-proofs.ts'
import type { ReadInput } from './input.ts'
import { claimFaults, claimPeriod, contradictions, nameFaults } from './jose/claims.ts'
import { type Jws, readJws } from './jose/compact.ts'
import { fromVcClaim, fromVpClaim, legacyFaults } from './jose/legacy.ts'
import { verifyJws } from './jose/verify-jws.ts'
import { idOf, isObject, listOf, textOf } from './json.ts'
import { type OlderBadge, olderBadge } from './older-badges.ts'
import { checkKeyBinding } from './sd-jwt/key-binding.ts'
import { openSdJwt, type SdJwt } from './sd-jwt/open.ts'
import type { JsonObject, PresentationOptions, Workshop } from './types.ts'

export interface Proved {
  readonly proof: Finding
  readonly key: Finding
  readonly purpose: Finding
  readonly period: Finding
  readonly contexts: Finding
  /** Embedded proofs, for those who ask for challenge and domain. */
  readonly proofs: readonly Pick<ReadProof, 'challenge' | 'domain'>[]
  /** Key binding of an SD-JWT, where there is one or one was asked for. */
  readonly binding?: Finding
}

export interface Opened {
  /** The credential or presentation as the checks see it. */
  readonly document: JsonObject
  /** Whether it follows the W3C data model; an SD-JWT VC may be claims alone. */
  readonly model: 'w3c' | 'claims'
  readonly format: string
  /** Whether registered claims stand beside the credential. */
  readonly compact: boolean
  /** Whose key signed, as the signed thing says; `undefined` when nobody signed. */
  readonly signer: string | undefined
  /** What is wrong beside the data model. */
  readonly faults: readonly FormFault[]
  readonly prove: (question: PresentationOptions & { purpose: string }) => Promise<Proved>
}

export type Opening =
  | { readonly opened: Opened }
  | { readonly refusal: Finding; readonly format?: string }

/** What is to be opened: types of header by what they may hold. */
const TYPES: Readonly<Record<'credential' | 'presentation', readonly string[]>> = {
  credential: ['vc+jwt', 'vc+ld+jwt'],
  presentation: ['vp+jwt', 'vp+ld+jwt'],
}

export type What = keyof typeof TYPES

export function open(read: ReadInput, what: What, workshop: Workshop): Opening {
  if (read.kind === 'refused') {
    const { rule, pointer, detail } = read.fault
    return { refusal: failed(rule, `${pointer || 'the input'} ${detail}`) }
  }
  if (read.kind === 'document') {
    const older = olderBadge(read.document)
    return older ? notChecked(older) : { opened: openDocument(read.document, workshop) }
  }
  if (read.presents && what === 'credential') {
    return { refusal: failed('type-missing', '/type must be that of a credential') }
  }
  return read.kind === 'jwt' ? openJwt(read.text, what, workshop) : openSd(read.text, workshop)
}

const notChecked = ({ finding, format }: OlderBadge): Opening => ({ refusal: finding, format })

function openDocument(document: JsonObject, workshop: Workshop): Opened {
  const [first] = listOf(document.proof)
  const method = isObject(first) ? textOf(first.verificationMethod) : undefined
  const signer = document.proof === undefined ? undefined : (method?.split('#')[0] ?? '')
  // a credential is its issuer's; a presentation belongs to whoever signed it, compared later
  const controller = idOf(document.issuer) ?? signer ?? ''
  return {
    document,
    model: 'w3c',
    compact: false,
    format: (isObject(first) ? suiteOfProof(first)?.name : undefined) ?? 'unknown',
    signer,
    faults: [],
    prove: ({ purpose }) => verifyProofs({ document, controller, purpose }, workshop),
  }
}

/** A media type in a header, in its short form (RFC 7515 §4.1.9); `?` for what is no text. */
const mediaType = (name: unknown): string =>
  (textOf(name) ?? '?').toLowerCase().replace(/^application\//, '')

const typeOf = ({ typ = '' }: JsonObject): string => mediaType(typ)

const OTHER: Readonly<Record<What, string>> = { credential: 'vp', presentation: 'vc' }

/** Whether a header says of the content that it is something else (RFC 7515 §4.1.10). */
function isOfAnother({ cty = '' }: JsonObject, what: What): boolean {
  const content = mediaType(cty)
  return ['?', 'jwt', OTHER[what]].includes(content)
}

function openJwt(text: string, what: What, workshop: Workshop): Opening {
  const reading = readJws(text)
  if (!reading.ok) return { refusal: failed(reading.rule, reading.detail) }
  const { jws } = reading
  const older = olderBadge(jws.payload, true)
  if (older) return notChecked(older)
  const type = typeOf(jws.header)
  const claim = what === 'credential' ? 'vc' : 'vp'
  const legacy = claim in jws.payload && ['', 'jwt'].includes(type)
  if (!legacy && !TYPES[what].includes(type)) {
    return { refusal: failed('format-unsupported', `typ ${type}`) }
  }
  if (isOfAnother(jws.header, what)) return { refusal: failed('format-unsupported', 'cty') }
  const document = legacy ? fromClaim[claim](jws.payload) : jws.payload
  if (!document) return { refusal: failed('malformed', claim) }
  const format = legacy ? `jwt_${claim}_json` : type.replace('+ld', '')
  const base = openedJws({ jws, document, workshop })
  const faults = legacy ? [...legacyFaults(jws.payload), ...base.faults] : base.faults
  return { opened: { ...base, format, model: 'w3c', faults } }
}

const fromClaim = { vc: fromVcClaim, vp: fromVpClaim }

interface JwsParts {
  readonly jws: Jws
  readonly document: JsonObject
  readonly workshop: Workshop
}

type OpenedJws = Pick<Opened, 'document' | 'compact' | 'faults' | 'signer' | 'prove'>

function openedJws({ jws, document, workshop }: JwsParts): OpenedJws {
  const { payload } = jws
  const signer = idOf(document.issuer ?? document.holder) ?? textOf(payload.iss) ?? ''
  return {
    document,
    compact: true,
    signer,
    faults: [
      ...forbidden(document),
      ...claimFaults(payload),
      ...contradictions(payload, document),
      ...nameFaults(payload),
    ],
    prove: async ({ purpose }) => {
      const findings = await verifyJws(jws, { controller: signer, purpose }, workshop)
      const period = claimPeriod(payload, workshop.clock())
      return { ...findings, period, contexts: passed, proofs: [answerOf(payload)] }
    },
  }
}

/** `nonce` and `aud` are challenge and domain of a signed presentation. */
const answerOf = ({ nonce, aud }: JsonObject) => ({
  challenge: textOf(nonce),
  domain: [aud].flat().filter((item) => typeof item === 'string'),
})

/** Claims that would be a second credential beside the first (JOSE and COSE §3.1.1), and a proof that nobody looks at. */
const forbidden = (document: JsonObject): FormFault[] =>
  ['vc', 'vp', 'proof']
    .filter((name) => name in document)
    .map((name) => formFault(`/${name}`, 'must not be there', 'claim-mismatch'))

const SD_TYPES = ['vc+sd-jwt', 'dc+sd-jwt', 'vc+ld+json+sd-jwt']

function openSd(text: string, workshop: Workshop): Opening {
  const reading = openSdJwt(text, workshop.primitives)
  if ('refusal' in reading) return reading
  const { sdJwt } = reading
  const type = typeOf(sdJwt.jws.header)
  if (!SD_TYPES.includes(type)) return { refusal: failed('format-unsupported', `typ ${type}`) }
  const document = sdJwt.claims
  const w3c = document['@context'] !== undefined
  const base = openedJws({ jws: sdJwt.jws, document, workshop })
  const opened: Opened = {
    ...base,
    model: w3c ? 'w3c' : 'claims',
    format: type === 'dc+sd-jwt' ? type : 'vc+sd-jwt',
    faults: [...base.faults, ...(w3c ? [] : typeFaults(document, sdJwt.jws.header))],
    prove: async (question) => {
      const proved = await base.prove(question)
      const binding = await bindingOf(sdJwt, question, workshop)
      return { ...proved, ...(binding ? { binding } : {}) }
    },
  }
  return { opened }
}

/** The issuer may be named by the certificate alone. */
function* typeFaults({ vct, iss }: JsonObject, { x5c }: JsonObject): Generator<FormFault> {
  if (typeof vct !== 'string' || vct === '') yield formFault('/vct', 'must be a text')
  if (iss === undefined && x5c !== undefined) return
  if (typeof iss !== 'string' || iss === '') yield formFault('/iss', 'must be a text')
}

async function bindingOf(sdJwt: SdJwt, question: PresentationOptions, workshop: Workshop) {
  const { challenge, domain, requireHolderBinding } = question
  const asked = challenge !== undefined || domain !== undefined || requireHolderBinding === true
  return sdJwt.binding || asked ? checkKeyBinding(sdJwt, question, workshop) : undefined
}
