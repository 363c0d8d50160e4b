import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict'
import type { RequestListener } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import type { FetchOptions } from '../../../platform/fetch.ts'
import { createGuardedFetch } from '../../../platform/outgoing/guarded-fetch.ts'
import { config, failed, type LoopbackServer, loopback, refused } from './fixture.ts'

const text = (body: Uint8Array): string => Buffer.from(body).toString()

describe('an outgoing request', () => {
  const open: LoopbackServer[] = []
  afterEach(async () => {
    for (const server of open.splice(0)) await server.close()
  })
  const serve = async (listener: RequestListener) => {
    const server = await loopback(listener)
    open.push(server)
    const guardedFetch = createGuardedFetch({ config: config(`127.0.0.1:${server.port}`) })
    const base = `http://127.0.0.1:${server.port}`
    const ask = (path: string, options?: FetchOptions) => guardedFetch(`${base}${path}`, options)
    return { server, ask, base, fetch: guardedFetch }
  }

  it('gives status, headers, body and the address that answered', async () => {
    const { ask, base } = await serve((_request, response) => {
      response.writeHead(404, { 'Content-Type': 'text/plain', 'set-cookie': ['a=1', 'b=2'] })
      response.end('not here')
    })
    const { status, headers, body, url } = await ask('/a?b=c#d')
    equal(status, 404)
    equal(headers['content-type'], 'text/plain')
    equal(headers['set-cookie'], 'a=1, b=2')
    equal(text(body), 'not here')
    equal(url, `${base}/a?b=c`)
  })

  it('sends method, headers and body, and nothing of ours', async () => {
    const { ask } = await serve(async (request, response) => {
      const chunks = await request.toArray()
      response.end(
        JSON.stringify([request.method, request.headers, Buffer.concat(chunks).toString()]),
      )
    })
    const headers = { 'content-type': 'text/plain', accept: 'text/plain', host: 'evil.example' }
    const { body } = await ask('/', { method: 'POST', headers, body: 'hällo' })
    const [method, sent, received] = JSON.parse(text(body)) as [
      string,
      Record<string, string>,
      string,
    ]
    deepEqual([method, received], ['POST', 'hällo'])
    deepEqual(Object.keys(sent).sort(), [
      'accept',
      'accept-encoding',
      'connection',
      'content-length',
      'content-type',
      'host',
      'user-agent',
    ])
    equal(sent['accept-encoding'], 'identity')
    match(String(sent.host), /^127\.0\.0\.1:/)
  })

  it('ignores the proxy of the environment', async () => {
    const proxy = await loopback((_request, response) => void response.end('proxied'))
    open.push(proxy)
    const { ask } = await serve((_request, response) => void response.end('direct'))
    for (const name of ['http_proxy', 'HTTP_PROXY', 'NODE_USE_ENV_PROXY']) {
      process.env[name] = name.startsWith('NODE') ? '1' : `http://127.0.0.1:${proxy.port}`
    }
    try {
      equal(text((await ask('/')).body), 'direct')
    } finally {
      for (const name of ['http_proxy', 'HTTP_PROXY', 'NODE_USE_ENV_PROXY']) {
        delete process.env[name]
      }
    }
    deepEqual(proxy.asked, [])
  })

  it('reads up to the limit and no byte more', async () => {
    const { ask } = await serve(
      ({ url }, response) => void response.end('x'.repeat(Number(url?.slice(1)))),
    )
    equal((await ask('/100', { maxBytes: 100 })).body.length, 100)
    await rejects(ask('/101', { maxBytes: 100 }), failed)
    equal((await ask('/1048576')).body.length, 1024 * 1024)
    await rejects(ask('/1048577'), failed)
  })

  it('stops reading an answer that never ends', async () => {
    let sent = 0
    const { ask } = await serve((_request, response) => {
      const chunk = Buffer.alloc(64 * 1024)
      const more = () => {
        while (!response.destroyed && sent < 200e6) {
          sent += chunk.length
          if (!response.write(chunk)) return
        }
      }
      response.on('drain', more)
      more()
    })
    await rejects(ask('/', { maxBytes: 1e6 }), failed)
    ok(sent < 50e6, `${sent} bytes were sent`)
  })

  it('unfolds what comes compressed although we did not ask', async () => {
    const packed: Record<string, Buffer> = {
      gzip: gzipSync('hello'),
      'x-gzip': gzipSync('hello'),
      deflate: deflateSync('hello'),
      br: brotliCompressSync('hello'),
      identity: Buffer.from('hello'),
    }
    const { ask } = await serve(({ url }, response) => {
      const encoding = url?.slice(1) ?? ''
      response.writeHead(200, { 'content-encoding': encoding }).end(packed[encoding])
    })
    for (const encoding of Object.keys(packed)) {
      equal(text((await ask(`/${encoding}`)).body), 'hello', encoding)
    }
  })

  it('counts what a compressed bomb unfolds to', async () => {
    const bombs: Record<string, Buffer> = {
      gzip: gzipSync(Buffer.alloc(50e6)),
      br: brotliCompressSync(Buffer.alloc(50e6)),
    }
    const { ask } = await serve(({ url }, response) => {
      const encoding = url?.slice(1) ?? ''
      response.writeHead(200, { 'content-encoding': encoding }).end(bombs[encoding])
    })
    for (const encoding of Object.keys(bombs)) {
      ok((bombs[encoding]?.length ?? 0) < 100_000)
      await rejects(ask(`/${encoding}`), /larger than 1048576 bytes/)
    }
  })

  it('refuses an encoding it does not know, and one that is broken', async () => {
    const { ask } = await serve(({ url }, response) => {
      response.writeHead(200, { 'content-encoding': url?.slice(1) ?? '' }).end('hello')
    })
    await rejects(ask('/zip'), failed)
    await rejects(ask('/gzip'), failed)
  })

  it('has one deadline over everything', async () => {
    const { ask } = await serve(async ({ url }, response) => {
      if (url === '/drip') {
        for (let byte = 0; byte < 100 && !response.destroyed; byte++) {
          response.write('.')
          await sleep(20)
        }
      }
      if (url === '/hop') {
        await sleep(60)
        response.writeHead(302, { location: '/hop' }).end()
      }
    })
    for (const path of ['/silent', '/drip', '/hop']) {
      const begun = performance.now()
      await rejects(ask(path, { timeoutMs: 150 }), failed, path)
      ok(performance.now() - begun < 4000, path)
    }
  })

  it('fails when the connection is refused, cut or not HTTP', async () => {
    const { ask, server } = await serve(({ url, socket }, response) => {
      if (url === '/half') {
        response.writeHead(200, { 'content-length': '100' }).write('half')
        setTimeout(() => socket.destroy(), 20)
        return
      }
      socket.end('what?')
    })
    await rejects(ask('/half'), failed)
    await rejects(ask('/odd'), failed)
    await server.close()
    await rejects(ask('/'), failed)
  })

  it('fails for a header that HTTP does not allow', async () => {
    const { ask } = await serve((_request, response) => void response.end())
    await rejects(ask('/', { headers: { a: 'b\r\nc: d' } }), failed)
  })

  it('follows redirects on the host, three at the most', async () => {
    const { ask, base } = await serve(({ url }, response) => {
      const left = Number(url?.slice(1))
      if (left === 0) response.end('there')
      else response.writeHead(302, { location: `/${left - 1}` }).end()
    })
    const { body, url } = await ask('/3')
    deepEqual([text(body), url], ['there', `${base}/0`])
    await rejects(ask('/4'), refused)
  })

  it('follows no redirect off the host, the port or the scheme', async () => {
    const other = await loopback((_request, response) => void response.end('reached'))
    open.push(other)
    const { ask } = await serve(({ url }, response) => {
      response.writeHead(302, { location: decodeURIComponent(url?.slice(1) ?? '') }).end()
    })
    for (const location of [
      `http://127.0.0.1:${other.port}/`,
      'https://example.com/',
      '//example.com/',
      'file:///etc/passwd',
      'http://[bad',
    ]) {
      await rejects(ask(`/${encodeURIComponent(location)}`), refused, location)
    }
    deepEqual(other.asked, [])
  })

  it('asks with GET where a POST is told to see elsewhere, and repeats it on 307', async () => {
    const { ask } = await serve(async (request, response) => {
      const sent = Buffer.concat(await request.toArray()).toString()
      if (request.url === '/303') response.writeHead(303, { location: '/done' }).end()
      else if (request.url === '/307') response.writeHead(307, { location: '/done' }).end()
      else response.end(`${request.method} ${request.headers['content-type'] ?? '-'} ${sent}`)
    })
    const post = { method: 'POST', headers: { 'content-type': 'a/b' }, body: 'x' } as const
    equal(text((await ask('/303', post)).body), 'GET - ')
    equal(text((await ask('/307', post)).body), 'POST a/b x')
  })

  it('takes a status that redirects without a place as the answer', async () => {
    const { ask } = await serve((_request, response) => void response.writeHead(304).end())
    equal((await ask('/')).status, 304)
  })

  it('asks for the head alone', async () => {
    const { ask } = await serve(({ method }, response) => {
      response.writeHead(200, { 'x-method': method ?? '', 'content-length': '9' }).end()
    })
    const { headers, body } = await ask('/', { method: 'HEAD' })
    deepEqual([headers['x-method'], body.length], ['HEAD', 0])
  })
})
