/**
 * Claiming an award: its certificate is signed for the holder, once per form and key.
 *
 * @module
 */

import type { People } from '../../accounts/index.ts'
import type { Audit } from '../../audit/index.ts'
import type { CredentialDeps, JsonObject } from '../../credentials/index.ts'
import type { Certificates, PublicJwk, Sealer, Signer } from '../../keys/index.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { newId } from '../../platform/id.ts'
import { Problem } from '../../platform/problem.ts'
import { kindOf } from '../achievements/achievement.ts'
import type { Achievements } from '../achievements/achievements.ts'
import { type Award, issuerRefOf, openDetails } from '../awards/award.ts'
import { isAwardOf } from '../awards/award-assessments.ts'
import type { Assessments } from '../awards/outcome.ts'
import { awardStore } from '../awards/store.ts'
import { awardCredential, type CredentialParts, type CredentialSource } from '../credential.ts'
import { noted } from '../issued/issued.ts'
import { issuedStore } from '../issued/store.ts'
import { issuerProblems } from '../problems.ts'
import type { AwardSigners } from '../signers.ts'
import type { StatusLists } from '../status-lists/status-lists.ts'
import {
  ALGORITHM_OF,
  type Form,
  type FormSigner,
  formSigner,
  mechanismOf,
  signForm,
} from './form.ts'

/** The key that the certificate is bound to. */
export interface HolderKey {
  readonly did: string
  /** The same for every spelling of the key (RFC 7638). */
  readonly thumbprint: string
  readonly jwk: PublicJwk
}

export interface ClaimRequest {
  readonly awardId: string
  readonly form: Form
  /** One certificate for each; without a key it names its recipient by mailbox alone. */
  readonly holders: readonly (HolderKey | undefined)[]
  /** Keeps what was issued, in the transaction that issues it. */
  readonly keep?: (tx: Db, issued: readonly (JsonObject | string)[]) => Promise<void>
}

export interface Claims {
  /**
   * Signs a form of an award for each holder's key, or for none.
   *
   * @throws {Problem} `unknown-award`, `award-revoked`, `already-claimed`, `not-the-recipient`
   */
  issue(request: ClaimRequest): Promise<readonly (JsonObject | string)[]>
}

export type ClaimsDeps = Pick<Ground, 'db' | 'clock' | 'random' | 'config'> & {
  readonly audit: Pick<Audit, 'record'>
  readonly certificates: Certificates
  readonly sealer: Sealer
  readonly signers: AwardSigners
  readonly assessments: Assessments
  readonly achievements: Achievements
  readonly people: Pick<People, 'byId'>
  readonly statusLists: StatusLists
  readonly credentialDeps: CredentialDeps
}

export function createClaims(deps: ClaimsDeps): Claims {
  return {
    issue: async (request) => {
      const award = await awardStore(deps.db).byId(request.awardId)
      if (!award) throw new Problem(issuerProblems.unknownAward)
      const ref = issuerRefOf(award)
      await deps.signers.all(ref)
      const signer = await deps.signers.of(ref, ALGORITHM_OF[request.form])
      const by = await formSigner(request.form, signer, deps.certificates)
      const drafts: Draft[] = []
      for (const holder of request.holders) {
        drafts.push({ holder, parts: await partsOf(deps, award, { holder, signer }) })
      }
      return deps.db.transaction(async (tx) => {
        const issued: (JsonObject | string)[] = []
        for (const draft of drafts) issued.push(await issue(deps, tx, { request, by, draft }))
        await request.keep?.(tx, issued)
        return issued
      })
    },
  }
}

interface Draft {
  readonly holder: HolderKey | undefined
  readonly parts: CredentialParts
}

/** Everything that needs the database outside of the issuing transaction. */
async function partsOf(
  deps: ClaimsDeps,
  award: Award,
  { holder, signer }: { readonly holder: HolderKey | undefined; readonly signer: Signer },
): Promise<CredentialParts> {
  const details = await openDetails(deps.sealer, award)
  if (details.recipient.did !== undefined && details.recipient.did !== holder?.did) {
    throw new Problem(issuerProblems.notTheRecipient)
  }
  const issuer = await deps.achievements.profile(award.tenantId, signer.did)
  const email = await emailOf(deps, award, details.recipient.email)
  const now = deps.clock()
  return {
    id: `urn:uuid:${newId(deps.random, now)}`,
    award,
    issuer,
    documents: await deps.achievements.documents(award.achievement),
    source: await sourceOf(deps, award, issuer.name),
    now,
    holder: {
      ...(holder && { did: holder.did }),
      ...(email === undefined
        ? {}
        : { email: { address: email, salt: Buffer.from(deps.random(16)).toString('hex') } }),
    },
  }
}

const emailOf = async (
  { people }: ClaimsDeps,
  { personId }: Award,
  given: string | undefined,
): Promise<string | undefined> =>
  given ?? (personId === undefined ? undefined : (await people.byId(personId))?.email)

/**
 * What the certificate tells, from what is stored.
 *
 * The outcome is asked for again: an assessment that changed sides since the award, or is not passed any
 * more, signs nothing, and neither does an award whose row says another thing than its assessment.
 */
async function sourceOf(
  { assessments, sealer }: ClaimsDeps,
  award: Award,
  organisation: string,
): Promise<CredentialSource> {
  const { assessmentId, kind, achievement } = award
  if (kindOf(achievement.slug) !== kind) throw new Problem(issuerProblems.awardRevoked)
  if (kind === 'external') {
    return { kind: 'external', details: await openDetails(sealer, award), organisation }
  }
  const outcome = assessmentId === undefined ? undefined : await assessments.outcome(assessmentId)
  if (!outcome || !isAwardOf(award, outcome)) throw new Problem(issuerProblems.awardRevoked)
  return { kind: 'assessment', outcome }
}

/**
 * Record, status index, signature and audit in one transaction.
 *
 * Holding the award makes a revocation wait, or this one fail: no form escapes it. The record is written
 * first, so that of parallel claims one gets as far as signing.
 */
async function issue(
  deps: ClaimsDeps,
  tx: Db,
  {
    request,
    by,
    draft: { holder, parts },
  }: { readonly request: ClaimRequest; readonly by: FormSigner; readonly draft: Draft },
): Promise<JsonObject | string> {
  const award = await awardStore(tx).hold(request.awardId)
  if (!award) throw new Problem(issuerProblems.awardRevoked)
  const recordId = newId(deps.random, parts.now)
  const issuerRef = issuerRefOf(award)
  const record = {
    id: recordId,
    credentialId: parts.id,
    issuerRef,
    did: by.signer.did,
    tenantId: award.tenantId,
    awardId: award.id,
    form: request.form,
    holderKey: holder?.thumbprint ?? '',
    state: 'live',
    digest: '',
    issuedAt: parts.now,
    issuedBy: award.clientId,
  } as const
  if (!(await issuedStore(tx).add(record))) throw new Problem(issuerProblems.alreadyClaimed)
  const { did } = by.signer
  const purpose = award.statusPurpose
  const status = await deps.statusLists.allocate(tx, { recordId, issuerRef, did, purpose })
  const unsigned = {
    credential: awardCredential({ ...parts, award }),
    status,
    holderJwk: holder?.jwk,
  }
  const { signer, digestOf } = noted(by.signer, mechanismOf(by))
  const signed = await signForm({ ...by, signer }, unsigned, {
    ...deps,
    publicUrl: deps.config.publicUrl,
  })
  const digest = digestOf(signed)
  await issuedStore(tx).setDigest(recordId, digest)
  await deps.audit.record(tx, {
    tenantId: award.tenantId,
    kind: 'credential.issued',
    subjectId: recordId,
    facts: { award: award.id, form: request.form, issuer: did, digest },
    ...(award.personId === undefined ? {} : { personId: award.personId }),
  })
  return signed
}
