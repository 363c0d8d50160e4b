import { equal, ok } from 'node:assert/strict'
import { parseStrict, verifyCredential, verifyPresentation } from '../../credentials/index.ts'
import { complaints } from '../credentials/support/documents.ts'
import { createWorld } from '../credentials/support/world.ts'
import { readData, readJson } from './data.ts'

interface Case {
  readonly id: string
  readonly file: string
  readonly format: string
  readonly endpoint: 'credentials' | 'presentations'
  readonly description: string
  readonly expect: 'accept' | 'reject' | 'either'
  readonly options?: object
  readonly maxMs?: number
}

/** What the HTTP edge hands on: the parsed document, or the compact text. */
function inputOf({ file, format }: Case): unknown {
  const text = readData('hostile', file)
  if (!format.includes('json')) return text
  const parsed = parseStrict(text)
  return parsed.ok ? parsed.value : undefined
}

async function judge(hostile: Case) {
  const world = createWorld()
  const verify = hostile.endpoint === 'credentials' ? verifyCredential : verifyPresentation
  const start = performance.now()
  const result = await verify(inputOf(hostile), hostile.options ?? {}, world)
  const milliseconds = performance.now() - start
  return { result, milliseconds, asked: world.asked }
}

describe('the hostile set', () => {
  const { cases } = readJson('hostile', 'manifest.json') as unknown as { cases: Case[] }
  for (const hostile of cases) {
    if (hostile.format === 'http') continue // a matter of the HTTP edge
    it(`${hostile.expect}s ${hostile.id}: ${hostile.description}`, async () => {
      const { result, milliseconds, asked } = await judge(hostile)
      const about = complaints(result).join(', ')
      if (hostile.expect !== 'either') equal(result.verified, hostile.expect === 'accept', about)
      ok(milliseconds < (hostile.maxMs ?? 5_000), `${milliseconds} ms`)
      const inward = asked.filter((url) => /127\.|localhost|169\.254|0x/.test(url))
      equal(inward.length, 0, `asked ${inward}`)
    })
  }
})
