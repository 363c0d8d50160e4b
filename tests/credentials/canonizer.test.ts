import { deepEqual, equal, ok } from 'node:assert/strict'
import { createCanonizer } from '../../credentials/canonize/canonizer.ts'
import { CanonizeError } from '../../credentials/canonize/errors.ts'
import { canonizeStock } from '../../credentials/canonize/stock.ts'
import type { JsonObject } from '../../credentials/index.ts'
import { nodePrimitives } from '../../credentials/primitives/node.ts'
import { createCanonizer as createFast } from './fuzz/differential.ts'
import { badge, changed } from './support/documents.ts'

async function until(done: () => boolean): Promise<void> {
  const end = performance.now() + 5_000
  while (!done()) {
    ok(performance.now() < end, 'waited for five seconds')
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 50))

describe('the choice of the canonical way', () => {
  const odd = changed(badge(), '/name', { '@value': 'x', '@type': 'urn:a:b' })

  it('is the fast one where it is sure, the reference elsewhere', async () => {
    const { canonize, stats } = createCanonizer({
      fast: createFast(),
      primitives: nodePrimitives,
      reference: canonizeStock,
    })
    equal(await canonize(badge()), await canonizeStock(badge()))
    equal(await canonize(odd), await canonizeStock(odd))
    deepEqual([stats().fast, stats().reference], [1, 1])
  })

  it('is the fast one by SHA-384 too, which the digest is made by as well', async () => {
    const { canonize, canonicalHash, stats } = createCanonizer({
      fast: createFast(),
      primitives: nodePrimitives,
      reference: canonizeStock,
    })
    const alike = changed(badge(), '/credentialSubject/achievement/alignment', [
      { type: ['Alignment'], targetName: 'a' },
      { type: ['Alignment'], targetName: 'a' },
    ])
    for (const document of [badge(), alike]) {
      const nquads = await canonizeStock(document, 'sha384')
      equal(await canonize(document, 'sha384'), nquads)
      deepEqual(await canonicalHash(document, 'sha384'), nodePrimitives.sha384(nquads))
    }
    deepEqual([stats().fast, stats().reference], [2, 2])
  })

  it('is the reference for all when switched off', async () => {
    const { canonize, stats, enable } = createCanonizer({
      fast: createFast(),
      primitives: nodePrimitives,
      reference: canonizeStock,
    })
    enable(false)
    for (const hash of ['sha256', 'sha384'] as const) await canonize(badge(), hash)
    deepEqual([stats().fast, stats().reference, stats().enabled], [0, 2, false])
  })

  it('compares samples, and stays fast while they agree', async () => {
    const { canonize, stats } = createCanonizer({
      fast: createFast(),
      primitives: nodePrimitives,
      reference: canonizeStock,
      compareEvery: 2,
    })
    for (const compared of [1, 2]) {
      await canonize(badge())
      await canonize(badge())
      await until(() => stats().compared === compared)
    }
    await canonize(badge(), 'sha384')
    await canonize(badge(), 'sha384')
    await until(() => stats().compared === 3)
    deepEqual([stats().mismatches, stats().enabled], [0, true])
  })

  it('compares samples more often at first', async () => {
    const asked: number[] = []
    let answers = 0
    const { canonize, stats } = createCanonizer({
      fast: createFast(),
      primitives: nodePrimitives,
      reference: (document) => {
        asked.push(answers)
        return canonizeStock(document)
      },
      compareEvery: 512,
    })
    while (answers < 600) {
      answers++
      await canonize(badge())
      await until(() => stats().compared === asked.length)
    }
    deepEqual(asked, [64, 128, 256, 512])
  })

  it('compares one sample at a time, so that samples never queue up', async () => {
    let asked = 0
    const { canonize } = createCanonizer({
      fast: createFast(),
      primitives: nodePrimitives,
      reference: () => {
        asked++
        return new Promise(() => undefined)
      },
      compareEvery: 1,
    })
    for (let at = 0; at < 5; at++) await canonize(badge())
    equal(asked, 1)
  })

  const refusing = (reason: 'deadline-exceeded' | 'term-undefined') =>
    createCanonizer({
      fast: createFast(),
      primitives: nodePrimitives,
      reference: () => Promise.reject(new CanonizeError({ reason, detail: 'no' })),
      compareEvery: 1,
    })

  it('stays fast when the reference finds no time for a sample: a flood must not slow down all', async () => {
    const { canonize, stats } = refusing('deadline-exceeded')
    for (let at = 0; at < 3; at++) {
      await canonize(badge())
      await settle()
    }
    deepEqual([stats().compared, stats().mismatches, stats().enabled], [0, 0, true])
  })

  it('takes a sample that the reference refuses for a difference', async () => {
    const { canonize, stats } = refusing('term-undefined')
    await canonize(badge())
    await until(() => !stats().enabled)
    deepEqual([stats().compared, stats().mismatches], [1, 1])
  })

  it('trusts the reference alone after the first difference', async () => {
    const reference = async (_: JsonObject) => 'something else'
    const { canonize, stats } = createCanonizer({
      fast: createFast(),
      primitives: nodePrimitives,
      reference,
      compareEvery: 1,
    })
    await canonize(badge())
    await settle()
    deepEqual([stats().mismatches, stats().enabled], [1, false])
    equal(await canonize(badge()), 'something else')
  })
})
