import { deepEqual, equal, rejects } from 'node:assert/strict'
import { createMemory } from '../../verifier/registry/memory.ts'

const NOW = 1_795_340_000

describe('what is kept for a moment', () => {
  let now = NOW
  let asked: string[] = []
  const memory = () => createMemory<string>(() => now)
  const read = (answer: string) => async () => {
    asked.push(answer)
    return answer
  }
  beforeEach(() => {
    now = NOW
    asked = []
  })

  it('is read once within five seconds, and again after them', async () => {
    const kept = memory()
    equal(await kept.get('a', read('first')), 'first')
    now += 4
    equal(await kept.get('a', read('second')), 'first')
    now += 1
    equal(await kept.get('a', read('third')), 'third')
    deepEqual(asked, ['first', 'third'])
  })

  it('is kept for each key alone', async () => {
    const kept = memory()
    equal(await kept.get('a', read('of a')), 'of a')
    equal(await kept.get('b', read('of b')), 'of b')
    equal(await kept.get('a', read('of a again')), 'of a')
  })

  it('is read once for all who ask at the same time', async () => {
    const kept = memory()
    const answers = await Promise.all([1, 2, 3].map(() => kept.get('a', read('once'))))
    deepEqual(answers, ['once', 'once', 'once'])
    deepEqual(asked, ['once'])
  })

  it('is forgotten when it changes, even where it is just being read', async () => {
    const kept = memory()
    const { promise, resolve } = Promise.withResolvers<string>()
    const old = kept.get('a', () => promise)
    kept.forget()
    resolve('before the change')
    equal(await old, 'before the change')
    equal(await kept.get('a', read('after it')), 'after it')
  })

  it('is no failure: who asks next tries again', async () => {
    const kept = memory()
    await rejects(
      kept.get('a', () => Promise.reject(new Error('gone'))),
      /gone/,
    )
    equal(await kept.get('a', read('back')), 'back')
  })

  it('does not grow with what strangers ask', async () => {
    const kept = memory()
    await kept.get('first', read('first'))
    for (let at = 0; at < 4096; at++) await kept.get(`key ${at}`, async () => 'x')
    equal(await kept.get('first', read('read again')), 'read again')
  })

  it('is not brought back by a failure that comes after it was forgotten and read anew', async () => {
    const kept = memory()
    const { promise, reject } = Promise.withResolvers<string>()
    const old = kept.get('a', () => promise)
    kept.forget()
    equal(await kept.get('a', read('new')), 'new')
    reject(new Error('too late'))
    await rejects(old, /too late/)
    equal(await kept.get('a', read('newer')), 'new')
    deepEqual(asked, ['new'])
  })

  it('is as old as its reading, not as its last use', async () => {
    const kept = memory()
    await kept.get('a', read('first'))
    for (let second = 0; second < 4; second++) {
      now += 1
      equal(await kept.get('a', read('never')), 'first')
    }
    now += 1
    equal(await kept.get('a', read('second')), 'second')
    deepEqual(asked, ['first', 'second'])
  })

  it('is read again by everybody once it was forgotten', async () => {
    const kept = memory()
    await kept.get('a', read('a before'))
    await kept.get('b', read('b before'))
    kept.forget()
    equal(await kept.get('a', read('a after')), 'a after')
    equal(await kept.get('b', read('b after')), 'b after')
    deepEqual(asked, ['a before', 'b before', 'a after', 'b after'])
  })
})
