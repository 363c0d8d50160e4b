import { createHash } from 'node:crypto'
import type { Finding } from '../../../credentials/checks/finding.ts'
import type { FormFault } from '../../../credentials/checks/form-fault.ts'

/** Faults as they are told: where, what, and by which rule. */
export const told = (faults: Iterable<FormFault>): string[] =>
  Array.from(faults, ({ pointer, detail, rule }) => `${pointer} ${detail}: ${rule}`)

/** A finding as it is told: its outcome, its reason, and what it is about. */
export const words = (finding: Finding | undefined): string =>
  finding
    ? [finding.outcome, finding.reason, finding.detail]
        .filter((word) => word !== undefined)
        .join(' ')
    : 'nothing'

/** A disclosure of an SD-JWT, and the digest that stands for it. */
export const encode = (value: unknown): string =>
  Buffer.from(JSON.stringify(value)).toString('base64url')
export const digest = (text: string, algorithm = 'sha256'): string =>
  createHash(algorithm).update(text).digest('base64url')
