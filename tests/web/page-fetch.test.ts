import { deepEqual, equal, rejects } from 'node:assert/strict'
import { createPageFetch, isPublic } from '../../web/verify/page-fetch.ts'

const OWN = 'https://brevet.example'

/** A browser's fetch over what lies under each address; what is not there fails as CORS does. */
function surroundings(pages: Readonly<Record<string, string>>) {
  const asked: { url: string; init: RequestInit | undefined }[] = []
  let now = 0
  const ask: typeof fetch = (input, init) => {
    const url = String(input)
    asked.push({ url, init })
    const text = pages[url]
    return text === undefined
      ? Promise.reject(new TypeError('Failed to fetch'))
      : Promise.resolve(new Response(text))
  }
  return {
    asked,
    later: (milliseconds: number) => {
      now += milliseconds
    },
    fetch: createPageFetch({ origin: OWN, ask, now: () => now }),
  }
}

const relayed = (url: string) => `${OWN}/api/relay?url=${encodeURIComponent(url)}`
const textOf = ({ body }: { readonly body: Uint8Array }) => new TextDecoder().decode(body)

describe('the way out of the verify page', () => {
  it('asks the other site itself, without cookies, referrer or redirects', async () => {
    const { fetch, asked } = surroundings({ 'https://school.example/did.json': '{}' })
    equal(textOf(await fetch('https://school.example/did.json')), '{}')
    const [{ init } = { init: undefined }] = asked
    equal(init?.credentials, 'omit')
    equal(init?.referrerPolicy, 'no-referrer')
    equal(init?.redirect, 'error')
  })

  it('goes through the relay where the site lets no other page read it', async () => {
    const url = 'https://closed.example/list'
    const { fetch, asked } = surroundings({ [relayed(url)]: 'list' })
    equal(textOf(await fetch(url)), 'list')
    deepEqual(
      asked.map((one) => one.url),
      [url, relayed(url)],
    )
  })

  it('never asks private addresses from the reader’s device', async () => {
    const urls = [
      ...['http://school.example/', 'https://127.0.0.1/', 'https://[::1]/', 'https://localhost/'],
      ...[
        'https://printer.local/',
        'https://10.0.0.1:8443/x',
        'https://intranet/',
        'https://a.lan/',
      ],
    ]
    for (const url of urls) {
      const { fetch, asked } = surroundings({})
      await rejects(fetch(url))
      deepEqual(
        asked.map((one) => one.url),
        [relayed(url)],
        url,
      )
      equal(isPublic(new URL(url)), false)
    }
  })

  it('reads its own origin as it is', async () => {
    const { fetch, asked } = surroundings({ [`${OWN}/status-lists/1`]: 'own' })
    equal(textOf(await fetch(`${OWN}/status-lists/1`)), 'own')
    equal(asked.length, 1)
  })

  it('asks once for the same, again after a minute, and again after a failure', async () => {
    const url = 'https://school.example/did.json'
    const { fetch, asked, later } = surroundings({ [url]: '{}' })
    await Promise.all([fetch(url), fetch(url)])
    later(59_999)
    await fetch(url)
    equal(asked.length, 1)
    later(1)
    await fetch(url)
    equal(asked.length, 2)
    await rejects(fetch('https://gone.example/x'))
    await rejects(fetch('https://gone.example/x'))
    equal(asked.length, 6)
  })

  it('stops at the largest size, and does not ask the relay for the rest', async () => {
    const url = 'https://school.example/large'
    const { fetch, asked } = surroundings({ [url]: 'x'.repeat(2000) })
    await rejects(fetch(url, { maxBytes: 1999 }), RangeError)
    equal(asked.length, 1)
  })
})
