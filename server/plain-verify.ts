/**
 * `POST /verify`: the verdict for browsers without JavaScript, as a page.
 *
 * @module
 */

import express, { type Request, Router } from 'express'
import { fromSlimCode } from '../credentials/index.ts'
import type { RateLimiter } from '../platform/http/rate-limit.ts'
import { negotiateLanguage } from '../platform/i18n.ts'
import type { Verifier } from '../verifier/index.ts'
import { type PlainResult, readFile, readText, verdictPage } from '../web/index.ts'

interface PlainEdge {
  readonly verifier: Verifier
  readonly publicUrl: string
  readonly rateLimit: RateLimiter
}

export function plainVerify({ verifier, publicUrl, rateLimit }: PlainEdge): Router {
  const guard = rateLimit('verify-upload', { points: 30, duration: 60 })
  const body = express.raw({ type: 'multipart/form-data', limit: '7mb' })
  return Router().post('/verify', guard, body, async (request, response) => {
    const language = negotiateLanguage(request.get('accept-language'))
    const file = await fileOf(request)
    const result: PlainResult = file
      ? await resultFor(file, { verifier, publicUrl, language })
      : { unreadable: 'empty' }
    response.type('html').set('cache-control', 'no-store').send(verdictPage(result, language))
  })
}

/** The file of the form; `undefined` for a form that is none or has none. */
async function fileOf(request: Request): Promise<Blob | undefined> {
  const headers = { 'content-type': request.get('content-type') ?? '' }
  if (!Buffer.isBuffer(request.body)) return undefined
  try {
    const form = await new Response(new Uint8Array(request.body), { headers }).formData()
    const file = form.get('file')
    return typeof file === 'string' || file === null ? undefined : file
  } catch {
    return undefined
  }
}

interface Asking extends Omit<PlainEdge, 'rateLimit'> {
  readonly language: ReturnType<typeof negotiateLanguage>
}

async function resultFor(
  file: Blob,
  { verifier, publicUrl, language }: Asking,
): Promise<PlainResult> {
  const read = await readFile(file, publicUrl)
  const json = read.kind === 'slim' ? fromSlimCode(read.code) : undefined
  const found = json === undefined ? read : readText(json, publicUrl)
  if (found.kind === 'credential') {
    return { verifications: [await verifier.verifyCredential(found.value, { language })] }
  }
  if (found.kind === 'presentation') {
    const { credentials } = await verifier.verifyPresentation(found.value, { language })
    return { verifications: credentials }
  }
  if (found.kind === 'slim') return { unreadable: 'code-damaged' }
  return { unreadable: found.kind === 'share' ? 'link' : found.kind }
}
