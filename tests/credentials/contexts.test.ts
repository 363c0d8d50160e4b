import { deepEqual, equal } from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { CREDENTIALS_V2, OPEN_BADGES_V3, pinnedContexts } from '../../schemas/contexts/pinned.ts'

describe('the registry of contexts', () => {
  it('holds each document under the hash it was pinned with', () => {
    for (const { url, document, sha256 } of pinnedContexts.values()) {
      equal(createHash('sha256').update(JSON.stringify(document)).digest('hex'), sha256, url)
    }
  })

  it('has the terms that were added to Open Badges 3.0.3 in place', () => {
    const { document } = pinnedContexts.get(OPEN_BADGES_V3) ?? {}
    const context = (document as { '@context': Record<string, unknown> })['@context']
    deepEqual(
      Object.keys(context)
        .filter((term) => /^(jti|endorsementJwt)$/.test(term))
        .sort(),
      ['endorsementJwt', 'jti'],
    )
  })

  it('knows nothing by another spelling', () => {
    equal(pinnedContexts.has(CREDENTIALS_V2), true)
    equal(pinnedContexts.has(CREDENTIALS_V2.replace('https', 'http')), false)
    equal(pinnedContexts.has(`${CREDENTIALS_V2}/`), false)
  })
})
