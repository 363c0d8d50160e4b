/**
 * A learner with a wallet, over HTTP: what the pages are then looked at with.
 *
 * @module
 */

import { ok } from 'node:assert/strict'
import type { TestServer } from '../support/server.ts'
import { signInByLink } from '../support/sign-in.ts'
import { nineFields } from '../wallet-api/nine-fields.ts'

export interface WalletPerson {
  readonly cookie: string
  readonly personId: string
  /** GET without a body, else POST; refused answers are faults. */
  readonly call: (path: string, body?: unknown, headers?: object) => Promise<unknown>
  /** Puts a credential of nine claims into the wallet. @returns its id */
  readonly keepCard: () => Promise<string>
}

export async function walletPerson(server: TestServer, email: string): Promise<WalletPerson> {
  const cookie = await signInByLink(server.origin, email)
  const call = async (path: string, body?: unknown, headers = {}) => {
    const answer = await fetch(`${server.origin}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'content-type': 'application/json', origin: server.origin, cookie, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    ok(answer.ok, `${path} ${answer.status} ${await answer.clone().text()}`)
    return answer.json() as Promise<unknown>
  }
  const { person } = (await call('/api/me')) as { readonly person: { readonly id: string } }
  const keepCard = async () => {
    const { wallet, ground } = server.services
    ok(wallet)
    const holder = await wallet.holderDid(person.id)
    const credential = await nineFields(holder, ground.clock())
    return ((await call('/api/wallet/credentials', { credential })) as { id: string }).id
  }
  return { cookie, personId: person.id, call, keepCard }
}
