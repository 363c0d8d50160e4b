/**
 * Front door of `verifier`: checks anybody's credential and says who is known to issue.
 *
 * ```ts
 * const verifier = createVerifier({ db, clock, fetch, log })
 * verifier.verifyCredential(input, { challenge?, domain?, policy?, tenantId?, language? }): Promise<CredentialReport>
 * verifier.verifyPresentation(input, { challenge, domain, … }): Promise<PresentationReport>  // .holder, .credentials[]
 *     // report.verified, .outcome, .checks, .credential (as signed), .issuer, .subject, .trust, .policy
 * verifier.registry.ensureIssuer({ did, name, frameworks, tenantId? })
 * verifier.registry.trustOf(did, framework?): Promise<Trust>                // .status === 'registered'
 * skillsOf(report.credential): { id, name, framework?, level? }[]           // what it says the subject can do
 * verifierRoutes(verifier, { config, rateLimit }): Router
 * ```
 *
 * @module
 */

export { awardedAt, type SkillClaim, skillsOf } from './claims.ts'
export type { PolicyResult, RuleFinding } from './policies/policy.ts'
export { reasonProblems, verifierProblems } from './problems.ts'
export type { Provenance } from './provenance.ts'
export type { Trust, TrustRegistry, TrustStatus } from './registry/registry.ts'
export type { CredentialReport, ReportCheck } from './report.ts'
export { verifierRoutes } from './routes.ts'
export { type VerifierTables, verifierMigrations } from './tables.ts'
export {
  type CredentialQuestion,
  createVerifier,
  type PresentationQuestion,
  type PresentationReport,
  type Verifier,
} from './verifier.ts'
