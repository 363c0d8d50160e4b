import { deepEqual, equal, rejects } from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { digestFits } from '../../credentials/digests.ts'
import {
  issueCredential,
  type JsonObject,
  refuseOtherResources,
  verifyCredential,
} from '../../credentials/index.ts'
import { nodePrimitives } from '../../credentials/primitives/node.ts'
import { complaints, plain } from './support/documents.ts'
import { signAnyway } from './support/sign-anyway.ts'
import { issuer } from './support/signers.ts'
import { createWorld } from './support/world.ts'

const body = Buffer.from('hello')
const resourceFits = (data: Uint8Array, resource: JsonObject) =>
  digestFits(data, resource, nodePrimitives)
const hashOf = (algorithm: string, data: Buffer = body) =>
  createHash(algorithm).update(data).digest()
const multibase = (...parts: Buffer[]) => `u${Buffer.concat(parts).toString('base64url')}`
const SHA256 = Buffer.from([0x12, 0x20])
const sri = (algorithm: string, data?: Buffer) =>
  `${algorithm}-${hashOf(algorithm, data).toString('base64')}`

describe('digests of cited documents', () => {
  const right: readonly (readonly [title: string, resource: JsonObject])[] = [
    ['Subresource Integrity', { digestSRI: sri('sha256') }],
    ['a longer hash', { digestSRI: sri('sha384') }],
    ['the longest hash', { digestSRI: sri('sha512') }],
    [
      'several, of which the strongest counts',
      { digestSRI: `${sri('sha256', Buffer.from('x'))} ${sri('sha512')}` },
    ],
    [
      'several of one strength',
      { digestSRI: `${sri('sha256', Buffer.from('x'))} ${sri('sha256')}` },
    ],
    ['hex', { digestSRI: `sha256-${hashOf('sha256').toString('hex')}` }],
    ['a multihash', { digestMultibase: multibase(SHA256, hashOf('sha256')) }],
    [
      'a multihash in base58',
      { digestMultibase: 'zQmRN6wdp1S2A5EtjW9A3M1vKSBuQQGcgvuhoMUoEz4iiT5' },
    ],
    ['a multihash in hex', { digestMultibase: `f1220${hashOf('sha256').toString('hex')}` }],
    ['a bare digest', { digestMultibase: multibase(hashOf('sha256')) }],
    ['a bare longer digest', { digestMultibase: multibase(hashOf('sha384')) }],
    ['both', { digestMultibase: multibase(hashOf('sha512')), digestSRI: sri('sha384') }],
  ]
  for (const [title, resource] of right) {
    it(`fit the bytes they were made of, and no others: ${title}`, () => {
      equal(resourceFits(body, resource), true)
      equal(resourceFits(Buffer.from('hallo'), resource), false)
    })
  }

  it('must both fit where both are given', () => {
    const other = Buffer.from('hallo')
    const digestMultibase = multibase(SHA256, hashOf('sha256', other))
    equal(resourceFits(body, { digestMultibase, digestSRI: sri('sha256') }), false)
    equal(resourceFits(other, { digestMultibase, digestSRI: sri('sha256') }), false)
  })

  it('are so many under one name, and no more', () => {
    const many = (count: number) => ({ digestSRI: Array(count).fill(sri('sha256')).join(' ') })
    equal(resourceFits(body, many(16)), true)
    equal(resourceFits(body, many(17)), undefined)
  })

  it('say nothing where their kind is not known', () => {
    for (const digest of ['', 'u', 'x123', 'uAAAA', 'z0OIl', 'f12', 7, null]) {
      equal(resourceFits(body, { digestMultibase: digest }), undefined, String(digest))
    }
    for (const digest of ['', 'md5-abc', 'sha256-', 'sha256-AAAA', sri('sha256').slice(0, -4), 7]) {
      equal(resourceFits(body, { digestSRI: digest }), undefined, String(digest))
    }
    equal(resourceFits(body, {}), undefined)
  })
})

const V2_DIGESTS = {
  id: 'https://www.w3.org/ns/credentials/v2',
  mediaType: 'application/ld+json',
  digestSRI: 'sha384-l/HrjlBCNWyAX91hr6LFV2Y3heB5Tcr6IeE4/Tje8YyzYBM8IhqjHWiWpr8+ZbYU',
  digestMultibase: 'uWZVc7WaX1h4D8rJVb-vlMIqxaEKEb1tYbX8fet7JJzQ',
}

describe('a cited context that we have ourselves', () => {
  const world = createWorld()
  const issue = (resource: JsonObject) =>
    issueCredential(
      {
        credential: plain({ relatedResource: [resource] }),
        signer: issuer,
        mechanism: 'eddsa-rdfc-2022',
      },
      world,
    )
  const wrong = [
    { ...V2_DIGESTS, digestSRI: sri('sha384') },
    { ...V2_DIGESTS, digestMultibase: multibase(SHA256, hashOf('sha256')) },
    { id: V2_DIGESTS.id, digestSRI: sri('sha512') },
  ]

  it('is signed and verified by its digest, without asking for it', async () => {
    deepEqual(complaints(await verifyCredential(await issue(V2_DIGESTS), {}, world)), [])
    deepEqual(world.asked, [])
  })

  it('is refused by another, when signing and when verifying', async () => {
    for (const resource of wrong) {
      await rejects(issue(resource), { rule: 'resource-mismatch', pointer: '/relatedResource/0' })
      const signed = await signAnyway(plain({ relatedResource: [resource] }))
      const result = await verifyCredential(signed, {}, world)
      deepEqual(complaints(result), ['form: resource-mismatch'])
    }
  })
})

describe('refuseOtherResources', () => {
  const URL = 'https://academy.example/record.json'
  const check = async (resources: unknown, page?: string) => {
    const world = createWorld()
    if (page !== undefined) world.pages.set(URL, page)
    await refuseOtherResources(plain({ relatedResource: resources }), world)
    return world.asked
  }

  it('passes a document with the digest given, and one that does not answer', async () => {
    deepEqual(await check({ id: URL, digestSRI: sri('sha256') }, 'hello'), [URL])
    deepEqual(await check([{ id: URL, digestSRI: sri('sha256') }]), [URL])
    deepEqual(await check(undefined), [])
    deepEqual(await check([V2_DIGESTS, { id: 'urn:a:b', digestSRI: sri('sha256') }, 7]), [])
  })

  it('refuses another document', async () => {
    const resources = [V2_DIGESTS, { id: URL, digestSRI: sri('sha256') }]
    await rejects(check(resources, 'hallo'), {
      name: 'CredentialFault',
      rule: 'resource-mismatch',
      pointer: '/relatedResource/1',
    })
  })
})
