import { equal, match } from 'node:assert/strict'
import { issueOn } from '../support/issue-on.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

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

  it('refuses a form that is far too large', async () => {
    equal((await upload(new Blob([new Uint8Array(8_000_000)]))).response.status, 413)
  })
})
