/**
 * Answers on the wire: the report, times in words, and the problems named.
 *
 * @module
 */

import { isoTime } from '../platform/clock.ts'
import type { PolicyVersion } from './policies/store.ts'
import { reasonSlug, verifierProblems } from './problems.ts'
import type { CredentialReport, PresentationReport, ReportCheck } from './report.ts'

export interface ProblemDetail {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail?: string
}

interface Wire {
  readonly publicUrl: string
  readonly returnCredential: boolean
}

/** The body of an answer about a credential, which comes last. */
export function credentialAnswer(report: CredentialReport, wire: Wire): object {
  const { checks, credential, trust, provenance, ...rest } = report
  return {
    ...rest,
    checks: checks.map(checkOnWire),
    ...(trust && { trust: onWire(trust) }),
    ...(provenance && {
      provenance: { ...provenance, resources: provenance.resources.map(onWire) },
    }),
    ...(!report.verified && { problemDetails: problemsOf(report, wire.publicUrl) }),
    ...(credential && wire.returnCredential && { credential }),
  }
}

export function presentationAnswer(report: PresentationReport, wire: Wire): object {
  const { checks, credentials, presentation, ...rest } = report
  return {
    ...rest,
    checks: checks.map(onWire),
    credentials: credentials.map((credential) => credentialAnswer(credential, wire)),
    ...(presentation && wire.returnCredential && { presentation }),
    ...(!report.verified && {
      problemDetails: [
        ...problemsOf(report, wire.publicUrl),
        ...credentials.flatMap((credential) => problemsOf(credential, wire.publicUrl)),
      ],
    }),
  }
}

export const policyView = ({ id, version, name, rules, createdAt }: PolicyVersion) => ({
  id,
  version,
  name,
  rules,
  createdAt: isoTime(createdAt),
})

const onWire = <T extends { readonly checkedAt: number }>({ checkedAt, ...rest }: T) => ({
  ...rest,
  checkedAt: isoTime(checkedAt),
})

/** The time of a check stands last already. */
const checkOnWire = (check: ReportCheck) => ({ ...check, checkedAt: isoTime(check.checkedAt) })

/** A problem for every check that failed or could not be carried out, and for the policy. */
function problemsOf(
  { checks, policy }: Pick<CredentialReport, 'policy'> & { checks: readonly ReportCheck[] },
  publicUrl: string,
): readonly ProblemDetail[] {
  const open = checks.filter(
    ({ outcome, reason }) =>
      outcome === 'failed' || (outcome === 'undetermined' && reason !== 'not-reached'),
  )
  const problems = open.map(({ name, reason, message, detail }) => ({
    type: `${publicUrl}/problems/${reasonSlug(reason ?? 'malformed')}`,
    title: message ?? name,
    status: 400,
    detail: detail === undefined ? name : `${name}: ${detail}`,
  }))
  const missed = policy?.rules.filter(({ outcome }) => outcome !== 'passed') ?? []
  const { slug, title } = verifierProblems.policyNotMet
  const unmet = missed.map(({ rule, message }) => ({
    type: `${publicUrl}/problems/${slug}`,
    title,
    status: 400,
    detail: `${rule}: ${message}`,
  }))
  return [...problems, ...unmet]
}
