import { deepEqual, equal, ok } from 'node:assert/strict'
import { createFastCanonizer, type FastCanonizer } from '../../credentials/canonize/fast/index.ts'
import type { JsonObject } from '../../credentials/index.ts'
import { nodePrimitives } from '../../credentials/primitives/node.ts'
import { MANY, SIGNS, X } from './fuzz/own-contexts.ts'
import { byLibraries, load } from './fuzz/reference.ts'

const { octets } = nodePrimitives
const document = (members: JsonObject, contexts: unknown = SIGNS): JsonObject => ({
  '@context': contexts,
  id: 'urn:a:document',
  ...members,
})

describe('contexts of all kinds', () => {
  let fast: FastCanonizer
  before(() => {
    fast = createFastCanonizer({ loadContext: load, octets })
  })

  const answer = async (given: JsonObject): Promise<string> => {
    const said = await fast.canonize(given)
    return 'why' in said ? `left: ${said.why}` : octets.decode(said.octets)
  }

  const answered: readonly JsonObject[] = [
    { name: 'a', title: 'b' },
    { name: 'a', title: ['a', 'c'] },
    { name: { id: 'urn:a:x', name: 'y' }, title: ['z', { id: 'urn:a:x' }] },
    { type: 'Plain', kind: 'urn:a:k' },
    { kind: ['urn:a:k', 'urn:a:l'] },
    { ref: 'urn:a:b' },
    { ref: 'x://b' },
    { ref: 'xy:b' },
    { voc: 'Plain' },
    { voc: 'urn:a:b' },
    { any: ['x', 5, true, 2.5, { id: 'urn:a:b' }] },
    { count: 5 },
    { count: '5' },
    { count: 5.5 },
    { count: true },
    { ratio: 5 },
    { ratio: 0.1 },
    { ratio: 1e-7 },
    { ratio: [0, -1.5, 100, 1e300] },
    { word: 'x' },
    { flag: [true, false] },
    { flag: 'true' },
    { flag: 1 },
    { name: [true, false] },
    { any: [1, '1'], name: 1.0 },
    { list: ['a', 'b', 'a'] },
    { list: 'a' },
    { refs: ['urn:a:b', 'urn:a:c'] },
    { list: ['a'], refs: ['urn:a:b'] },
    { set: ['b', 'a', 'b'] },
    { set: [{ name: 'b' }, { name: 'a' }] },
    { graph: { id: 'urn:a:g', name: 'x' } },
    { graph: { name: 'x', inside: { name: 'y' } } },
    {
      graphs: [
        { id: 'urn:a:g', name: 'x' },
        { id: 'urn:a:h', name: 'y' },
      ],
    },
    { graph: { name: 'x', graph: { name: 'y' } } },
    { graph: { ref: ['urn:a:b', 'urn:a:c'], set: [{ name: 'q' }] } },
    { type: 'Typed', name: 'a', inner: 'b' },
    { type: 'Typed', set: { name: 'a' } },
    { type: 'Typed', set: { type: 'Other', name: 'a', inner: 'b' } },
    { type: 'Typed', set: { id: 'urn:a:b' }, inner: { id: 'urn:a:b', name: 'q' } },
    { type: 'Typed', set: { name: 'a', set: { name: 'b', set: { id: 'urn:a:c', name: 'd' } } } },
    { type: ['Typed', 'Other'], name: 'a', inner: 'b' },
    { type: ['Other', 'Typed'], name: 'a', inner: 'b' },
    { type: 'Loud', inner: 'x', set: { inner: 'y' } },
    { type: 'Valued', set: { name: 'x' }, name: 'y' },
    { type: 'Valued', set: { id: 'urn:a:b' } },
    { inside: { name: 'a', inner: 'b' } },
    { inside: 'a' },
    { inside: { inside: { name: 'a' }, set: { name: 'b' } } },
    { inside: { type: 'Typed', name: 'a', set: { name: 'b' } } },
    { type: 'Typed', inside: { name: 'a' } },
    { again: 'urn:a:b' },
    { again: { name: 'x', again: 'urn:a:c' } },
    { set: { '@context': `${X}more`, more: 'x', name: 'y', set: { name: 'z' } } },
    { set: { '@context': [SIGNS, `${X}more`], more: 'x' } },
    { type: ['Plain', 'Plain'] },
    { type: ['Plain', `${X}Plain`] },
    { type: 'name' },
    { name: Array.from({ length: 12 }, (_, at) => `n${(at * 7) % 12}`) },
    { name: Array.from({ length: 8 }, (_, at) => `n${(at * 5) % 8}`) },
    { name: ['\u{1f393}', '\ufb50', 'a', '\u{1f393}b'], title: ['\ue000', '\u{10000}'] },
    { name: Array.from({ length: 12 }, (_, at) => (at % 2 ? `\u{1f393}${at}` : `\ufb50${at}`)) },
    { name: ['\u0000', '\u007f', '\u0080', '\u009f', '\u2028', '"\\', '\t\n\r\b\f\u000b'] },
    {
      set: [
        { id: 'urn:a:s', name: 'x' },
        { id: 'urn:a:s', name: 'x' },
      ],
    },
    {
      set: [
        { id: 'urn:a:s', name: 'x' },
        { id: 'urn:a:s', name: ['y', 'x'] },
        { id: 'urn:a:s', kind: 'urn:a:k' },
      ],
    },
    {
      set: [
        { id: 'urn:a:s', name: ['x', 'y'] },
        { id: 'urn:a:s', name: ['x', 'y'] },
      ],
    },
    { graph: { id: 'urn:a:document', name: 'x' }, name: 'x' },
    { set: { id: 'urn:a:document', name: 'x' }, title: 'y' },
    { set: { name: 'a', set: { name: 'b', set: { name: 'c' } } } },
    { set: [{ name: 'a' }, { name: 'a', title: 'b' }] },
    { set: Array.from({ length: 12 }, (_, at) => ({ name: `n${at}`, ref: `urn:a:${at}` })) },
    { graph: null, name: 'x' },
    { list: ['a'], set: null },
  ]
  for (const members of answered) {
    it(`are understood: ${JSON.stringify(members)}`, async () => {
      const given = document(members)
      const reference = await byLibraries(JSON.stringify(given), 'sha256')
      ok(reference)
      equal(await answer(given), reference)
      equal(await answer(given), reference)
    })
  }

  const left: readonly (readonly [why: string, ...JsonObject[]])[] = [
    ['term odd', { odd: 'x' }],
    ['term nothing', { nothing: 'x', name: 'a' }],
    [
      'reference',
      { ref: 'x:b' },
      { ref: 'Plain' },
      { ref: 5 },
      { ref: true },
      { voc: 'nothing' },
      { voc: 'Unknown' },
      { voc: 'odd' },
      { refs: ['b'] },
      { again: 'x' },
    ],
    ['typed text', { ref: { '@value': 'x' } }],
    ['empty object', { ref: {} }, { graph: {} }, { set: { '@context': `${X}more` } }],
    ['id', { id: 'x:b', name: 'a' }, { id: null, name: 'x' }],
    [
      'nodes that look alike',
      { count: [5, '5', 5.5] },
      { graphs: [{ name: 'x' }, { name: 'x' }] },
      {
        set: [
          { id: 'urn:a:s', set: { name: 'q' } },
          { id: 'urn:a:s', set: { name: 'q' } },
        ],
      },
    ],
    ['number', { count: 1e21 }, { word: 5 }, { word: 5.5 }, { word: true }],
    ['number in words', { ratio: '5' }],
    ['half a character', { name: '\ud800' }, { list: ['\udc00'] }],
    ['term json', { json: { a: 1 } }],
    ['empty list', { list: [] }],
    [
      'list item',
      { list: null },
      { list: ['a', null] },
      { list: [1] },
      { list: [{ id: 'urn:a:b' }] },
      { list: [['a']] },
    ],
    ['reference to a graph', { graph: 'x' }, { graph: 5 }],
    ['empty graph', { graph: { id: 'urn:a:g' } }, { graph: { '@value': 'x' } }],
    ['no claims', { graph: null }, { name: null }, { name: [], set: [null] }, {}],
    ['term named', { named: { 'urn:a:g': { name: 'x' } } }],
    ['term labels', { labels: { fr: 'x' } }],
    ['term index', { index: { a: 'x' } }],
    ['term back', { back: { id: 'urn:a:b' } }],
    ['term french', { french: 'x' }],
    ['term right', { right: 'x' }],
    ['term https://x.example/name', { [`${X}name`]: 'x' }],
    ['term x:name', { 'x:name': 'x' }],
    [
      'term inner',
      { type: 'Typed', set: { inner: 'a' } },
      { type: 'Typed', set: { '@context': `${X}more`, name: 'x', inner: 'y' } },
    ],
    ['@value', { type: 'Valued', set: { val: 'x' } }, { type: 'Valued', name: { val: 'x' } }],
    [
      'context',
      { type: 'Tongue', name: 'x' },
      { elsewhere: 'x' },
      { elsewhere: { name: 'x' } },
      { boxed: 'x' },
      { boxed: ['x', 'y'] },
      { vocab: 'x' },
      { vocab: { unknown: 'x' } },
      { set: { '@context': `${X}tongue`, word: 'x' } },
    ],
    [
      'inline context',
      { set: { '@context': { q: 'urn:q:q' }, q: 'x' } },
      { set: { '@context': null, [`${X}q`]: 'x' } },
    ],
    ['contexts: Deref', { set: { '@context': `${X}unknown`, name: 'x' } }],
    ['contexts: Inv', { set: { '@context': `${X}dropping`, name: 'x' } }],
    ['keyword', { type: 'Plain', '@type': 'urn:a:b' }, { '@id': 'urn:a:c', name: 'x' }],
    ['type x:Plain', { type: 'x:Plain' }],
    ['type', { type: null, name: 'x' }, { type: [], name: 'x' }],
  ]
  for (const [why, ...all] of left) {
    for (const members of all) {
      it(`are left to the reference, for ${why}: ${JSON.stringify(members)}`, async () => {
        const said = await answer(document(members))
        ok(said.startsWith(`left: ${why}`), said)
      })
    }
  }

  const STILL = `${X}still`
  const below = { name: 'a', set: { name: 'b' } }
  const same = [
    { id: 'urn:a:s', name: 'x' },
    { id: 'urn:a:s', name: 'x' },
  ]
  const numbers = Array.from({ length: 8 }, (_, at) => at)
  const scopes: readonly (readonly [said: 'the same' | 'left: context', JsonObject])[] = [
    ['the same', { loud: below }],
    ['the same', { type: 'Inner', inside: below }],
    ['the same', { type: 'Inner', set: { type: 'Inner', inside: below, set: { name: 'c' } } }],
    ['the same', { set: { '@context': STILL, ...below } }],
    ['the same', { set: { '@context': STILL, type: 'Typed', ...below } }],
    ['the same', { type: 'Typed', set: { '@context': STILL, ...below } }],
    ['the same', { type: 'Typed', inside: { '@context': STILL, ...below }, name: 'q' }],
    [
      'the same',
      { graphs: numbers.map((at) => ({ id: `urn:a:${at}`, set: same, name: `${at}` })) },
    ],
    [
      'the same',
      { graphs: numbers.map((at) => ({ name: `${at}`, set: [{ name: `p${at}` }, ...same] })) },
    ],
    ['left: context', { quiet: below }],
    ['left: context', { quiet: { type: 'Typed', ...below } }],
    ['left: context', { type: 'Quiet', name: 'q', quiet: below, set: { name: 'c' } }],
    ['left: context', { set: { quiet: below } }],
  ]
  for (const [wanted, members] of scopes) {
    it(`reach as far as they say (JSON-LD 1.1 §4.1.8): ${JSON.stringify(members)}`, async () => {
      const given = document(members, [SIGNS, `${X}quiet`])
      const reference = await byLibraries(JSON.stringify(given), 'sha256')
      ok(reference)
      equal(await answer(given), wanted === 'the same' ? reference : wanted)
    })
  }

  it('are left to the reference where safe mode would drop a term of theirs', async () => {
    const said = await answer(document({ set: { '@context': `${X}reserved`, name: 'x' } }))
    ok(/^left: contexts: safe mode: reserved term/.test(said), said)
  })

  it('are compiled by so many steps for a document, and further by the next', async () => {
    const members = Object.fromEntries(MANY.map((name) => [name, { name: 'x' }]))
    const given = document(members, [SIGNS, `${X}many`])
    equal(await answer(given), 'left: too many steps')
    equal(await answer(given), await byLibraries(JSON.stringify(given), 'sha256'))
  })

  it('make no more states than they may, whatever the step', async () => {
    for (const members of [
      { type: 'Typed', set: { name: 'a' } },
      { inside: { name: 'a' } },
      { set: { '@context': `${X}more`, more: 'x' } },
    ]) {
      const given = document(members)
      const reference = await byLibraries(JSON.stringify(given), 'sha256')
      const needed = createFastCanonizer({ loadContext: load, octets })
      ok('octets' in (await needed.canonize(given)))
      for (let maxStates = 0; maxStates < needed.states(); maxStates++) {
        const small = createFastCanonizer({ loadContext: load, octets, maxStates })
        for (const _ of [1, 2]) {
          deepEqual(await small.canonize(given), { why: 'too many states' })
          ok(small.states() <= maxStates)
        }
      }
      const enough = createFastCanonizer({ loadContext: load, octets, maxStates: needed.states() })
      const said = await enough.canonize(given)
      equal('octets' in said && octets.decode(said.octets), reference)
    }
  })
})
