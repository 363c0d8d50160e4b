import { deepEqual, equal } from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Answer, captureAnswer } from '../../../platform/http/answer.ts'
import { serve, type TestServer } from './fixture.ts'

describe('an answer that is captured', () => {
  let heard: (Answer | undefined)[]
  let during: Promise<void>
  let server: TestServer
  beforeEach(async () => {
    heard = []
    during = Promise.resolve()
    server = await serve((app) => {
      app.use((_request, response, next) => {
        captureAnswer(response, (answer) => {
          heard.push(answer)
          return during
        })
        next()
      })
      app.get('/json', (_request, response) => {
        response.status(201).location('/x').set('x-private', '1').json({ a: 'ä' })
      })
      app.get('/latin', (_request, response) => void response.end('\u00e4', 'latin1'))
      app.get('/bytes', (_request, response) => void response.end(new Uint8Array([0, 255])))
      app.get('/empty', (_request, response) => void response.status(204).end())
      app.get('/streamed', (_request, response) => {
        response.write('a')
        response.end('b')
      })
      app.get('/large', (_request, response) => {
        response.send(Buffer.alloc(8 * 1024 * 1024 + 1))
      })
      app.get('/largest', (_request, response) => {
        response.send(Buffer.alloc(8 * 1024 * 1024))
      })
    })
  })
  afterEach(() => server.close())

  const bodyOf = (): Buffer => Buffer.from(heard[0]?.body ?? '', 'base64')

  it('is heard with status, body and the headers that belong to it', async () => {
    const { status, text, headers } = await server.ask('/json')
    deepEqual([status, text], [201, '{"a":"ä"}'])
    equal(heard[0]?.status, 201)
    equal(bodyOf().toString(), '{"a":"ä"}')
    deepEqual(heard[0]?.headers, {
      'content-type': 'application/json; charset=utf-8',
      etag: headers.get('etag'),
      location: '/x',
    })
    equal(headers.get('x-private'), '1')
  })

  it('keeps its bytes whatever they are', async () => {
    await server.ask('/latin')
    deepEqual([...bodyOf()], [0xe4])
    heard = []
    await server.ask('/bytes')
    deepEqual([...bodyOf()], [0, 255])
    heard = []
    await server.ask('/empty')
    deepEqual([heard[0]?.status, heard[0]?.body], [204, ''])
  })

  it('is not heard when it is streamed or very large', async () => {
    equal((await server.ask('/streamed')).text, 'ab')
    equal((await server.ask('/large')).text.length, 8 * 1024 * 1024 + 1)
    deepEqual(heard, [undefined, undefined])
    heard = []
    await server.ask('/largest')
    equal(bodyOf().length, 8 * 1024 * 1024)
  })

  it('goes out only when it has been dealt with', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    during = promise
    let answered = false
    const asked = server.ask('/json').then(() => {
      answered = true
    })
    await sleep(50)
    equal(answered, false)
    resolve()
    await asked
    equal(answered, true)
  })

  it('goes out all the same when dealing with it fails', async () => {
    during = Promise.reject(new Error('no'))
    during.catch(() => {})
    equal((await server.ask('/json')).status, 201)
  })
})
