import { deepEqual, equal, ok } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { limitFault } from '../../credentials/checks/limits.ts'
import { decodeBase58 } from '../../credentials/encoding/base58.ts'
import {
  canonizeStats,
  type JsonObject,
  parseStrict,
  verifyCredential,
} from '../../credentials/index.ts'
import { worstBodies } from '../bench/worst-bodies.ts'
import { badge, plain, V2 } from './support/documents.ts'
import { secure } from './support/mechanisms.ts'
import { signAnyway } from './support/sign-anyway.ts'
import { issuer } from './support/signers.ts'
import { createWorld } from './support/world.ts'

const ruleOf = (text: string): string => {
  const parsed = parseStrict(text)
  return parsed.ok ? 'read' : parsed.rule
}

describe('a text that would cost much', () => {
  // none of them is JSON: had it been parsed, it would be told as such
  it('is refused before it is parsed: too deep', () => {
    equal(ruleOf('['.repeat(65)), 'too-complex')
    equal(ruleOf('['.repeat(64)), 'malformed')
    equal(ruleOf(`${'{"a":'.repeat(65)}`), 'too-complex')
    equal(ruleOf(`"${'['.repeat(500)}"`), 'read')
  })

  it('is refused before it is parsed: too many parts', () => {
    equal(ruleOf(`[${'1,'.repeat(20_001)}`), 'too-complex')
    equal(ruleOf(`[${'1,'.repeat(20_000)}`), 'malformed')
    equal(ruleOf(`[${'1,'.repeat(20_000)}1]`), 'read')
    equal(ruleOf(`"${'1,'.repeat(60_000)}"`), 'read')
  })

  it('is refused before it is parsed: a number that is too long, told in few letters', () => {
    equal(ruleOf(`[0.${'0'.repeat(900_000)}1`), 'malformed')
    for (const number of ['9'.repeat(900), '9'.repeat(900_000), `0.${'0'.repeat(900)}1`]) {
      const parsed = parseStrict(number)
      ok(!parsed.ok && parsed.detail.length < 120)
    }
  })

  it('ends where it ends, in the middle of a text or of an escape', () => {
    for (const text of ['"', '"\\', '"\\u', '{"a', '-', '1e', `"${'\\'.repeat(9)}`]) {
      equal(ruleOf(text), 'malformed', text)
    }
  })
})

describe('a document that would cost much', () => {
  it('has so many parts, so deep, with so many characters, and no more', () => {
    const lists = (count: number) => ({ a: Array.from({ length: count }, () => []) })
    equal(limitFault(lists(1_998)), undefined)
    equal(limitFault(lists(1_999))?.rule, 'too-complex')
    equal(limitFault({ a: 'x'.repeat(1_048_576) })?.rule, 'too-large')
    equal(limitFault({ a: Array(9_999).fill('x') }), undefined)
    equal(limitFault({ a: Array(10_000).fill('x') })?.rule, 'too-complex')
    const names = (count: number) => Object.fromEntries(Array(count).fill(1).entries())
    equal(limitFault(names(10_000)), undefined)
    equal(limitFault({ a: names(10_000) })?.rule, 'too-complex')
  })

  it('has values of so many letters, and no more', () => {
    equal(decodeBase58('2'.repeat(4_096))?.length, 2_999)
    equal(decodeBase58('2'.repeat(4_097)), undefined)
  })

  it('has so many values as a whole, names and schemas, and no more', async () => {
    const world = createWorld()
    const reasons = async (members: JsonObject, base = plain) => {
      const { checks } = await verifyCredential(await signAnyway(base(members)), {}, world)
      return checks.filter(({ outcome }) => outcome === 'failed').map(({ reason }) => reason)
    }
    deepEqual(await reasons({ name: Array(9_900).fill('x') }), [])
    deepEqual(await reasons({ name: Array(10_000).fill('x') }), ['too-complex'])
    deepEqual(await reasons({ '@context': Array(10_000).fill(V2) }), ['too-complex'])
    const schema = {
      id: 'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json',
      type: 'JsonSchema',
    }
    deepEqual(await reasons({ credentialSchema: Array(8).fill(schema) }, badge), [])
    deepEqual(await reasons({ credentialSchema: Array(9).fill(schema) }, badge), ['too-complex'])
  })

  it('is told of in few letters', async () => {
    const credentialStatus = { type: `${'\u{1f393}'.repeat(400)}` }
    const signed = await signAnyway(plain({ credentialStatus }))
    const { checks } = await verifyCredential(signed, {}, createWorld())
    const { detail = '' } = checks.find(({ name }) => name === 'status') ?? {}
    equal(detail, `${'\u{1f393}'.repeat(256)}…`)
  })

  it('is one of those that cost most, and each is refused', async () => {
    const world = createWorld()
    const issued = await secure(issuer, { suite: 'eddsa-rdfc-2022', world, members: badge() })
    const bodies = worstBodies({ ...issued, evidence: [{ type: ['Evidence'] }] })
    ok(bodies.length >= 15)
    for (const { name, text } of bodies) {
      const parsed = parseStrict(text)
      const input = parsed.ok ? (parsed.value as JsonObject).verifiableCredential : text
      equal((await verifyCredential(input, {}, world)).verified, false, name)
    }
  })
})

/** Blank nodes that nothing tells apart. */
const puzzle = (size: number): JsonObject =>
  plain({
    credentialSubject: Array.from({ length: size }, () => ({ name: 'Amal' })),
  })

describe('the thread of the reference', () => {
  it('is asked about puzzles, which the compiled contexts leave alone', async () => {
    const signed = await signAnyway(puzzle(40))
    const { '@context': _, ...proof } = signed.proof as JsonObject
    const bare = { ...proof, cryptosuite: 'eddsa-rdfc-2022' }
    const before = canonizeStats().reference
    const result = await verifyCredential({ ...signed, proof: bare }, {}, createWorld())
    equal(result.verified, false)
    ok(canonizeStats().reference > before)
  })
})

describe('the process', () => {
  it('is started with little room for what is young and for garbage, which is what hostile bodies fill', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      scripts: { start: string }
    }
    const size = /--max-semi-space-size=(\d+)/.exec(scripts.start)?.[1]
    ok(size !== undefined && Number(size) <= 8)
    const growth = /--heap-growing-percent=(\d+)/.exec(scripts.start)?.[1]
    ok(growth !== undefined && Number(growth) > 0 && Number(growth) <= 50)
  })
})
