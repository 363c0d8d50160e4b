import { deepEqual, equal, match, rejects } from 'node:assert/strict'
import fc from 'fast-check'
import { readFederation } from '../../verifier/registry/imports/federation.ts'
import { ListingRefused } from '../../verifier/registry/imports/listing.ts'
import { ANCHOR, fetchOf, named, newAnchor, publish } from './federation.ts'
import { createWeb, NOW, type Web } from './support.ts'

const read = (web: Web) => readFederation({ anchor: ANCHOR, now: NOW }, web.fetch)

describe('the subordinates of a trust anchor', () => {
  const names: readonly (readonly [subject: string, did: string])[] = [
    ['did:web:uni.example', 'did:web:uni.example'],
    [
      'did:key:z6MkpLDL3RoAoMRTwTgo3rs39ZwssfaPKtGdZw7AGRN7CK4W',
      'did:key:z6MkpLDL3RoAoMRTwTgo3rs39ZwssfaPKtGdZw7AGRN7CK4W',
    ],
    ['https://uni.example', 'did:web:uni.example'],
    ['https://uni.example/', 'did:web:uni.example'],
    ['https://uni.example:8443/a/b', 'did:web:uni.example%3A8443:a:b'],
  ]
  for (const [subject, did] of names) {
    it(`are issuers: ${subject}`, async () => {
      const web = createWeb()
      await publish(web, await newAnchor(), { [subject]: 'A' })
      deepEqual((await read(web)).issuers, [{ did, name: 'A' }])
    })
  }

  for (const subject of [
    'http://uni.example',
    'https://uni.example/?x=1',
    'uni.example',
    '',
    'did:x',
  ]) {
    it(`are refused where they name nobody: “${subject}”`, async () => {
      const web = createWeb()
      await publish(web, await newAnchor(), { [subject]: 'A' })
      await rejects(read(web), ListingRefused)
    })
  }

  it('have their address for a name where the anchor gives none', async () => {
    const web = createWeb()
    const anchor = await newAnchor()
    await publish(web, anchor, { 'did:web:uni.example': 'A' })
    web.pages.set(fetchOf('did:web:uni.example'), await anchor.statement('did:web:uni.example', {}))
    deepEqual((await read(web)).issuers, [
      { did: 'did:web:uni.example', name: 'did:web:uni.example' },
    ])
  })

  it('are refused, never half taken, whatever the anchor says of one of them', async () => {
    const web = createWeb()
    const anchor = await newAnchor()
    await publish(web, anchor, { 'did:web:uni.example': 'A' })
    const subject = 'did:web:uni.example'
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json(), fc.base64String()), async (text) => {
        web.pages.set(fetchOf(subject), text)
        await rejects(read(web), ListingRefused)
      }),
      { numRuns: 50 },
    )
    web.pages.set(fetchOf(subject), await anchor.statement(subject, named('A')))
    equal((await read(web)).issuers.length, 1)
  })

  it('are refused when the anchor’s own configuration is signed by no key that it names', async () => {
    const web = createWeb()
    const anchor = await newAnchor()
    const other = await newAnchor()
    await publish(web, anchor, {})
    const own = { jwks: { keys: [other.jwk] } }
    web.pages.set(`${ANCHOR}/.well-known/openid-federation`, await anchor.statement(ANCHOR, own))
    await rejects(read(web), (error: Error) => {
      match(error.message, /the statement about https:\/\/anchor\.example/)
      return error instanceof ListingRefused
    })
    web.pages.set(
      `${ANCHOR}/.well-known/openid-federation`,
      await anchor.statement(ANCHOR, { jwks: { keys: [] } }),
    )
    await rejects(read(web), /names no keys/)
  })
})
