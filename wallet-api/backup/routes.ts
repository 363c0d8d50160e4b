import { Readable } from 'node:stream'
import express, { type Router } from 'express'
import { isoTime } from '../../platform/clock.ts'
import { personOf } from '../../platform/http/actor.ts'
import { jsonBody } from '../../platform/http/json-body.ts'
import { parser } from '../../platform/http/validate.ts'
import { isLanguage, type Language } from '../../platform/i18n.ts'
import { Problem } from '../../platform/problem.ts'
import { exportBody, exportManifest, restoreHead } from '../../schemas/wallet-backup.ts'
import { walletProblems } from '../problems.ts'
import { opened, type UnlockerEdge } from '../vault/routes.ts'

const FILE = 'application/x-ndjson'

const parseExport = parser(exportBody)
const parseHead = parser(restoreHead, 'line 1')
const parseManifest = parser(exportManifest, 'line 2')

/** Leaving with the whole wallet, and coming back. */
export function backupRoutes(router: Router, { rateLimit }: Pick<UnlockerEdge, 'rateLimit'>): void {
  const limit = rateLimit('wallet-backup', { points: 10, duration: 300 })

  router.get('/api/wallet/backup', async (_request, response) => {
    const { exportedAt, ...state } = await opened(response).backup(personOf(response).personId)
    response.json({
      ...state,
      ...(exportedAt !== undefined && { exportedAt: isoTime(exportedAt) }),
    })
  })

  router.post(
    '/api/wallet/export',
    limit,
    jsonBody({ limit: '4kb' }),
    async (request, response) => {
      const { passphrase } = parseExport(request.body)
      const lines = await opened(response).exportLines(personOf(response).personId, passphrase)
      response.attachment('wallet.brevet').type(FILE)
      Readable.from(withLineEnds(lines))
        .on('error', (error) => response.destroy(error))
        .pipe(response)
    },
  )

  router.post(
    '/api/wallet/restore',
    limit,
    express.raw({ type: FILE, limit: '64mb' }),
    async (request, response) => {
      const body: unknown = request.body
      const text = Buffer.isBuffer(body) ? body.toString() : ''
      const { personId, language: own } = personOf(response)
      const language: Language = isLanguage(own) ? own : 'en'
      response.json(await opened(response).restore(personId, { ...fileOf(text), language }))
    },
  )
}

async function* withLineEnds(lines: AsyncGenerator<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`
}

function fileOf(text: string) {
  const [head = '', manifest = '', ...lines] = text.split(/\r?\n/).filter((line) => line !== '')
  const { passphrase } = parseHead(json(head))
  return { passphrase, manifest: parseManifest(json(manifest)), lines }
}

function json(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch (cause) {
    const detail = 'it does not begin as an exported wallet does'
    throw new Problem(walletProblems.exportNotOpened, { detail, cause })
  }
}
