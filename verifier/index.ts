/**
 * Front door of `verifier`: checks anybody's credential and says who is known to issue.
 *
 * ```ts
 * const verifier = createVerifier({ ...ground, keys, organisations })      // keys: receipts, OpenID4VP requests
 * verifier.verifyCredential(input, { challenge?, domain?, policy?, tenantId?, language? }): Promise<CredentialReport>
 * verifier.verifyPresentation(input, { challenge, domain, … }): Promise<PresentationReport>  // .holder, .credentials[]
 *     // report.verified, .outcome, .checks, .credential (as signed), .issuer, .subject, .trust, .policy
 * verifier.registry.ensureIssuer({ did, name, frameworks, tenantId? })
 * verifier.registry.trustOf(did, framework?): Promise<Trust>                // .status === 'registered'
 * verifier.requests?.create({ tenantId, clientName, purpose, query?, policy? }), .status(id, { tenantId })
 * verifier.issueReceipt(input, …): { receipt, report }
 * skillsOf(report.credential): { id, name, framework?, level? }[]           // what it says the subject can do
 * verifierQuickRoutes, verifierRoutes(verifier, { config, rateLimit }): Router
 * ```
 *
 * @module
 */

export { awardedAt, type SkillClaim, skillsOf } from './claims.ts'
export type { Verifier, VerifierDeps } from './interface.ts'
export type { PolicyResult, RuleFinding } from './policies/policy.ts'
export { reasonProblems, verifierProblems } from './problems.ts'
export type { CredentialQuestion, PresentationQuestion } from './questions.ts'
export { REGISTRY_KINDS, type RegistryKind } from './registry/imports/imports.ts'
export { EVERYBODY, type Trust, type TrustRegistry, type TrustStatus } from './registry/registry.ts'
export type { CredentialReport, PresentationReport, ReportCheck } from './report.ts'
export type { PresentationRequests } from './requests/requests.ts'
export { verifierQuickRoutes, verifierRoutes } from './routes.ts'
export { type VerifierTables, verifierMigrations } from './tables.ts'
export { createVerifier } from './verifier.ts'
