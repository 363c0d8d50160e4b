import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, get } from 'node:http'
import { get as getTls } from 'node:https'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import express from 'express'
import { ListenError, type Listening, listen } from '../../../platform/http/server.ts'
import { selfSigned } from '../support/certificate.ts'

const HERE = { host: '127.0.0.1', port: 0, tls: undefined }

const app = express()
app.get('/', (_request, response) => void response.send('here'))
app.get('/slow', async (_request, response) => {
  await sleep(200)
  response.send('slow')
})
app.get('/endless', (_request, response) => void response.write('begun'))

describe('the server', () => {
  const open: Listening[] = []
  const start = async (config: Parameters<typeof listen>[1] = HERE): Promise<Listening> => {
    const listening = await listen(app, config)
    open.push(listening)
    return listening
  }
  afterEach(async () => {
    for (const listening of open.splice(0)) await listening.close(0).catch(() => {})
  })

  it('answers on the port it names', async () => {
    const { port } = await start()
    equal(await (await fetch(`http://127.0.0.1:${port}/`)).text(), 'here')
  })

  it('ends with one clear line when the port is in use', async () => {
    const { port } = await start()
    const second = listen(app, { ...HERE, port })
    await rejects(second, (error) => {
      ok(error instanceof ListenError)
      equal(error.message, `port ${port} on 127.0.0.1 is in use: set PORT to another one`)
      return true
    })
  })

  it('ends with one clear line when the address is not of this machine', async () => {
    await rejects(listen(app, { ...HERE, host: '192.0.2.1' }), {
      name: 'ListenError',
      message: 'HOST=192.0.2.1 is not an address of this machine',
    })
  })

  it('lets an answer under way finish when it stops', async () => {
    const { port, close } = await start()
    const answer = fetch(`http://127.0.0.1:${port}/slow`).then((response) => response.text())
    await sleep(50)
    await close(5000)
    equal(await answer, 'slow')
  })

  it('takes no new connections once it stops', async () => {
    const { port, close } = await start()
    await close(5000)
    await rejects(fetch(`http://127.0.0.1:${port}/`))
  })

  it('does not wait for connections that are idle', async () => {
    const { port, close } = await start()
    const agent = new Agent({ keepAlive: true })
    await new Promise<void>((resolve) => {
      get({ host: '127.0.0.1', port, agent }, (response) => {
        response.resume().on('end', resolve)
      })
    })
    const begun = performance.now()
    await close(8000)
    ok(performance.now() - begun < 4000)
    agent.destroy()
  })

  it('cuts what outlasts the grace', async () => {
    const { port, close } = await start()
    const outcome = fetch(`http://127.0.0.1:${port}/endless`)
      .then((response) => response.text())
      .catch(() => 'cut')
    await sleep(50)
    await close(100)
    equal(await outcome, 'cut')
  })

  it('cuts a caller who never finishes the request', async () => {
    const { port, close } = await start()
    const socket = connect(port, '127.0.0.1')
    const closed = new Promise((resolve) => socket.once('close', resolve))
    socket.on('error', () => {})
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n')
    await sleep(50)
    await close(50)
    await closed
  })

  it('refuses to be stopped twice', async () => {
    const { close } = await start()
    await close(10)
    await rejects(close(10))
  })
})

describe('the server with TLS', () => {
  let folder: string
  const file = (name: string) => join(folder, name)
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'brevet-tls-'))
    const { cert, key } = selfSigned('localhost')
    writeFileSync(file('cert.pem'), cert)
    writeFileSync(file('key.pem'), key)
    writeFileSync(file('junk.pem'), 'junk')
  })
  after(() => rmSync(folder, { recursive: true }))

  it('answers over https', async () => {
    const tls = { cert: file('cert.pem'), key: file('key.pem') }
    const listening = await listen(app, { ...HERE, tls })
    const status = await new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port: listening.port, rejectUnauthorized: false }
      getTls(options, (response) => {
        response.resume()
        resolve(response.statusCode)
      }).on('error', reject)
    })
    equal(status, 200)
    await listening.close(0)
  })

  it('ends with one clear line when a file is missing', async () => {
    const tls = { cert: file('none.pem'), key: file('key.pem') }
    await rejects(listen(app, { ...HERE, tls }), {
      name: 'ListenError',
      message: `TLS_CERT=${file('none.pem')} cannot be read`,
    })
  })

  it('ends with one clear line when a file holds something else', async () => {
    for (const pair of [
      { cert: file('junk.pem'), key: file('key.pem') },
      { cert: file('cert.pem'), key: file('junk.pem') },
    ]) {
      const error = await listen(app, { ...HERE, tls: pair }).then(
        () => undefined,
        (reason: unknown) => reason,
      )
      ok(error instanceof ListenError)
      match(error.message, /do not hold a certificate and its key/)
      deepEqual(error.message.split('\n').length, 1)
    }
  })
})
