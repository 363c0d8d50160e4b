/**
 * What the verifier offers, and what it is handed.
 *
 * @module
 */

import type { DeriveRequest, DidResolution, JsonObject } from '../credentials/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Ground } from '../platform/ground.ts'
import type { DomainLinkage } from './linkage/domain-linkage.ts'
import type { Relayed } from './pages/relay.ts'
import type { TrustBundle } from './pages/trust-bundle.ts'
import type { Policies } from './policies/policies.ts'
import type { CredentialQuestion, PresentationQuestion } from './questions.ts'
import type { ReceiptFile } from './receipts/file.ts'
import type { ProblemReport, ReportDeps } from './receipts/report-problem.ts'
import type { RegistryImports } from './registry/imports/imports.ts'
import type { TrustRegistry } from './registry/registry.ts'
import type { CredentialReport, PresentationReport } from './report.ts'
import type { PresentationRequests } from './requests/requests.ts'
import type { VerifierKeys } from './signing.ts'
import type { Watches } from './watches/watches.ts'

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
  /** Receipts that organisations keep; absent where there is no key to seal them with. */
  readonly receiptFile?: ReceiptFile
  /**
   * Opens a case about a verification that went wrong.
   *
   * @returns its id
   * @throws {Problem} `reports-unavailable`
   */
  reportProblem(report: ProblemReport): Promise<string>
  /**
   * Shows a part of a credential that has a base proof.
   *
   * @throws {Problem} `not-derivable`
   */
  derive(request: DeriveRequest): Promise<JsonObject>
  /**
   * Fetches a DID document or a status list for a page that verifies by itself.
   *
   * @throws {Problem} `relay-refused`, `relay-unreachable`
   */
  relay(url: string): Promise<Relayed>
  /**
   * What a page needs to verify without a network.
   *
   * @throws {Problem} `receipts-unavailable` where there is no key to seal it with
   */
  trustBundle(): Promise<TrustBundle>
  /** The document of the DID under which presentations are asked for. */
  didDocument(): Promise<object | undefined>
  organisationName(tenantId: string): Promise<string>
  readonly registry: TrustRegistry
  /** Credentials that are watched for a change of status; absent without keys or jobs. */
  readonly watches?: Watches
  /** Registries elsewhere that issuers are read from; absent where no jobs run. */
  readonly imports?: RegistryImports
  /** Whether an address says that it belongs to an issuer. */
  linkage(link: { readonly did: string; readonly origin: string }): Promise<DomainLinkage>
  readonly clock: Clock
  readonly policies: Policies
  /** Absent where there are no keys to ask with. */
  readonly requests?: PresentationRequests
}

export interface VerifierDeps extends Pick<Ground, 'db' | 'clock' | 'fetch' | 'log' | 'random'> {
  readonly config: Pick<Ground['config'], 'publicUrl'> &
    Partial<Pick<Ground['config'], 'trustAnchors'>>
  /** Without keys there are no receipts and no requests for presentations. */
  readonly keys?: VerifierKeys
  /** Who takes reports of what went wrong; without it there are none. */
  readonly audit?: ReportDeps['audit']
  /** Without jobs no registries of others are read. */
  readonly jobs?: Ground['jobs']
  /** Addresses of status lists that a trust bundle is to hold; none when absent. */
  readonly statusLists?: () => Promise<readonly string[]>
  /** Who asks for a presentation, as the person shall read it. */
  readonly organisations?: { byId(id: string): Promise<{ readonly name: string } | undefined> }
}
