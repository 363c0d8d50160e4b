/**
 * Anybody's credential, checked with no knowledge of our own database: every issuer, ours included,
 * is asked the same way, over the same fetch.
 *
 * @module
 */

import {
  type CredentialDeps,
  type Provenance,
  provenanceOf,
  resolveDid,
  type Verification,
  type VerifyOptions,
  verifyCredential,
  verifyPresentation,
} from '../credentials/index.ts'
import type { Ground } from '../platform/ground.ts'
import type { Language } from '../platform/i18n.ts'
import { readTrustAnchors } from '../platform/trust-anchors.ts'
import { cachedFetch } from './cached-fetch.ts'
import { deriveFor } from './derive.ts'
import type { Verifier, VerifierDeps } from './interface.ts'
import { domainLinkage, type LinkageStatus } from './linkage/domain-linkage.ts'
import { issuerLinkage } from './linkage/issuer-linkage.ts'
import { relay } from './pages/relay.ts'
import { createTrustBundle } from './pages/trust-bundle.ts'
import { createPolicies, type Policies, type StoredPolicy } from './policies/policies.ts'
import { applyPolicy, type PolicyResult, worstOf } from './policies/policy.ts'
import type { CredentialQuestion } from './questions.ts'
import { createReceiptFile } from './receipts/file.ts'
import { recording, type SeenDocument, signReceipt } from './receipts/receipt.ts'
import { reportProblem } from './receipts/report-problem.ts'
import { createRegistryImports } from './registry/imports/imports.ts'
import { createRegistry, type Trust, type TrustRegistry } from './registry/registry.ts'
import { type CredentialReport, reportOf } from './report.ts'
import { createRequests, verifierDid } from './requests/requests.ts'
import { createWatches } from './watches/watches.ts'

export function createVerifier(ground: VerifierDeps): Verifier {
  const { clock } = ground
  const fetch = cachedFetch(ground.fetch, clock)
  const registry = createRegistry(ground)
  const policies = createPolicies(ground)
  const trustAnchors = readTrustAnchors(ground.config.trustAnchors)
  const deps: CredentialDeps = { clock, fetch, trustAnchors }
  const tools = { registry, policies, fetch, clock, trustAnchors }
  const checking: Checking = {
    registry,
    policies,
    clock,
    resolve: (did) => resolveDid(did, deps),
    linkage: (link) =>
      domainLinkage(link, { clock, fetch, resolve: (did) => resolveDid(did, deps) }),
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
    reportProblem: (report) => reportProblem(ground, report),
    relay: (url) => relay(url, fetch),
    trustBundle: createTrustBundle({
      ...ground,
      fetch,
      registry,
      lists: ground.statusLists ?? (async () => []),
    }),
    derive: (request) => deriveFor(request, deps),
    organisationName: async (tenantId) =>
      (await ground.organisations?.byId(tenantId))?.name ?? tenantId,
    didDocument: async () => ground.keys?.didDocument(verifierDid(ground.config.publicUrl)),
  }
  return { ...checking, ...lasting(ground, { checking, deps }) }
}

/** What lasts longer than one question, where there are the keys and the jobs for it. */
function lasting(
  { keys, jobs, ...ground }: VerifierDeps,
  { checking, deps }: { readonly checking: Checking; readonly deps: CredentialDeps },
): Omit<Verifier, keyof Checking> {
  const changed = () => checking.registry.forget()
  const imports = jobs && createRegistryImports({ ...ground, jobs, changed })
  const watches =
    jobs && keys && createWatches({ ...ground, jobs, sealer: keys.sealer, credentialDeps: deps })
  const requests = keys && createRequests({ ...ground, keys, verifier: checking })
  return {
    ...(keys && { receiptFile: createReceiptFile({ ...ground, sealer: keys.sealer }) }),
    ...(requests && { requests }),
    ...(imports && { imports }),
    ...(watches && { watches }),
  }
}

type Checking = Omit<Verifier, 'receiptFile' | 'requests' | 'imports' | 'watches'>

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

interface Tools extends Pick<Ground, 'fetch' | 'clock'>, Pick<CredentialDeps, 'trustAnchors'> {
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
  const resolve = (did: string) => resolveDid(did, tools)
  const [trust, provenance, linkage] =
    credential && issuer !== undefined
      ? await Promise.all([
          tools.registry.trustOf(issuer, whose),
          wanted ? provenanceOf(credential, tools) : NOT_ASKED,
          asked?.rules.domainLinked
            ? issuerLinkage({ credential, issuer }, { ...tools, resolve })
            : undefined,
        ])
      : []
  const found = { trust, provenance, linkage }
  const policy = asked && policyResult(asked, { verification, ...found, now, language })
  return reportOf(verification, { trust, provenance, policy, language, now })
}

function policyResult(
  { id, version, rules }: StoredPolicy,
  {
    verification: { credential, issuer },
    trust,
    provenance,
    linkage,
    now,
    language,
  }: {
    readonly verification: Verification
    readonly trust: Trust | undefined
    readonly provenance: Provenance | undefined
    readonly linkage: LinkageStatus | undefined
    readonly now: number
    readonly language: Language
  },
): PolicyResult {
  const named = { ...(id !== undefined && { id }), ...(version !== undefined && { version }) }
  if (!credential || issuer === undefined || !trust || !provenance) {
    return { ...named, outcome: 'undetermined', rules: [] }
  }
  const evidence = { credential, issuer, trust, provenance, linkage, now }
  return { ...named, ...applyPolicy(rules, evidence, language) }
}
