import { deepEqual, equal, ok } from 'node:assert/strict'
import { toProblem } from '../../../platform/http/refusals.ts'
import { Problem } from '../../../platform/problem.ts'

const refusal = (members: Record<string, unknown>, text = 'refused'): Error =>
  Object.assign(new Error(text), members)

const told = (error: unknown): readonly unknown[] => {
  const { type, detail } = toProblem(error)
  return [type.slug, type.status, detail]
}

describe('what is thrown on the way through Express', () => {
  it('stays what it is when it is a problem', () => {
    const problem = new Problem({ slug: 'gone', status: 410, title: 'Gone' })
    equal(toProblem(problem), problem)
  })

  it('is a defect when nobody meant it for the caller', () => {
    for (const thrown of [
      new Error('boom'),
      new TypeError('x is not a function'),
      'a text',
      undefined,
      null,
      { status: 400, expose: true },
      refusal({ status: 500, expose: true }),
      refusal({ status: 404 }),
      refusal({ status: 404, expose: false }),
      refusal({ status: '404', expose: true }),
      refusal({ status: 302, expose: true }),
    ]) {
      const problem = toProblem(thrown)
      deepEqual([problem.type.status, problem.detail], [500, undefined])
      equal(problem.cause, thrown)
    }
  })

  it('is told by its status when Express refuses', () => {
    deepEqual(told(refusal({ status: 400, expose: true })), ['about:blank', 400, undefined])
    equal(toProblem(refusal({ status: 418, expose: true })).type.title, "I'm a Teapot")
    equal(toProblem(refusal({ status: 499, expose: true })).type.title, 'Refused')
  })

  it('is a path that cannot be decoded, with the rule', () => {
    const { type, faults } = toProblem(Object.assign(new URIError('bad'), { status: 400 }))
    deepEqual([type.slug, type.status], ['invalid-request', 400])
    deepEqual(
      faults.map(({ pointer, rule }) => [pointer, rule]),
      [['path', 'percent-encoding']],
    )
  })

  it('is nothing at an address when a file is not there', () => {
    deepEqual(told(refusal({ status: 404, expose: true })), ['no-such-route', 404, undefined])
  })

  it('is a malformed body, with its place and without its text', () => {
    const type = 'entity.parse.failed'
    const error = refusal({ status: 400, expose: true, type, body: '{"a": s3cret}' }, 's3cret')
    const problem = toProblem(error)
    deepEqual(told(error), ['malformed-json', 400, 'the fault is at line 1, column 7'])
    ok(!`${problem.message}${problem.stack}${String(problem.cause)}`.includes('s3cret'))
    equal(told(refusal({ status: 400, expose: true, type }))[0], 'malformed-json')
  })

  it('is a body too large, with the limit where it is known', () => {
    const large = { status: 413, expose: true, type: 'entity.too.large' }
    deepEqual(told(refusal({ ...large, limit: 102_400 })), [
      'body-too-large',
      413,
      'at most 102,400 bytes are taken',
    ])
    deepEqual(told(refusal(large)), ['body-too-large', 413, undefined])
    deepEqual(toProblem(refusal(large)).faults, [])
  })

  it('is a body that is not understood', () => {
    deepEqual(told(refusal({ status: 415, expose: true })), ['unsupported-body', 415, undefined])
  })
})
