import { deepEqual, equal, rejects } from 'node:assert/strict'
import { cachedFetch } from '../../verifier/cached-fetch.ts'
import { createWeb, NOW } from './support.ts'

const URL_A = 'https://a.example/list'
const URL_B = 'https://b.example/list'

function open() {
  let now = NOW
  const web = createWeb()
  web.pages.set(URL_A, 'one')
  const fetch = cachedFetch(web.fetch, () => now)
  const text = async (url = URL_A) => Buffer.from((await fetch(url)).body).toString()
  return {
    web,
    fetch,
    text,
    later: (seconds: number) => {
      now += seconds
    },
  }
}

describe('documents of others', () => {
  it('are kept for a minute where nothing is said', async () => {
    const { web, text, later } = open()
    equal(await text(), 'one')
    web.pages.set(URL_A, 'two')
    later(59)
    equal(await text(), 'one')
    later(1)
    equal(await text(), 'two')
    equal(web.asked.length, 2)
  })

  const lifetimes: readonly (readonly [string, number])[] = [
    ['max-age=10', 10],
    ['public, max-age=3600', 60],
    ['max-age=30, s-maxage=5', 5],
    ['no-cache', 0],
    ['private, max-age=30', 0],
    ['no-store', 0],
    ['max-age=0', 0],
  ]
  for (const [control, seconds] of lifetimes) {
    it(`are kept for ${seconds} s with cache-control: ${control}`, async () => {
      const { web, text, later } = open()
      web.headers.set(URL_A, { 'cache-control': control })
      await text()
      web.pages.set(URL_A, 'two')
      later(seconds - 1)
      if (seconds > 0) equal(await text(), 'one')
      later(1)
      equal(await text(), 'two')
    })
  }

  it('count the time they have been under way', async () => {
    const { web, text, later } = open()
    web.headers.set(URL_A, { 'cache-control': 'max-age=30', age: '25' })
    await text()
    web.pages.set(URL_A, 'two')
    later(5)
    equal(await text(), 'two')
  })

  it('are only asked for when they changed, where they have a version', async () => {
    const { web, text, later } = open()
    web.headers.set(URL_A, { etag: '"1"', 'cache-control': 'max-age=5' })
    await text()
    later(5)
    web.pages.set(URL_A, 'not read, since the version is the same')
    equal(await text(), 'one')
    deepEqual(web.asked.at(-1)?.options?.headers, { 'if-none-match': '"1"' })
    web.headers.set(URL_A, { etag: '"2"' })
    later(5)
    equal(await text(), 'not read, since the version is the same')
  })

  it('are asked for once by many at the same time', async () => {
    const { web, text } = open()
    deepEqual(await Promise.all([text(), text(), text()]), ['one', 'one', 'one'])
    equal(web.asked.length, 1)
  })

  it('are tried again at once when they did not come', async () => {
    const { web, text } = open()
    await rejects(text(URL_B), /does not answer/)
    web.pages.set(URL_B, 'here')
    equal(await text(URL_B), 'here')
  })

  it('are not said to be current when they cannot be asked for again', async () => {
    const { web, text, later } = open()
    await text()
    web.pages.delete(URL_A)
    later(60)
    await rejects(text())
  })

  it('are told apart by what is asked for', async () => {
    const { web, fetch } = open()
    await fetch(URL_A, { headers: { accept: 'application/json' } })
    await fetch(URL_A, { headers: { accept: 'text/html' } })
    equal(web.asked.length, 2)
  })

  it('are never kept when something was sent', async () => {
    const { web, fetch } = open()
    await fetch(URL_A, { method: 'POST', body: 'x' })
    await fetch(URL_A, { method: 'POST', body: 'x' })
    equal(web.asked.length, 2)
  })

  it('fill 32 MiB at most: the oldest goes first', async () => {
    const { web, text } = open()
    await text()
    for (let at = 0; at < 40; at++) {
      const url = `https://big.example/${at}`
      web.pages.set(url, new Uint8Array(1024 * 1024))
      await text(url)
    }
    const before = web.asked.length
    await text('https://big.example/39')
    equal(web.asked.length, before, 'the newest is there')
    await text()
    equal(web.asked.length, before + 1, 'the oldest is gone')
  })
})
