import { deepEqual, equal, notEqual, ok, rejects } from 'node:assert/strict'
import { browserCanonizer } from '../../credentials/canonize/browser.ts'
import { loadPinned } from '../../credentials/canonize/contexts.ts'
import { CanonizeError } from '../../credentials/canonize/errors.ts'
import { canonizeJson } from '../../credentials/canonize/jcs.ts'
import { refusingUndefinedTerms } from '../../credentials/canonize/naming.ts'
import { canonizeStock } from '../../credentials/canonize/stock.ts'
import { CredentialFault, type JsonObject } from '../../credentials/index.ts'
import type { ReasonCode } from '../../credentials/reasons.ts'
import { byLibraries } from './fuzz/reference.ts'
import { badge, changed, plain, V2 } from './support/documents.ts'

describe('the reference way', () => {
  it('is that of the libraries, by both hashes (RDFC-1.0 §4)', async () => {
    const alike = Array(2).fill({ type: ['Alignment'], targetName: 'a' })
    const document = changed(badge(), '/credentialSubject/achievement/alignment', alike)
    for (const each of [plain(), badge(), document]) {
      for (const hash of ['sha256', 'sha384'] as const) {
        equal(await canonizeStock(each, hash), await byLibraries(JSON.stringify(each), hash))
      }
      equal(await canonizeStock(each), await canonizeStock(each, 'sha256'))
    }
    const apart = ['a', 'b', 'c', 'd'].map((targetName) => ({ type: ['Alignment'], targetName }))
    const named = changed(badge(), '/credentialSubject/achievement/alignment', apart)
    notEqual(await canonizeStock(named), await canonizeStock(named, 'sha384'))
  })

  const refused: readonly [title: string, JsonObject, ReasonCode, detail: string | RegExp][] = [
    ['a term', plain({ score: 1 }), 'term-undefined', 'invalid property: score'],
    [
      'a type',
      plain({ type: ['VerifiableCredential', 'Doctorate'] }),
      ...(['term-undefined', 'relative @type reference: Doctorate'] as const),
    ],
    [
      'an id',
      plain({ credentialSubject: { id: 'amal' } }),
      ...(['term-undefined', 'relative @id reference: amal'] as const),
    ],
    [
      'a language',
      plain({ name: { '@value': 'x', '@language': 'not a tag' } }),
      ...(['term-undefined', 'invalid @language value'] as const),
    ],
    [
      'a predicate without a name',
      plain({ '@context': [V2, { y: '_:b' }], y: 'z' }),
      ...(['term-undefined', 'blank node predicate: _:b'] as const),
    ],
    [
      'a context',
      plain({ '@context': [V2, 'https://a.example/c'] }),
      ...(['context-unknown', 'https://a.example/c'] as const),
    ],
    [
      'a context within',
      plain({ issuer: { id: 'did:example:a', '@context': 'https://a.example/c' } }),
      ...(['context-unknown', 'https://a.example/c'] as const),
    ],
    ['an id of no text', plain({ '@id': 5 }), 'malformed', /"@id" value must/],
    [
      'a term that is taken',
      plain({ '@context': [V2, { name: 'urn:a:b' }] }),
      ...(['malformed', /protected term/] as const),
    ],
    ['a context of no kind', plain({ '@context': 5 }), 'malformed', /@context must be/],
  ]
  for (const [title, document, reason, detail] of refused) {
    it(`tells what it does not understand: ${title}`, async () => {
      await rejects(canonizeStock(document), (error) => {
        ok(error instanceof CanonizeError)
        equal(error.name, 'CanonizeError')
        equal(error.reason, reason)
        if (typeof detail === 'string') equal(error.message, detail)
        else ok(detail.test(error.message), error.message)
        return reason === 'context-unknown' || error.cause instanceof Error
      })
    })
  }

  it('finds a puzzle too complex (RDFC-1.0 §7.1)', async () => {
    const names = Array.from({ length: 12 }, (_, at) => `_:n${at}`)
    const knot = names.map((id) => ({ id, type: ['VerifiableCredential'], evidence: names }))
    const document = plain({ evidence: knot })
    await rejects(canonizeStock(document), { name: 'CanonizeError', reason: 'too-complex' })
    equal(await byLibraries(JSON.stringify(document), 'sha256'), undefined)
  })

  it('loads pinned contexts alone', async () => {
    const { document, ...rest } = await loadPinned(V2)
    deepEqual(rest, { contextUrl: null, documentUrl: V2 })
    ok('@context' in document)
    await rejects(loadPinned(`${V2}#`), {
      ...{ name: 'CanonizeError', reason: 'context-unknown', message: `${V2}#` },
    })
  })
})

describe('the canonical way of browsers', () => {
  it('is the same as that of the reference, by compiled contexts and without', async () => {
    const alike = Array(2).fill({ type: ['Alignment'], targetName: 'a' })
    const left = changed(badge(), '/credentialSubject/achievement/alignment', alike)
    const before = browserCanonizer.stats()
    for (const hash of ['sha256', 'sha384'] as const) {
      equal(await browserCanonizer.canonize(badge(), hash), await canonizeStock(badge(), hash))
      equal(await browserCanonizer.canonize(left, hash), await canonizeStock(left, hash))
    }
    const { fast, reference, compared } = browserCanonizer.stats()
    deepEqual([fast - before.fast, reference - before.reference, compared], [2, 2, 0])
    await rejects(async () => browserCanonizer.canonize(plain({ score: 1 })), {
      reason: 'term-undefined',
    })
  })
})

describe('a member that has no canonical form', () => {
  const faultOf = async (document: JsonObject, detail: string): Promise<string> => {
    const cause = new CanonizeError({ reason: 'term-undefined', detail })
    try {
      return await refusingUndefinedTerms(document, () => Promise.reject(cause))
    } catch (error) {
      ok(error instanceof CredentialFault)
      deepEqual([error.rule, error.detail, error.cause], ['term-undefined', detail, cause])
      return error.pointer
    }
  }

  it('is named by its place, be it a name or a value (RFC 6901)', async () => {
    const document = {
      ...{ name: 'x', nothing: null, list: ['a', ['b', { 'c/d': 'e' }]] },
      ...{ credentialSubject: { id: 'amal', 'f~g': { score: 1 } }, score: 2 },
    }
    for (const [wanted, pointer] of [
      ['name', '/name'],
      ['amal', '/credentialSubject/id'],
      ['a', '/list/0'],
      ['b', '/list/1/0'],
      ['e', '/list/1/1/c~1d'],
      ['c/d', '/list/1/1/c~1d'],
      ['score', '/credentialSubject/f~0g/score'],
      ['0', '/list/0'],
    ] as const) {
      equal(await faultOf(document, `invalid property: ${wanted}`), pointer, wanted)
    }
  })

  it('is the whole where no place is found', async () => {
    for (const detail of ['invalid property: other', 'empty object', '', 'x: 2', 'x: undefined']) {
      equal(await faultOf({ name: 'x', undefined_: undefined, n: 2 }, detail), '', detail)
    }
  })

  it('is no matter where there is a form, and no other failure is taken for one', async () => {
    equal(await refusingUndefinedTerms({}, async () => 7), 7)
    const failure = new Error('x: name')
    await rejects(
      refusingUndefinedTerms({ name: 'x' }, () => Promise.reject(failure)),
      (error) => error === failure,
    )
  })
})

describe('canonical JSON (RFC 8785)', () => {
  it('is that of the example of §3.2.2 and §3.2.3', () => {
    const value = JSON.parse(`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
      "literals": [null, true, false]
    }`)
    equal(
      canonizeJson(value),
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
  })

  it('sorts names by their units of UTF-16 (§3.2.3)', () => {
    const names = ['\u20ac', '\r', '\ufb33', '1', '\u{1f600}', '\u0080', '\u00f6']
    const sorted = ['\r', '1', '\u0080', '\u00f6', '\u20ac', '\u{1f600}', '\ufb33']
    const text = canonizeJson(Object.fromEntries(names.map((name) => [name, 0])))
    deepEqual(Object.keys(JSON.parse(text) as object).sort(), [...sorted].sort())
    equal(text, `{${sorted.map((name) => `${JSON.stringify(name)}:0`).join()}}`)
  })

  it('writes numbers as appendix B does', () => {
    for (const [bits, text] of [
      ['0000000000000000', '0'],
      ['8000000000000000', '0'],
      ['0000000000000001', '5e-324'],
      ['7fefffffffffffff', '1.7976931348623157e+308'],
      ['4340000000000000', '9007199254740992'],
      ['4430000000000000', '295147905179352830000'],
      ['44b52d02c7e14af5', '9.999999999999997e+22'],
      ['3eb0c6f7a0b5ed8d', '0.000001'],
      ['3e7ad7f29abcaf48', '1e-7'],
      ['41b3de4355555554', '333333333.33333325'],
    ] as const) {
      const number = Buffer.from(bits, 'hex').readDoubleBE()
      equal(canonizeJson([number]), `[${text}]`)
    }
  })

  it('keeps lists in their order, and takes no object for one', () => {
    equal(canonizeJson([3, [], {}, [{ b: [2], a: 'x' }], '']), '[3,[],{},[{"a":"x","b":[2]}],""]')
    equal(canonizeJson({ '': { length: 0 }, '0': null }), '{"":{"length":0},"0":null}')
    equal(canonizeJson('é\u2028'), '"é\u2028"')
    equal(canonizeJson([1.0, 1e21, -0, true]), '[1,1e+21,0,true]')
  })
})
