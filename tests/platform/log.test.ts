import { deepEqual, equal, match, ok } from 'node:assert/strict'
import fc from 'fast-check'
import { createLog, type Log, type LogLevel } from '../../platform/log.ts'

const capture = (level: LogLevel = 'debug'): { log: Log; lines: string[] } => {
  const lines: string[] = []
  return { log: createLog(level, { write: (line) => void lines.push(line) }), lines }
}

describe('the log', () => {
  it('writes a line of JSON with level, fields and message', () => {
    const { log, lines } = capture()
    log.info({ requestId: 'r1', status: 200 }, 'request')
    const { level, time, ...rest } = JSON.parse(lines[0] ?? '') as Record<string, unknown>
    deepEqual(rest, { requestId: 'r1', status: 200, msg: 'request' })
    equal(level, 30)
    equal(typeof time, 'number')
  })

  it('says nothing below its level', () => {
    const { log, lines } = capture('warn')
    log.debug({}, 'no')
    log.info({}, 'no')
    log.warn({}, 'yes')
    log.error({}, 'yes')
    equal(lines.length, 2)
    const silent = capture('silent')
    silent.log.error({}, 'no')
    deepEqual(silent.lines, [])
  })

  for (const member of [
    'authorization',
    'cookie',
    'password',
    'passphrase',
    'secret',
    'clientSecret',
    'client_secret',
    'token',
    'access_token',
    'code',
    'key',
    'privateKey',
    'email',
    'name',
    'answer',
    'credential',
    'presentation',
  ]) {
    it(`cuts ${member}, down to the third level`, () => {
      const { log, lines } = capture()
      log.info({ [member]: 'hidden' }, 'one')
      log.info({ in: { [member]: 'hidden' } }, 'two')
      log.info({ in: { in: { [member]: { deep: 'hidden' } } } }, 'three')
      equal(lines.length, 3)
      for (const line of lines) {
        ok(!line.includes('hidden'), line)
        ok(line.includes('[redacted]'), line)
      }
    })
  }

  for (const [what, text] of Object.entries({
    'an e-mail address': 'ada.lovelace+x@mail.example.com',
    'an e-mail address in another script': 'عائشة@مثال.إختبار',
    'an e-mail address in a URL': 'https://x.example/?to=ada@example.com',
    'credentials in a URL': 'postgres://brevet:hunter2@localhost/db',
    'a bearer token': 'authorization was Bearer abc.DEF-123',
    'basic credentials': 'Basic YWRhOmh1bnRlcjI=',
    'a JWT': 'eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJhZGEifQ.c2ln',
  })) {
    it(`cuts ${what} wherever it stands`, () => {
      const { log, lines } = capture()
      log.info({}, `before ${text} after`)
      log.info({ internal: text }, 'in a field')
      log.info({ list: [{ deeply: { in: { it: text } } }] }, 'deep')
      log.error({ err: new Error(`cannot: ${text}`, { cause: new Error(text) }) }, 'in an error')
      equal(lines.length, 4)
      for (const line of lines) {
        ok(!/ada|عائشة|hunter2|YWRh|abc\.DEF|eyJ/.test(line), line)
        ok(/\[(e-mail|redacted|token)\]/.test(line), line)
        JSON.parse(line)
      }
    })
  }

  it('keeps paths, packages and ids as they are', () => {
    const { log, lines } = capture()
    const text =
      'at verify (/srv/node_modules/@digitalbazaar/vc/lib/index.js:12:3) did:web:brevet.example 018f-7000'
    log.info({ at: text }, text)
    equal(lines[0]?.split(text).length, 3)
  })

  it('tells an error with its causes, and nothing that drivers hang on it', () => {
    const { log, lines } = capture()
    const cause = Object.assign(new TypeError('duplicate key'), {
      code: '23505',
      detail: 'Key (person)=(hidden) already exists.',
      parameters: ['hidden'],
    })
    log.error({ err: new Error('not written', { cause }) }, 'defect')
    const { err } = JSON.parse(lines[0] ?? '') as {
      err: { message: string; stack: string; cause: Record<string, unknown> }
    }
    equal(err.message, 'not written')
    match(err.stack, /log\.test\.ts/)
    deepEqual(
      [err.cause.type, err.cause.message, err.cause.errorCode],
      ['TypeError', 'duplicate key', '23505'],
    )
    ok(!lines[0]?.includes('hidden'))
  })

  it('survives what is thrown without being an error, and causes in a circle', () => {
    const { log, lines } = capture()
    log.error({ err: 'hunter2' }, 'a text')
    const circle = new Error('circle')
    circle.cause = circle
    log.error({ err: circle }, 'a circle')
    equal(lines.length, 2)
    ok(!lines[0]?.includes('hunter2'))
  })

  it('keeps every line JSON, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string(), fc.anything(), (text, value) => {
        const { log, lines } = capture()
        log.info({ text, value }, text)
        equal(lines.length, 1)
        JSON.parse(lines[0] ?? '')
      }),
    )
  })

  it('lets no e-mail address through', () => {
    // A slash before the @ is how packages are written.
    const addresses = fc.emailAddress().filter((email) => !email.includes('/@'))
    fc.assert(
      fc.property(addresses, fc.string(), (email, text) => {
        const { log, lines } = capture()
        log.info({ internal: `${text} ${email}` }, `for <${email}>`)
        ok(!lines.join('').includes(email))
      }),
    )
  })

  it('is quick for lines that look almost like an address', () => {
    const { log } = capture()
    const begun = performance.now()
    log.info(
      { text: 'a'.repeat(500_000), dots: 'a.'.repeat(200_000), ats: '@'.repeat(100_000) },
      '',
    )
    ok(performance.now() - begun < 2000)
  })
})
