import { equal, ok } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openBench } from './edge.ts'

interface Case {
  readonly id: string
  readonly file: string
  readonly format: string
  readonly endpoint: 'credentials' | 'presentations'
  readonly description: string
  readonly expect: 'accept' | 'reject' | 'either'
  readonly options?: object
  readonly headers?: Readonly<Record<string, string>>
  readonly maxMs?: number
}

const folder = join(process.env.BREVET_TEST_DATA ?? '', 'hostile')
const { cases } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as {
  cases: readonly Case[]
}

/** The body of a request about the case: texts as texts, JSON byte for byte. */
function bodyOf({ file, format, endpoint, options }: Case): string {
  const text = readFileSync(join(folder, file), 'utf8')
  if (format === 'http') return text
  const compact = /jwt/.test(format)
  const member = endpoint === 'presentations' ? 'verifiablePresentation' : 'verifiableCredential'
  const more = options ? `,"options":${JSON.stringify(options)}` : ''
  return `{"${member}":${compact ? JSON.stringify(text.trim()) : text}${more}}`
}

describe('forged, malformed, oversized and merely unusual credentials', () => {
  const bench = openBench()

  for (const one of cases) {
    it(`are told apart: ${one.id}, ${one.description.slice(0, 90)}`, async () => {
      const begun = performance.now()
      const { status, body } = await bench().edge.post(`/${one.endpoint}/verify`, bodyOf(one), {
        headers: one.headers ?? {},
      })
      ok(status < 500, `status ${status}`)
      ok(performance.now() - begun < (one.maxMs ?? 5000))
      if (one.expect === 'accept') equal(body.verified, true, JSON.stringify(body.problemDetails))
      if (one.expect === 'reject') ok(status >= 400 && body.verified !== true)
    })
  }
})
