import { deepEqual, equal, throws } from 'node:assert/strict'
import {
  createStatusListToken,
  issueCredential,
  type JsonObject,
  type Signer,
  setTokenStatus,
  verifyCredential,
} from '../../credentials/index.ts'
import { signJws } from '../../credentials/jose/sign.ts'
import { nodePrimitives } from '../../credentials/primitives/node.ts'
import { readTokenStatus } from '../../credentials/status/token-status-list.ts'
import { complaints, plain } from './support/documents.ts'
import { attacker, issuer } from './support/signers.ts'
import { createWorld, NOW, type World } from './support/world.ts'

const URI = 'https://brevet.example/token-status/3'
const status = (idx: unknown, uri: unknown = URI) => ({ status_list: { idx, uri } })

async function verdict(claims: JsonObject, token?: (world: World) => Promise<unknown>) {
  const world = createWorld()
  if (token) world.pages.set(URI, await token(world))
  const text = await issueCredential(
    {
      credential: plain(),
      signer: issuer,
      mechanism: 'dc+sd-jwt',
      options: { vct: 'https://a.example/vct', claims },
    },
    world,
  )
  const result = await verifyCredential(text, {}, world)
  return { outcome: result.outcome, complaints: complaints(result), asked: world.asked }
}

const list =
  (
    values: Readonly<Record<number, number>>,
    more: { signer?: Signer; uri?: string; expiresAt?: number } = {},
  ) =>
  (world: World) => {
    const entries = new Uint8Array(1_024)
    for (const [index, value] of Object.entries(values)) {
      setTokenStatus(entries, { index: Number(index), bits: 2 }, value)
    }
    return createStatusListToken(
      { uri: URI, bits: 2, entries, signer: issuer, ttl: 60, ...more },
      world,
    )
  }

describe('a token status list', () => {
  it('reads the published example of one bit (§4.1)', async () => {
    const entries = Uint8Array.of(0xb9, 0xa3)
    const lst = Buffer.from(await nodePrimitives.deflate(entries)).toString('base64url')
    const read = await Promise.all(
      Array.from({ length: 16 }, (_, at) =>
        readTokenStatus({ status_list: { bits: 1, lst } }, at, nodePrimitives),
      ),
    )
    const bits = read.map((value) => (value === 'invalid' ? 1 : 0)).join('')
    equal(bits, '1001110111000101')
  })

  it('is nothing when it cannot be read', async () => {
    const read = (list_: unknown) => readTokenStatus({ status_list: list_ }, 0, nodePrimitives)
    for (const odd of [
      undefined,
      {},
      { bits: 3, lst: 'eNrbuRgAAhcBXQ' },
      { bits: 1, lst: '=' },
      { bits: 1, lst: 'AAAA' },
    ]) {
      equal(await read(odd), undefined)
    }
    const bomb = Buffer.from(await nodePrimitives.deflate(new Uint8Array(9_000_000)))
    equal(await read({ bits: 1, lst: bomb.toString('base64url') }), undefined)
  })

  it('ends where it ends', () => {
    throws(() => setTokenStatus(new Uint8Array(1), { index: 4, bits: 2 }, 1), RangeError)
  })
})

describe('the status of an SD-JWT VC', () => {
  it('passes when the entry is valid, and fails when it is not', async () => {
    const entry = { status: status(412) }
    const fine = await verdict(entry, list({ 411: 1, 413: 1 }))
    deepEqual([fine.outcome, fine.asked], ['passed', [URI]])
    deepEqual((await verdict(entry, list({ 412: 1 }))).complaints, ['status: revoked'])
    deepEqual((await verdict(entry, list({ 412: 2 }))).complaints, ['status: suspended'])
    deepEqual((await verdict(entry, list({ 412: 3 }))).complaints, ['status: status-set'])
  })

  it('is open when the list cannot be reached', async () => {
    const { outcome, complaints: found } = await verdict({ status: status(1) })
    deepEqual([outcome, found], ['undetermined', ['status: status-unreachable']])
  })

  const invalid = ['status: status-list-invalid']
  it('refuses a list of another, for another address, expired, or no list', async () => {
    const entry = { status: status(1) }
    deepEqual((await verdict(entry, list({}, { signer: attacker }))).complaints, invalid)
    deepEqual((await verdict(entry, list({}, { uri: 'https://a.example/' }))).complaints, invalid)
    deepEqual((await verdict(entry, list({}, { expiresAt: NOW }))).complaints, invalid)
    deepEqual((await verdict(entry, async () => 'x')).complaints, invalid)
    const other = () =>
      signJws({ typ: 'JWT', kid: issuer.verificationMethod }, { sub: URI }, issuer)
    deepEqual((await verdict(entry, other)).complaints, invalid)
    deepEqual((await verdict({ status: status(9_999_999) }, list({}))).complaints, invalid)
  })

  const odd: readonly [title: string, claim: unknown, complaint: string][] = [
    ['an index as text', status('1'), 'status: status-malformed'],
    ['a negative index', status(-1), 'status: status-malformed'],
    ['an address that is a file', status(1, 'file:///x'), 'status: status-malformed'],
    ['another kind of status', { other: {} }, 'status: status-unsupported'],
  ]
  for (const [title, claim, complaint] of odd) {
    it(`refuses ${title}`, async () => {
      deepEqual((await verdict({ status: claim }, list({}))).complaints, [complaint])
    })
  }
})
