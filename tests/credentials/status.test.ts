import { deepEqual, equal, ok, rejects, throws } from 'node:assert/strict'
import { gzipSync } from 'node:zlib'
import {
  createStatusListCredential,
  decodeStatusList,
  emptyStatusList,
  encodeStatusList,
  issueCredential,
  type JsonObject,
  type Signer,
  setStatusBit,
  statusBit,
  verifyCredential,
} from '../../credentials/index.ts'
import { changed, complaints, plain } from './support/documents.ts'
import { attacker, issuer } from './support/signers.ts'
import { createWorld, NOW, type World } from './support/world.ts'

const LIST = 'https://brevet.example/status-lists/12'
const entry = {
  id: `${LIST}#94567`,
  type: 'BitstringStatusListEntry',
  statusPurpose: 'revocation',
  statusListIndex: '94567',
  statusListCredential: LIST,
}

interface ListOptions {
  readonly set?: readonly number[]
  readonly signer?: Signer
  readonly purpose?: 'revocation' | 'suspension'
  readonly id?: string
  readonly validUntil?: number
}

function listCredential(world: World, options: ListOptions = {}): Promise<JsonObject> {
  const { set = [], signer = issuer, purpose = 'revocation', id = LIST, validUntil } = options
  const bits = emptyStatusList()
  for (const index of set) setStatusBit(bits, index, true)
  const request = { id, purpose, bits, signer, ttl: 60 }
  return createStatusListCredential(validUntil ? { ...request, validUntil } : request, world)
}

async function verdict(status: unknown, list?: unknown | ((world: World) => Promise<unknown>)) {
  const world = createWorld()
  const page = typeof list === 'function' ? await list(world) : list
  if (page !== undefined) world.pages.set(LIST, page)
  const credential = await issueCredential(
    {
      credential: plain({ credentialStatus: status }),
      signer: issuer,
      mechanism: 'eddsa-rdfc-2022',
    },
    world,
  )
  const result = await verifyCredential(credential, {}, world)
  return { outcome: result.outcome, complaints: complaints(result), asked: world.asked, result }
}

const against = (options: ListOptions) => (world: World) => listCredential(world, options)

describe('a status list', () => {
  it('puts the first entry into the leftmost bit', () => {
    const bits = emptyStatusList()
    setStatusBit(bits, 0, true)
    setStatusBit(bits, 15, true)
    deepEqual([...bits.subarray(0, 3)], [0x80, 0x01, 0])
    deepEqual([statusBit(bits, 0), statusBit(bits, 1), statusBit(bits, 15)], [true, false, true])
    setStatusBit(bits, 0, false)
    equal(statusBit(bits, 0), false)
  })

  it('ends where it ends', () => {
    const bits = emptyStatusList()
    equal(bits.length, 16_384)
    equal(statusBit(bits, 131_071), false)
    equal(statusBit(bits, 131_072), undefined)
    throws(() => setStatusBit(bits, 131_072, true), RangeError)
  })

  it('comes back as it was packed', async () => {
    const bits = emptyStatusList()
    for (const index of [0, 7, 8, 94_567, 131_071]) setStatusBit(bits, index, true)
    const text = await encodeStatusList(bits)
    ok(text.startsWith('u'))
    deepEqual(new Uint8Array((await decodeStatusList(text)) ?? []), bits)
  })

  it('is nothing when it is short, packed otherwise, or a bomb', async () => {
    const packed = (size: number) => `u${gzipSync(Buffer.alloc(size)).toString('base64url')}`
    ok(await decodeStatusList(packed(16_384)))
    equal(await decodeStatusList(packed(16_383)), undefined)
    equal(await decodeStatusList(packed(9_000_000)), undefined)
    equal(await decodeStatusList(packed(16_384).slice(1)), undefined)
    equal(await decodeStatusList(`z${packed(16_384).slice(1)}`), undefined)
    equal(await decodeStatusList('uAAAA'), undefined)
  })
})

describe('the check of the status', () => {
  it('passes when the bit is not set, and says where it was read', async () => {
    const { outcome, asked, result } = await verdict(entry, against({ set: [94_566, 94_568] }))
    deepEqual([outcome, asked], ['passed', [LIST]])
    equal(result.checks.find(({ name }) => name === 'status')?.source, LIST)
  })

  it('fails when the bit is set', async () => {
    deepEqual((await verdict(entry, against({ set: [94_567] }))).complaints, ['status: revoked'])
    const suspension = { ...entry, statusPurpose: 'suspension' }
    const list = against({ set: [94_567], purpose: 'suspension' })
    deepEqual((await verdict(suspension, list)).complaints, ['status: suspended'])
  })

  it('reads every entry', async () => {
    const last = { ...entry, id: 'urn:a:last', statusListIndex: '131071' }
    const list = against({ set: [131_071] })
    deepEqual((await verdict([entry, last], list)).complaints, ['status: revoked'])
    deepEqual((await verdict([last, entry], list)).complaints, ['status: revoked'])
  })

  it('reads a list that is secured by JOSE, and refuses one that another signed so', async () => {
    const compact = (signer: Signer, set: readonly number[]) => async (world: World) => {
      const { proof: _, ...list } = await listCredential(world, { set, signer })
      return issueCredential({ credential: list, signer, mechanism: 'vc+jwt' }, world)
    }
    deepEqual((await verdict(entry, compact(issuer, []))).complaints, [])
    deepEqual((await verdict(entry, compact(issuer, [94_567]))).complaints, ['status: revoked'])
    deepEqual((await verdict(entry, compact(attacker, []))).complaints, [
      'status: status-list-invalid',
    ])
    deepEqual((await verdict(entry, 'a.b.c')).complaints, ['status: status-list-invalid'])
  })

  it('is open when the list cannot be reached', async () => {
    const { outcome, complaints: found } = await verdict(entry)
    deepEqual([outcome, found], ['undetermined', ['status: status-unreachable']])
  })

  it('is not asked for when the caller wants other checks', async () => {
    const world = createWorld()
    const credential = await issueCredential(
      {
        credential: plain({ credentialStatus: entry }),
        signer: issuer,
        mechanism: 'eddsa-rdfc-2022',
      },
      world,
    )
    equal((await verifyCredential(credential, { checks: ['proof'] }, world)).verified, true)
    deepEqual(world.asked, [])
    const asked = await verifyCredential(credential, { checks: ['credentialStatus'] }, world)
    equal(asked.outcome, 'undetermined')
  })

  const lists: readonly [title: string, ListOptions][] = [
    ['of another issuer', { signer: attacker }],
    ['for another purpose', { purpose: 'suspension' }],
    ['with another id', { id: 'https://brevet.example/status-lists/13' }],
    ['that has expired', { validUntil: NOW }],
  ]
  for (const [title, options] of lists) {
    it(`refuses a list ${title}`, async () => {
      deepEqual((await verdict(entry, against(options))).complaints, [
        'status: status-list-invalid',
      ])
    })
  }

  it('refuses a list changed after signing, unsigned, or no list', async () => {
    const refused = ['status: status-list-invalid']
    const forged = async (world: World) =>
      changed(
        await listCredential(world, { set: [94_567] }),
        '/credentialSubject/encodedList',
        await encodeStatusList(emptyStatusList()),
      )
    deepEqual((await verdict(entry, forged)).complaints, refused)
    const unsigned = async (world: World) =>
      changed(await listCredential(world), '/proof', undefined)
    deepEqual((await verdict(entry, unsigned)).complaints, refused)
    deepEqual((await verdict(entry, [])).complaints, refused)
    deepEqual((await verdict(entry, '{')).complaints, refused)
    const other = async (world: World) =>
      issueCredential(
        { credential: plain({ id: LIST }), signer: issuer, mechanism: 'eddsa-rdfc-2022' },
        world,
      )
    deepEqual((await verdict(entry, other)).complaints, refused)
  })

  const entries: readonly [title: string, members: object, complaint: string][] = [
    ['an index in other signs', { statusListIndex: '0x7' }, 'status: status-malformed'],
    ['an index with a tail', { statusListIndex: '8abc' }, 'status: status-malformed'],
    ['a negative index', { statusListIndex: '-1' }, 'status: status-malformed'],
    ['a leading zero', { statusListIndex: '01' }, 'status: status-malformed'],
    ['an index beyond the list', { statusListIndex: '131072' }, 'status: status-list-invalid'],
    ['a file as list', { statusListCredential: 'file:///etc/passwd' }, 'status: status-malformed'],
    ['no purpose', { statusPurpose: '' }, 'status: status-malformed'],
    ['larger entries', { statusSize: 2 }, 'status: status-unsupported'],
  ]
  for (const [title, members, complaint] of entries) {
    it(`refuses ${title}`, async () => {
      const { complaints: found } = await verdict({ ...entry, ...members }, against({}))
      deepEqual(found, [complaint])
    })
  }

  it('is open for a kind of status that we do not know', async () => {
    const other = { id: 'https://a.example/s#1', type: 'https://a.example/Status' }
    deepEqual((await verdict(other)).complaints, ['status: status-unsupported'])
  })

  it('refuses more entries than anybody needs', async () => {
    const many = Array.from({ length: 5 }, (_, at) => ({ ...entry, id: `urn:a:${at}` }))
    deepEqual((await verdict(many, against({}))).complaints, ['status: too-complex'])
  })
})

describe('createStatusListCredential', () => {
  it('says how long it may be kept, in milliseconds', async () => {
    const { credentialSubject } = await listCredential(createWorld())
    equal((credentialSubject as JsonObject).ttl, 60_000)
  })

  it('refuses an id that is no URL', () =>
    rejects(listCredential(createWorld(), { id: 'x' }), /id/))
})
