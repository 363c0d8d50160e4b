import { doesNotMatch, equal, match } from 'node:assert/strict'
import { crc32 } from 'node:zlib'
import { badgePng } from '../../documents/index.ts'
import { issueOn } from '../support/issue-on.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import {
  ASSERTION,
  assertion2,
  assertion10,
  assertion11,
  signedBadge,
} from '../verifier/older-badges.ts'

/** A PNG with a chunk of text after its header (Open Badges 2.0 §Baking: iTXt `openbadges`). */
function pngWith(keyword: string, text: string): Buffer {
  const png = badgePng({ achievementId: 'https://x.example/1', title: 'X' }, 64)
  const named = Buffer.concat([
    Buffer.from(`iTXt${keyword}\0\0\0\0\0`, 'latin1'),
    Buffer.from(text),
  ])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(named.length - 4)
  frame.writeUInt32BE(crc32(named), 4)
  const chunk = [frame.subarray(0, 4), named, frame.subarray(4)]
  const afterHeader = 8 + 25
  return Buffer.concat([png.subarray(0, afterHeader), ...chunk, png.subarray(afterHeader)])
}

/** As Open Badges 2.0 bakes: an address or JWS in `verify`, an assertion as CDATA. */
const svgWith = (text: string): Buffer => {
  const isJson = text.startsWith('{')
  const body = isJson ? `><![CDATA[${text}]]></openbadges:assertion>` : ` verify="${text}"/>`
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="http://openbadges.org"><openbadges:assertion${body}</svg>`,
  )
}

describe('checking without JavaScript', function () {
  this.timeout(60_000)
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.end())

  const upload = async (content: string | Blob, name = 'file', language = 'en') => {
    const form = new FormData()
    form.set(name, content instanceof Blob ? content : new Blob([content]), 'credential.json')
    const response = await fetch(`${server.origin}/verify`, {
      method: 'POST',
      body: form,
      headers: { 'accept-language': language },
    })
    return { response, page: await response.text() }
  }

  it('answers with the verdict as a page', async () => {
    const credential = await issueOn(server.origin)
    const { response, page } = await upload(JSON.stringify(credential))
    equal(response.status, 200)
    equal(response.headers.get('cache-control'), 'no-store')
    match(page, /Authentic and valid/)
    match((await upload(JSON.stringify(credential), 'file', 'fr')).page, /Authentique/)
  })

  it('is loud about what was changed', async () => {
    const credential = await issueOn(server.origin)
    const { page } = await upload(JSON.stringify({ ...credential, name: 'Master of everything' }))
    match(page, /Not genuine/)
  })

  it('says what it cannot read, and fails at nothing', async () => {
    match((await upload('')).page, /nothing in it/)
    match((await upload('not a certificate')).page, /no certificate in a form we know/)
    match((await upload('x', 'another-field')).page, /nothing in it/)
    match((await upload(new Blob([new Uint8Array(6_000_001)]))).page, /larger than/)
    const bare = await fetch(`${server.origin}/verify`, {
      method: 'POST',
      body: 'x',
      headers: { 'content-type': 'multipart/form-data' },
    })
    match(await bare.text(), /nothing in it/)
  })

  it('tells a baked badge of Open Badges 2.0 or before, in PNG and SVG, and is never green', async () => {
    const jws = signedBadge(assertion2)
    for (const text of [ASSERTION, JSON.stringify(assertion2), JSON.stringify(assertion11), jws]) {
      for (const picture of [pngWith('openbadges', text), svgWith(text)]) {
        const { response, page } = await upload(new Blob([new Uint8Array(picture)]))
        equal(response.status, 200)
        match(page, /Open Badge of version (2\.0|1)/)
        doesNotMatch(page, /Authentic and valid/)
      }
    }
    match((await upload(JSON.stringify(assertion10))).page, /Open Badge of version 1\.0/)
    match((await upload(jws, 'file', 'fr')).page, /Open Badge de version 2\.0/)
  })

  it('checks what is baked under the name of 3.0, and under the old name too', async () => {
    const text = JSON.stringify(await issueOn(server.origin))
    const forged = text.replace('"name":"', '"name":"Doctor ')
    for (const keyword of ['openbadgecredential', 'openbadges']) {
      const good = new Blob([new Uint8Array(pngWith(keyword, text))])
      match((await upload(good)).page, /Authentic and valid/)
      const bad = new Blob([new Uint8Array(pngWith(keyword, forged))])
      match((await upload(bad)).page, /Not genuine/)
    }
  })

  it('refuses a form that is far too large', async () => {
    equal((await upload(new Blob([new Uint8Array(8_000_000)]))).response.status, 413)
  })
})
