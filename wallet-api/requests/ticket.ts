/**
 * A request that was read once and shown to the learner, carried by the learner's own page until it is
 * answered: what is answered is what was shown, and the asker is asked for it once.
 *
 * @module
 */

import { SealBroken } from '../../keys/index.ts'
import type { UnixSeconds } from '../../platform/clock.ts'
import { Problem } from '../../platform/problem.ts'
import { walletProblems } from '../problems.ts'
import type { Vault } from '../vault/vault.ts'
import { type Request, readRequest } from './request.ts'
import { untrusted } from './untrusted.ts'

/** How long a learner may think. */
const LIFETIME = 900 // seconds

interface Ticket {
  readonly request: Request
  readonly until: UnixSeconds
}

/** Where a request comes from: its address, or what was made of it before. */
export type RequestSource = { readonly requestUri: string } | { readonly ticket: string }

/** Sealed under the learner's key: of use to nobody else. */
export async function ticketFor(vault: Vault, request: Request, now: UnixSeconds): Promise<string> {
  const ticket: Ticket = { request, until: now + LIFETIME }
  const sealed = await vault.sealJson('wallet.request', ticket, vault.personId)
  return Buffer.from(sealed).toString('base64url')
}

/**
 * @throws {Problem} `invalid-presentation-request` for a ticket that is none, `request-not-trusted` when
 *   its time is over, and those of {@link readRequest}
 */
export async function requestFrom(
  vault: Vault,
  source: RequestSource,
  deps: Parameters<typeof readRequest>[1],
): Promise<Request> {
  if ('requestUri' in source) return readRequest(source.requestUri, deps)
  const { request, until } = await opened(vault, source.ticket)
  if (until <= deps.clock()) throw untrusted('its time is over')
  return request
}

async function opened(vault: Vault, text: string): Promise<Ticket> {
  try {
    const sealed = new Uint8Array(Buffer.from(text, 'base64url'))
    return (await vault.openJson('wallet.request', sealed, vault.personId)) as Ticket
  } catch (cause) {
    if (!(cause instanceof SealBroken)) throw cause
    const detail = 'the ticket is not one of this wallet'
    throw new Problem(walletProblems.invalidRequestUri, { detail, cause })
  }
}
