import { deepEqual, equal, ok } from 'node:assert/strict'
import type { FastCanonizer } from '../../credentials/canonize/fast/index.ts'
import { canonizeStock } from '../../credentials/canonize/stock.ts'
import type { JsonObject } from '../../credentials/index.ts'
import { nodePrimitives } from '../../credentials/primitives/node.ts'
import { compare, createCanonizer, newTally } from './fuzz/differential.ts'
import { FOREIGN, foreign, written } from './fuzz/foreign.ts'
import { createRandom } from './fuzz/random.ts'
import { changed, plain } from './support/documents.ts'
import { issuer } from './support/signers.ts'

let fast: FastCanonizer
const answerOf = async (document: JsonObject): Promise<string> => {
  const answer = await fast.canonize(document)
  return 'why' in answer
    ? `left to the reference: ${answer.why}`
    : nodePrimitives.octets.decode(answer.octets)
}

describe('the compiled contexts', () => {
  before(() => {
    fast = createCanonizer()
  })

  for (const [title, make] of FOREIGN) {
    it(`answer for badges of others themselves: ${title}`, async () => {
      const document = written(make())
      equal(await answerOf(document), await canonizeStock(document))
    })
  }

  const LANGUAGES: readonly unknown[] = [
    { '@value': 'x' },
    { '@value': 'x', '@language': 'fr-MA' },
    { '@value': 'x', '@language': 'ZGH-Tfng', '@direction': 'ltr' },
    { '@value': 'x', '@direction': 'rtl' },
    [{ '@value': 'x' }, 'x', { '@value': 'x', '@language': 'ar' }],
    [{ '@value': 'é "\n"', '@language': 'fr' }, { '@value': '🎓', '@language': 'en' }, '\uffff'],
  ]
  for (const name of LANGUAGES) {
    it(`read texts with language and direction: ${JSON.stringify(name)}`, async () => {
      const document = plain({ name })
      equal(await answerOf(document), await canonizeStock(document))
    })
  }

  const NOTHING: readonly unknown[] = [null, [], [null], [null, null]]
  for (const value of NOTHING) {
    it(`read ${JSON.stringify(value)} as no statement, in any place`, async () => {
      for (const path of ['/name', '/evidence', '/credentialSubject/name', '/validUntil']) {
        const document = changed(plain(), path, value)
        equal(await answerOf(document), await canonizeStock(document), path)
        equal(await answerOf(document), await answerOf(changed(plain(), path, undefined)), path)
      }
      const bare = plain({ credentialSubject: { name: value } })
      equal(await answerOf(bare), await canonizeStock(bare))
      const twice = plain({ issuer: { id: issuer.did, name: value } })
      const both = { ...twice, credentialSubject: { id: issuer.did, description: value } }
      equal(await answerOf(both), await canonizeStock(both))
    })
  }

  const LEFT: readonly (readonly [unknown, string])[] = [
    [{ '@value': 'x', '@type': 'urn:a:b' }, 'keyword'],
    [{ '@value': 7 }, 'value'],
    [{ '@value': null }, 'value'],
    [{ '@value': 'x', '@language': 'not a tag' }, 'language'],
    [{ '@value': 'x', '@language': null }, 'language'],
    [{ '@value': 'x', '@direction': 'up' }, 'direction'],
    [[['x']], 'array in array'],
  ]
  for (const [name, why] of LEFT) {
    it(`leave ${JSON.stringify(name)} to the reference`, async () => {
      equal(await answerOf(plain({ name })), `left to the reference: ${why}`)
    })
  }

  it('leave typed texts to the reference', async () => {
    const document = plain({ validFrom: { '@value': '2026-01-01T00:00:00Z' } })
    equal(await answerOf(document), 'left to the reference: typed text')
  })

  it('say what the reference says of badges of others with members emptied and doubled', async () => {
    const random = createRandom(3)
    const tally = newTally()
    for (let at = 0; at < 120; at++) await compare(fast, JSON.stringify(foreign(random)), tally)
    deepEqual(tally.mismatches, [])
    ok(tally.fast > 70, `${tally.fast}`)
  })
})
