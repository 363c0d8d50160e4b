import { deepEqual } from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { pinnedContexts } from '../../schemas/contexts/pinned.ts'
import { publishedDigests } from '../../schemas/contexts/published.ts'
import { readData, readJson } from './data.ts'

const published: readonly [url: string, file: string][] = [
  ['https://www.w3.org/2018/credentials/v1', 'credentials-v1.jsonld'],
  ['https://www.w3.org/ns/credentials/v2', 'credentials-v2.jsonld'],
  ['https://www.w3.org/ns/credentials/undefined-terms/v2', 'undefined-terms-v2.jsonld'],
  ['https://w3id.org/security/data-integrity/v1', 'data-integrity-v1.jsonld'],
  ['https://w3id.org/security/data-integrity/v2', 'data-integrity-v2.jsonld'],
  ['https://w3id.org/citizenship/v4rc1', 'citizenship-v4rc1.jsonld'],
  ['https://purl.imsglobal.org/spec/ob/v3p0/context.json', 'ob-v3p0.json'],
  ['https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json', 'ob-v3p0-3.0.1.json'],
  ['https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json', 'ob-v3p0-3.0.2.json'],
  ['https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json', 'ob-v3p0-3.0.3.json'],
  ['https://purl.imsglobal.org/spec/ob/v3p0/extensions.json', 'ob-v3p0-extensions.json'],
]

describe('the pinned contexts', () => {
  for (const [url, file] of published) {
    it(`are those published: ${file}`, () => {
      deepEqual(pinnedContexts.get(url)?.document, readJson('contexts', file))
    })
  }
})

describe('the digests of contexts that credentials may cite', () => {
  const files: Readonly<Record<string, string>> = Object.fromEntries(published)
  for (const [url, digests] of publishedDigests) {
    it(`are those of the bytes published: ${url}`, () => {
      const bytes = readData('contexts', files[url] ?? '')
      for (const [algorithm, digest] of Object.entries(digests)) {
        deepEqual(new Uint8Array(createHash(algorithm).update(bytes).digest()), digest)
      }
    })
  }
})
