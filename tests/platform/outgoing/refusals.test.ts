import { deepEqual, equal, match, rejects } from 'node:assert/strict'
import { FetchFailed, FetchRefused } from '../../../platform/fetch.ts'
import { createGuardedFetch } from '../../../platform/outgoing/guarded-fetch.ts'
import { pinned, type ResolvedAddress } from '../../../platform/outgoing/rules.ts'
import { config, failed, type LoopbackServer, lookup, loopback, refused } from './fixture.ts'

describe('an outgoing request is refused', () => {
  let target: LoopbackServer
  beforeEach(async () => {
    target = await loopback((_request, response) => void response.end('secret'))
  })
  afterEach(async () => {
    deepEqual(target.asked, [], 'nothing may arrive')
    await target.close()
  })

  const guardedFetch = createGuardedFetch({ config: config() })

  for (const host of [
    '127.0.0.1',
    '127.1',
    '127.0.1',
    '0x7f.1',
    '0x7f000001',
    '0177.0.0.1',
    '2130706433',
    '017700000001',
    '127.0.0.1.',
    '0',
    '0.0.0.0',
    '%31%32%37.0.0.1',
    '127。0。0。1',
    '①②⑦.0.0.1',
    '[::1]',
    '[::]',
    '[0:0:0:0:0:0:0:1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::127.0.0.1]',
    '[64:ff9b::127.0.0.1]',
    '[2002:7f00:1::]',
    'localhost',
    'localhost.',
    'LOCALHOST',
    'me.localhost',
  ]) {
    it(`to loopback written as ${host}`, async () => {
      await rejects(guardedFetch(`https://${host}:${target.port}/`), refused)
      await rejects(guardedFetch(`http://${host}:${target.port}/`), refused)
    })
  }

  for (const address of [
    '10.0.0.1',
    '169.254.169.254',
    '172.16.5.4',
    '192.168.0.1',
    '100.64.0.1',
    'fd00::1',
    'fe80::1',
    '224.0.0.1',
  ]) {
    it(`to a name that stands for ${address}`, async () => {
      const family = address.includes(':') ? 6 : 4
      const private_ = createGuardedFetch({
        config: config(),
        lookup: async () => [{ address, family }],
      })
      await rejects(private_('https://innocent.example/'), refused)
    })
  }

  it('to a name that stands for a public and a private address', async () => {
    const mixed = createGuardedFetch({
      config: config(),
      lookup: async () => [
        { address: '8.8.8.8', family: 4 },
        { address: '127.0.0.1', family: 4 },
      ],
    })
    await rejects(mixed(`https://innocent.example:${target.port}/`), refused)
  })

  it('over anything but https', async () => {
    for (const url of [
      'http://example.com/',
      'ftp://example.com/',
      'file:///etc/passwd',
      'data:text/plain,hello',
      'gopher://example.com/',
      'javascript:alert(1)',
      'blob:https://example.com/1',
    ]) {
      await rejects(guardedFetch(url), refused, url)
    }
  })

  it('to something that is no URL', async () => {
    for (const url of ['', '/path', 'example.com', 'https://', 'https://a b/', '//example.com']) {
      await rejects(guardedFetch(url), refused, url)
    }
  })

  it('with credentials in the URL', async () => {
    await rejects(guardedFetch('https://ada:secret@example.com/'), refused)
    await rejects(guardedFetch('https://ada@example.com/'), (error) => {
      equal(String(error).includes('ada'), false)
      return error instanceof FetchRefused
    })
  })

  it('to the same host on a port that FETCH_ALLOW does not name', async () => {
    const other = createGuardedFetch({ config: config('127.0.0.1:1') })
    await rejects(other(`http://127.0.0.1:${target.port}/`), refused)
    await rejects(other(`https://127.0.0.1:${target.port}/`), refused)
  })

  it('to a name when FETCH_ALLOW names the address, and the other way round', async () => {
    const named = createGuardedFetch({ config: config(`inner.example:${target.port}`), lookup })
    await rejects(named(`http://127.0.0.1:${target.port}/`), refused)
    const numbered = createGuardedFetch({ config: config(`127.0.0.1:${target.port}`), lookup })
    await rejects(numbered(`http://inner.example:${target.port}/`), refused)
  })

  it('for a name that nobody knows, as a failure that may pass', async () => {
    const unknown = createGuardedFetch({
      config: config(),
      lookup: async () => {
        throw new Error('ENOTFOUND')
      },
    })
    await rejects(unknown('https://nowhere.example/'), failed)
    const empty = createGuardedFetch({ config: config(), lookup: async () => [] })
    await rejects(empty('https://nowhere.example/'), failed)
  })
})

describe('the resolver of a checked connection', () => {
  const addresses: ResolvedAddress[] = [
    { address: '8.8.8.8', family: 4 },
    { address: '2606:4700::1', family: 6 },
  ]
  const ask = (list: readonly ResolvedAddress[], all: boolean): Promise<unknown> =>
    new Promise((resolve, reject) => {
      pinned(list)('whatever.example', { all }, (error, address, family) =>
        error ? reject(error) : resolve(all ? address : [address, family]),
      )
    })

  it('gives what was checked, whatever name it is asked for', async () => {
    deepEqual(await ask(addresses, true), addresses)
    deepEqual(await ask(addresses, false), ['8.8.8.8', 4])
  })

  it('gives nothing where nothing was checked', async () => {
    deepEqual(await ask([], true), [])
    await rejects(ask([], false), /no address/)
  })

  it('asks the real resolver once per request', async () => {
    const target = await loopback((_request, response) => void response.end('fine'))
    let asked = 0
    const once = createGuardedFetch({
      config: config(`inner.example:${target.port}`),
      lookup: async () => {
        asked++
        return [{ address: '127.0.0.1', family: 4 }]
      },
    })
    const { body } = await once(`http://inner.example:${target.port}/`)
    await target.close()
    equal(Buffer.from(body).toString(), 'fine')
    equal(asked, 1)
  })

  it('does not keep a request waiting for ever', async () => {
    const stuck = createGuardedFetch({ config: config(), lookup: () => new Promise(() => {}) })
    await rejects(stuck('https://slow.example/', { timeoutMs: 50 }), (error) => {
      match(String(error), /in time/)
      return error instanceof FetchFailed
    })
  })
})
