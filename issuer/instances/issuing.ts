/**
 * Signing and recording what a client asked for, one by one or many at once.
 *
 * @module
 */

import {
  type CredentialDeps,
  CredentialFault,
  envelope,
  type IssueRequest,
  issueCredential,
  type JsonObject,
} from '../../credentials/index.ts'
import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { newId } from '../../platform/id.ts'
import { Problem } from '../../platform/problem.ts'
import { type IssuedCredential, noted, type OfBatch } from '../issued/issued.ts'
import { issuedStore } from '../issued/store.ts'
import { issuerProblems } from '../problems.ts'
import type { AnySigner, IssuerRef } from '../signers.ts'
import type { StatusEntry } from '../status-lists/status-list.ts'
import type { StatusLists } from '../status-lists/status-lists.ts'
import type { Instance } from './instance.ts'

export type IssuingDeps = Pick<Ground, 'db' | 'clock' | 'random'> & {
  readonly credentialDeps: CredentialDeps
  readonly statusLists: StatusLists
}

/** What a client may ask beside the credential. */
type IssueOptions = NonNullable<IssueRequest['options']> & {
  /** The name for changes of status of a credential that has no `id` (VC-API). */
  readonly credentialId?: string
}

export interface Asked {
  readonly credential: JsonObject
  readonly options: IssueOptions
}

/** Who asks: the client, or the person; and where they work. */
export interface By {
  readonly id: string
  readonly tenantId: string
}

/** By which instance, with which key, on whose request. */
export interface Issuing {
  readonly instance: Instance
  readonly signer: AnySigner
  readonly by: By
}

/** A signed credential: a document, or a compact text. */
export type Signed = JsonObject | string

/** What became of one of many. */
export type Outcome = { readonly signed: Signed } | { readonly problem: Problem }

/**
 * Signs and records one.
 *
 * With a status, index, signature and record are one transaction: a refused credential takes no index.
 * Without one the signature comes first, so that no slow document holds up the database.
 */
export async function issueAndRecord(
  deps: IssuingDeps,
  asked: Asked,
  issuing: Issuing,
): Promise<Signed> {
  const [outcome] = await issueChunk(deps, issuing, [asked])
  if (!outcome || 'problem' in outcome) throw outcome?.problem ?? new Error('nothing was issued')
  return outcome.signed
}

/** Credentials in one transaction: so many that its cost is shared, so few that others soon have their turn. */
export const CHUNK = 128

interface Many {
  readonly asked: readonly Asked[]
  /** Refuses what must not be signed at all. */
  readonly refuse: (asked: Asked) => Promise<void>
}

/** Signs and records many; the answers are in order. */
export async function issueMany(
  deps: IssuingDeps,
  issuing: Issuing,
  { asked, refuse }: Many,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = []
  for (let at = 0; at < asked.length; at += CHUNK) {
    const chunk = asked.slice(at, at + CHUNK)
    const refusals = await Promise.all(chunk.map((one) => problemOf(() => refuse(one))))
    const allowed = chunk.filter((_, index) => refusals[index] === undefined)
    const issued = (await issueChunk(deps, issuing, allowed)).values()
    for (const problem of refusals) {
      const next = problem ? { problem } : issued.next().value
      if (next) outcomes.push(next)
    }
  }
  return outcomes
}

/** @returns the refusal; defects are thrown on */
async function problemOf(act: () => Promise<unknown>): Promise<Problem | undefined> {
  try {
    await act()
    return undefined
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}

async function issueChunk(
  deps: IssuingDeps,
  issuing: Issuing,
  asked: readonly Asked[],
): Promise<readonly Outcome[]> {
  if (asked.length === 0) return []
  const drafts = asked.map((one) => ({ ...one, recordId: newId(deps.random, deps.clock()) }))
  return issuing.instance.statusPurposes.length === 0
    ? signAndRecord(deps, deps.db, { issuing, drafts })
    : deps.db.transaction((tx) => signAndRecord(deps, tx, { issuing, drafts }))
}

interface Draft extends Asked {
  readonly recordId: string
}

interface Chunk {
  readonly issuing: Issuing
  readonly drafts: readonly Draft[]
}

async function signAndRecord(
  deps: IssuingDeps,
  db: Db,
  { issuing, drafts }: Chunk,
): Promise<readonly Outcome[]> {
  const status = await allocate(deps, db, { issuing, drafts })
  const records: OfBatch[] = []
  const refused: string[] = []
  const outcomes = await Promise.all(
    drafts.map(async (draft, at): Promise<Outcome> => {
      const entries = status
        .map((ofPurpose) => ofPurpose[at])
        .filter((entry) => entry !== undefined)
      let signed: Signed | undefined
      const problem = await problemOf(async () => {
        const credential = withStatus(draft, entries, () => newId(deps.random, deps.clock()))
        const { signer, digestOf } = noted(issuing.signer, issuing.instance.mechanism)
        signed = await sign(deps, { ...draft, credential }, { ...issuing, signer })
        records.push({
          id: draft.recordId,
          credentialId:
            typeof credential.id === 'string' ? credential.id : draft.options.credentialId,
          digest: digestOf(signed),
        })
      })
      if (problem || signed === undefined) {
        refused.push(draft.recordId)
        return { problem: problem ?? new Problem(issuerProblems.invalidCredential) }
      }
      const isEnveloped = ENVELOPED.includes(issuing.instance.mechanism)
      return { signed: isEnveloped ? envelope(String(signed)) : signed }
    }),
  )
  if (status.length > 0) await deps.statusLists.release(db, refused)
  await issuedStore(db).addAll(batchOf(issuing, deps.clock()), records)
  return outcomes
}

/** Forms of VC-JOSE-COSE go into an envelope, so that a document is answered (VCDM 2.0 §4.13). */
const ENVELOPED: readonly Instance['mechanism'][] = ['vc+jwt', 'vc+sd-jwt']

const refOf = ({ id }: Instance): IssuerRef => `instance:${id}`

/** For each purpose an entry for each draft. */
async function allocate(
  { statusLists }: IssuingDeps,
  tx: Db,
  { issuing: { instance, signer }, drafts }: Chunk,
): Promise<readonly (readonly StatusEntry[])[]> {
  const recordIds = drafts.map(({ recordId }) => recordId)
  const all: (readonly StatusEntry[])[] = []
  for (const purpose of instance.statusPurposes) {
    const key = { issuerRef: refOf(instance), did: signer.did, purpose }
    all.push(await statusLists.allocateAll(tx, key, recordIds))
  }
  return all
}

const sign = (
  { credentialDeps }: IssuingDeps,
  { credential, options }: Asked,
  { instance: { mechanism }, signer }: Issuing,
): Promise<Signed> => {
  // an SD-JWT VC has a type of its own beside those of the credential
  const { credentialId: _, ...asked } = options
  const own = mechanism === 'dc+sd-jwt' ? { vct: SD_JWT_TYPE, ...asked } : asked
  return faultsAsProblem(() =>
    issueCredential({ credential, signer, mechanism, options: own }, credentialDeps),
  )
}

const SD_JWT_TYPE = 'urn:brevet:vct:credential'

/** What is told of all that a batch signed. */
function batchOf(
  { instance, signer, by }: Issuing,
  now: UnixSeconds,
): Omit<IssuedCredential, keyof OfBatch> {
  return {
    issuerRef: refOf(instance),
    did: signer.did,
    tenantId: instance.tenantId,
    awardId: undefined,
    form: instance.mechanism,
    holderKey: '',
    state: 'live',
    issuedAt: now,
    issuedBy: by.id,
  }
}

/**
 * The credential with the status entries of its instance, and with an id to change them by, where the client has
 * none of its own.
 *
 * @throws {Problem} `invalid-credential` when the client brought a status of its own
 */
function withStatus(
  { credential, options }: Asked,
  entries: readonly StatusEntry[],
  id: () => string,
): JsonObject {
  if (entries.length === 0) return credential
  if (credential.credentialStatus !== undefined) {
    throw invalidCredential('/credentialStatus', 'status-set', 'is added by this instance')
  }
  const credentialStatus = entries.length === 1 ? entries[0] : entries
  if (options.credentialId !== undefined) return { ...credential, credentialStatus }
  const { id: own = `urn:uuid:${id()}`, ...rest } = credential
  return { ...rest, id: own, credentialStatus }
}

/** Says what is wrong with a credential as what is wrong with the request. */
export async function faultsAsProblem<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof CredentialFault)) throw error
    throw invalidCredential(error.pointer, error.rule, error.detail)
  }
}

function invalidCredential(pointer: string, rule: string, detail: string): Problem {
  const at = `/credential${pointer}`
  return new Problem(issuerProblems.invalidCredential, {
    detail: `${at} ${detail}`,
    faults: [{ pointer: at, rule, detail }],
  })
}
