import { deepEqual, equal } from 'node:assert/strict'
import { checkTokenStatus } from '../../credentials/checks/token-status.ts'
import type { JsonObject } from '../../credentials/index.ts'
import { signJws } from '../../credentials/jose/sign.ts'
import { workshopFor } from '../../credentials/workshop.ts'
import { attacker, issuer } from './support/signers.ts'
import { words } from './support/words.ts'
import { createWorld, NOW } from './support/world.ts'

describe('what is found of a token status (Token Status List §8.3)', () => {
  const uri = 'https://brevet.example/token-status/3'
  const good = { sub: uri, iat: NOW, status_list: { bits: 2, lst: '' } }

  async function found(status: unknown, token?: unknown) {
    const world = createWorld()
    if (token !== undefined) world.pages.set(uri, token)
    const finding = await checkTokenStatus({ status }, issuer.did, workshopFor(world))
    return finding && words(finding)
  }
  const cites = (members: JsonObject = {}) => ({ status_list: { idx: 0, uri, ...members } })
  const signed = (claims: JsonObject, header: JsonObject = {}) => {
    const kid = issuer.verificationMethod
    return signJws({ typ: 'statuslist+jwt', kid, ...header }, { ...good, ...claims }, issuer)
  }

  it('is nothing without the claim, and open where it is of another kind', async () => {
    equal(await found(undefined), undefined)
    for (const odd of ['x', null, {}, { status_list: [] }, { other: {} }]) {
      equal(await found(odd), 'undetermined status-unsupported', JSON.stringify(odd))
    }
  })

  it('is that the claim is odd', async () => {
    for (const idx of ['0', -1, 1.5, 2 ** 53, null]) {
      equal(await found(cites({ idx })), 'failed status-malformed idx', String(idx))
    }
    for (const odd of [7, 'ftp://a.example/', `x${uri}`, null]) {
      equal(await found(cites({ uri: odd })), 'failed status-malformed uri', String(odd))
    }
    equal(
      await found(cites({ uri: 'http://a.example/' })),
      'undetermined status-unreachable http://a.example/ cannot be reached',
    )
  })

  it('is that the token is none, of another, or has ended', async () => {
    const invalid = (detail: string) => `failed status-list-invalid ${detail}`
    equal(await found(cites(), 'a.b'), invalid('must have three parts'))
    equal(await found(cites(), await signed({}, { typ: 'JWT' })), invalid('typ'))
    equal(await found(cites(), await signed({ sub: `${uri}0` })), invalid('sub'))
    equal(await found(cites(), await signed({ exp: 'x' })), invalid('claims'))
    equal(await found(cites(), await signed({ exp: NOW })), invalid('expired'))
    equal(await found(cites(), await signed({}, { jwk: {} })), invalid('header-forbidden'))
    const { verificationMethod: kid } = attacker
    equal(await found(cites(), await signed({}, { kid })), invalid('controller-mismatch'))
    equal(await found(cites(), ` ${await signed({})}\n`), invalid('lst'))
  })

  it('is open where the key of the issuer is out of reach', async () => {
    const did = 'did:web:gone.example'
    const world = createWorld()
    world.pages.set(uri, await signed({}, { kid: `${did}#1` }))
    const finding = await checkTokenStatus({ status: cites() }, did, workshopFor(world))
    deepEqual(
      [finding && words(finding), finding?.source],
      ['undetermined status-unreachable key-unresolvable', uri],
    )
  })
})
