/**
 * Who a wallet is, as its requests to the authorization server show it.
 *
 * @module
 */

import type { Ground } from '../../platform/ground.ts'
import { verifyDpop } from './dpop.ts'
import type { Protocol } from './protocol.ts'

/** A request to an endpoint of the authorization server. */
export interface ClientRequest {
  readonly url: string
  readonly headers: Headers
  readonly body: Readonly<Record<string, unknown>>
}

export interface Wallet {
  readonly clientId: string | undefined
  /** Thumbprint of the key that it has shown to hold (RFC 9449). */
  readonly dpopKey: string | undefined
}

type Deps = Pick<Ground, 'db' | 'clock'> & { readonly protocol: Protocol }

/** @throws {Problem} `invalid-dpop-proof` */
export async function clientOf(deps: Deps, { url, headers, body }: ClientRequest): Promise<Wallet> {
  const jwt = headers.get('dpop')
  const request = { method: 'POST', url, headers } as const
  const dpopKey = jwt === null ? undefined : await verifyDpop(deps, { jwt, request })
  const { client_id: clientId } = body
  return { clientId: typeof clientId === 'string' ? clientId : undefined, dpopKey }
}
