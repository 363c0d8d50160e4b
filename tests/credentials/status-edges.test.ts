import { deepEqual, equal, ok } from 'node:assert/strict'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import {
  decodeStatusList,
  emptyStatusList,
  encodeStatusList,
  issueCredential,
  type JsonObject,
  setStatusBit,
  statusBit,
  verifyCredential,
} from '../../credentials/index.ts'
import { complaints } from './support/documents.ts'
import { issuer } from './support/signers.ts'
import { entry, LIST, listOf, oddList, verdict, withStatus } from './support/status-lists.ts'
import { createWorld, type World } from './support/world.ts'

const INVALID = ['status: status-list-invalid']

describe('every bit of a status list', () => {
  const PATTERN = [0, 2, 3, 7, 8, 13, 15, 16, 31]

  it('is read where the standard puts it', async () => {
    const world = createWorld()
    world.pages.set(LIST, await listOf(world, PATTERN))
    for (let index = 0; index < 33; index++) {
      const status = entry({ statusListIndex: String(index) })
      const found = complaints(await verifyCredential(await withStatus(world, status), {}, world))
      deepEqual(found, PATTERN.includes(index) ? ['status: revoked'] : [], `entry ${index}`)
    }
  })

  it('is its own: setting one changes no other', () => {
    const index = fc.integer({ min: 0, max: 255 })
    fc.assert(
      fc.property(fc.array(fc.tuple(index, fc.boolean())), (changes) => {
        const bits = new Uint8Array(32)
        const model = new Array<boolean>(256).fill(false)
        for (const [at, value] of changes) {
          setStatusBit(bits, at, value)
          model[at] = value
        }
        deepEqual(
          model.map((_, at) => statusBit(bits, at)),
          model,
        )
      }),
    )
  })

  it('is none between the bits, before the first and after the last', () => {
    const bits = emptyStatusList(16)
    for (const at of [-1, 16, 1e9, Number.NaN, Number.POSITIVE_INFINITY]) {
      equal(statusBit(bits, at), undefined)
    }
  })

  it('survives packing, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 131_071 })), async (set) => {
        const bits = emptyStatusList()
        for (const at of set) setStatusBit(bits, at, true)
        const back = await decodeStatusList(await encodeStatusList(bits))
        ok(back && Buffer.compare(back, bits) === 0)
      }),
      { numRuns: 40 },
    )
  })

  it('is not read from whatever text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.base64String()), async (text) => {
        equal(await decodeStatusList(text), undefined)
        equal(await decodeStatusList(`u${text}`), undefined)
      }),
    )
  })
})

describe('the index of a status', () => {
  const odd = [
    ...['8abc', '0x7', '-1', '+1', '007', '00', '', ' 1', '1 ', '1\n', '1.0', '1e3', '0b1', '1_0'],
    ...['٣', '１', 'NaN', 'Infinity', '99999999999', '1'.repeat(400), 7, -1, 1.5, null, [], ['1']],
  ]
  for (const statusListIndex of odd) {
    it(`is not read from ${JSON.stringify(statusListIndex).slice(0, 30)}`, async () => {
      const found = await verdict(entry({ statusListIndex }), (world) => listOf(world, []))
      deepEqual(found, ['status: status-malformed'])
    })
  }

  it('is not missing', async () => {
    const { statusListIndex: _, ...without } = entry()
    deepEqual(await verdict(without, (world) => listOf(world, [])), ['status: status-malformed'])
  })

  it('is within the list', async () => {
    const at = (statusListIndex: string) =>
      verdict(entry({ statusListIndex }), (world) => listOf(world, []))
    deepEqual(await at('131071'), [])
    deepEqual(await at('131072'), INVALID)
    deepEqual(await at('9999999999'), INVALID)
  })
})

describe('an entry that cannot be followed', () => {
  const odd: readonly [title: string, status: unknown, complaint: string][] = [
    ['a purpose that is a list', entry({ statusPurpose: ['revocation'] }), 'status-malformed'],
    ['the address of the list for its own', entry({ id: LIST }), 'status-malformed'],
    ['no address', entry({ statusListCredential: undefined }), 'status-malformed'],
    ['an address of data', entry({ statusListCredential: 'data:,x' }), 'status-malformed'],
    ['an address by FTP', entry({ statusListCredential: 'ftp://a.example/' }), 'status-malformed'],
    ['an address in a list', entry({ statusListCredential: [LIST] }), 'status-malformed'],
    ['entries of two bits', entry({ statusSize: 2 }), 'status-unsupported'],
    ['entries of a bit as text', entry({ statusSize: '1' }), 'status-unsupported'],
    ['an older kind', entry({ type: 'RevocationList2020Status' }), 'status-unsupported'],
    ['two kinds', entry({ type: ['BitstringStatusListEntry', 'X'] }), 'status-unsupported'],
  ]
  for (const [title, status, complaint] of odd) {
    it(`is not followed: ${title}`, async () => {
      const json = JSON.parse(JSON.stringify(status)) as JsonObject
      deepEqual(await verdict(json, (world) => listOf(world, [])), [`status: ${complaint}`])
    })
  }

  it('fails the whole, whatever its neighbours say', async () => {
    const list = (world: World) => listOf(world, [])
    const bad = entry({ statusListIndex: '8abc' })
    deepEqual(await verdict([entry(), bad], list), ['status: status-malformed'])
    const unknown = { type: 'Other', id: 'urn:a:b' }
    deepEqual(await verdict([entry(), unknown], list), ['status: status-unsupported'])
    deepEqual(await verdict([unknown, bad], list), ['status: status-malformed'])
  })

  it('is read when it says that an entry is one bit', async () => {
    deepEqual(await verdict(entry({ statusSize: 1 }), (world) => listOf(world, [])), [])
  })
})

describe('a list that says something else', () => {
  const packed = (size: number) => `u${gzipSync(Buffer.alloc(size)).toString('base64url')}`
  const encodedList = packed(16_384)
  const odd: readonly [title: string, subject: JsonObject, members?: JsonObject][] = [
    ['is short', { encodedList: packed(16_383) }],
    ['is empty', { encodedList: packed(0) }],
    ['is a bomb', { encodedList: packed(60_000_000) }],
    ['is not packed', { encodedList: `u${Buffer.alloc(20_000).toString('base64url')}` }],
    ['has no multibase', { encodedList: encodedList.slice(1) }],
    ['is in another multibase', { encodedList: `z${encodedList.slice(1)}` }],
    ['is padded', { encodedList: `${encodedList}==` }],
    ['is a number', { encodedList: 7 }],
    ['is missing', {}],
    ['is for another purpose', { encodedList, statusPurpose: 'suspension' }],
    ['is for other purposes', { encodedList, statusPurpose: ['suspension', 'message'] }],
    ['has another kind of subject', { encodedList, type: 'StatusList2021' }],
    ['is no list by type', { encodedList }, { type: ['VerifiableCredential'] }],
    ['lies elsewhere', { encodedList }, { id: 'https://brevet.example/status-lists/8' }],
    ['has expired', { encodedList }, { validUntil: '2026-11-22T12:00:00Z' }],
    ['is not valid yet', { encodedList }, { validFrom: '2026-11-22T12:00:01Z' }],
  ]
  for (const [title, subject, members] of odd) {
    it(`is refused: it ${title}`, async () => {
      deepEqual(await verdict(entry(), (world) => oddList(world, subject, members)), INVALID)
    })
  }

  it('is taken for one of several purposes, and without an id', async () => {
    const several = { encodedList, statusPurpose: ['suspension', 'revocation'] }
    deepEqual(await verdict(entry(), (world) => oddList(world, several)), [])
    const nameless = async (world: World) => {
      const { id: _, ...credential } = await oddList(world, { encodedList })
      const { proof: __, ...bare } = credential
      const request = { credential: bare, signer: issuer, mechanism: 'eddsa-jcs-2022' } as const
      return issueCredential(request, world)
    }
    deepEqual(await verdict(entry(), nameless), [])
  })

  it('only informs when its purpose is a message or a refresh', async () => {
    for (const statusPurpose of ['message', 'refresh']) {
      const bits = emptyStatusList()
      setStatusBit(bits, 0, true)
      const subject = { encodedList: await encodeStatusList(bits), statusPurpose }
      deepEqual(await verdict(entry({ statusPurpose }), (world) => oddList(world, subject)), [])
    }
  })

  it('fails the credential when a bit of an unknown purpose is set', async () => {
    const bits = emptyStatusList()
    setStatusBit(bits, 0, true)
    const subject = { encodedList: await encodeStatusList(bits), statusPurpose: 'audit' }
    const found = await verdict(entry({ statusPurpose: 'audit' }), (world) =>
      oddList(world, subject),
    )
    deepEqual(found, ['status: status-set'])
  })
})
