/**
 * Anybody's credential, checked with no knowledge of our own database: every issuer, ours included,
 * is asked the same way, over the same fetch.
 *
 * @module
 */

import {
  type CredentialDeps,
  type DeriveRequest,
  type DidResolution,
  type JsonObject,
  type PresentationOptions,
  type PresentationVerification,
  resolveDid,
  type Verification,
  type VerifyOptions,
  verifyCredential,
  verifyPresentation,
} from '../credentials/index.ts'
import type { KeyRing } from '../keys/index.ts'
import type { Ground } from '../platform/ground.ts'
import type { Language } from '../platform/i18n.ts'
import type { PolicyRules } from '../schemas/policy.ts'
import { cachedFetch } from './cached-fetch.ts'
import { deriveFor } from './derive.ts'
import { createPolicies, type Policies, type StoredPolicy } from './policies/policies.ts'
import { applyPolicy, type PolicyResult, worstOf } from './policies/policy.ts'
import { type Provenance, provenanceOf } from './provenance.ts'
import { recording, type SeenDocument, signReceipt } from './receipts/receipt.ts'
import { createRegistry, type Trust, type TrustRegistry } from './registry/registry.ts'
import { type CredentialReport, reportOf } from './report.ts'

/** What a caller may add to the options of `credentials`. */
interface Extras {
  /** Name of a stored policy, with `@version` or without, or rules. */
  readonly policy?: string | PolicyRules
  /** Whose registry and policies count beside those of everybody. */
  readonly tenantId?: string
}

export type CredentialQuestion = VerifyOptions & Extras
export type PresentationQuestion = PresentationOptions & Extras

export interface PresentationReport extends Omit<PresentationVerification, 'credentials'> {
  readonly credentials: readonly CredentialReport[]
}

export interface Verifier {
  /**
   * Verifies an object, a JSON text or a compact text; never throws for what it says.
   *
   * @throws {Problem} `unknown-policy`
   */
  verifyCredential(input: unknown, question?: CredentialQuestion): Promise<CredentialReport>
  /**
   * Verifies a presentation and each credential in it.
   *
   * @throws {Problem} `unknown-policy`
   */
  verifyPresentation(input: unknown, question?: PresentationQuestion): Promise<PresentationReport>
  resolve(did: string): Promise<DidResolution>
  /**
   * Verifies a credential and signs what was found, for an employer to file.
   *
   * @throws {Problem} `receipts-unavailable`, `unknown-policy`
   */
  issueReceipt(
    input: unknown,
    question?: CredentialQuestion,
  ): Promise<{ readonly receipt: JsonObject; readonly report: CredentialReport }>
  /**
   * Shows a part of a credential that has a base proof.
   *
   * @throws {Problem} `not-derivable`
   */
  derive(request: DeriveRequest): Promise<JsonObject>
  readonly registry: TrustRegistry
  readonly policies: Policies
}

export interface VerifierDeps extends Pick<Ground, 'db' | 'clock' | 'fetch' | 'log' | 'random'> {
  /** Signs receipts; without it there are none. */
  readonly receipts?: KeyRing
}

export function createVerifier(ground: VerifierDeps): Verifier {
  const { clock } = ground
  const fetch = cachedFetch(ground.fetch, clock)
  const registry = createRegistry(ground)
  const policies = createPolicies(ground)
  const deps: CredentialDeps = { clock, fetch }
  const tools = { registry, policies, fetch, clock }
  return {
    registry,
    policies,
    resolve: (did) => resolveDid(did, deps),
    verifyCredential: (input, question = {}) => verifyOne(input, question, tools),
    verifyPresentation: async (input, { policy, tenantId, ...options } = {}) => {
      const asked = await policies.find(policy, tenantId)
      const { credentials, ...found } = await verifyPresentation(input, options, deps)
      const question = { asked, tenantId, options }
      const reports = await Promise.all(
        credentials.map((verification) => lookBeside(verification, question, tools)),
      )
      const outcome = worstOf([found.outcome, ...reports.map((report) => report.outcome)])
      return { ...found, outcome, verified: outcome === 'passed', credentials: reports }
    },
    issueReceipt: async (input, question = {}) => {
      const seen: SeenDocument[] = []
      const report = await verifyOne(input, question, { ...tools, fetch: recording(fetch, seen) })
      const receipt = await signReceipt(
        { input, report, seen, language: question.language },
        ground,
      )
      return { receipt, report }
    },
    derive: (request) => deriveFor(request, deps),
  }
}

async function verifyOne(
  input: unknown,
  { policy, tenantId, ...options }: CredentialQuestion,
  tools: Tools & { readonly policies: Policies },
): Promise<CredentialReport> {
  const asked = await tools.policies.find(policy, tenantId)
  const verification = await verifyCredential(input, options, tools)
  return lookBeside(verification, { asked, tenantId, options }, tools)
}

interface Question {
  readonly asked: StoredPolicy | undefined
  readonly tenantId: string | undefined
  readonly options: Pick<VerifyOptions, 'checks' | 'language'>
}

/** Where a caller names its checks and cited documents are not among them. */
const NOT_ASKED: Provenance = { resources: [] }

interface Tools extends Pick<Ground, 'fetch' | 'clock'> {
  readonly registry: TrustRegistry
}

/** Trust, evidence and policy are asked only of a credential whose proof stands. */
async function lookBeside(
  verification: Verification,
  { asked, tenantId, options: { checks, language = 'en' } }: Question,
  tools: Tools,
): Promise<CredentialReport> {
  const wanted = asked !== undefined || checks === undefined || checks.includes('resources')
  const now = tools.clock()
  const { credential, issuer } = verification
  const whose = tenantId === undefined ? {} : { tenantId }
  const [trust, provenance] =
    credential && issuer !== undefined
      ? await Promise.all([
          tools.registry.trustOf(issuer, whose),
          wanted ? provenanceOf(credential, tools) : NOT_ASKED,
        ])
      : []
  const policy = asked && policyResult(asked, { verification, trust, provenance, now, language })
  return reportOf(verification, { trust, provenance, policy, language, now })
}

function policyResult(
  { id, version, rules }: StoredPolicy,
  {
    verification: { credential, issuer },
    trust,
    provenance,
    now,
    language,
  }: {
    readonly verification: Verification
    readonly trust: Trust | undefined
    readonly provenance: Provenance | undefined
    readonly now: number
    readonly language: Language
  },
): PolicyResult {
  const named = { ...(id !== undefined && { id }), ...(version !== undefined && { version }) }
  if (!credential || issuer === undefined || !trust || !provenance) {
    return { ...named, outcome: 'undetermined', rules: [] }
  }
  const evidence = { credential, issuer, trust, provenance, now }
  return { ...named, ...applyPolicy(rules, evidence, language) }
}
