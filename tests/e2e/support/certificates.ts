/**
 * A certificate as its holder downloads it, and the record of the assessment that it cites.
 *
 * @module
 */

import { equal } from 'node:assert/strict'
import { createHash } from 'node:crypto'
import type { Page } from 'playwright-core'

interface Cited {
  readonly id: string
  readonly digestMultibase: string
}

/** What is said of how an assessment was graded. */
interface Grading {
  readonly gradedBy: readonly string[]
  readonly humanReviewed: boolean
  readonly assurance: string
  readonly transcript: { readonly digest: string }
  readonly parts: readonly Readonly<Record<string, unknown>>[]
}

/** The record that a certificate cites, its bytes those that the certificate is tied to. */
export async function citedRecord(page: Page, file: Certificate): Promise<Grading> {
  const [cited] = file.relatedResource
  equal(cited?.id, file.evidence[0]?.id)
  const bytes = await (await page.request.get(cited?.id ?? '')).body()
  const digest = createHash('sha256').update(bytes).digest()
  const multihash = Buffer.concat([Buffer.from([0x12, 0x20]), digest])
  equal(cited?.digestMultibase, `u${multihash.toString('base64url')}`)
  return JSON.parse(bytes.toString('utf8')) as Grading
}

export interface Certificate {
  readonly evidence: readonly { readonly id: string }[]
  readonly relatedResource: readonly Cited[]
  readonly name: string
  readonly description: string
  readonly credentialSubject: {
    readonly achievement: {
      readonly inLanguage: string
      readonly criteria: { readonly narrative: string }
    }
    readonly result: readonly { readonly resultDescription: string }[]
  }
}
