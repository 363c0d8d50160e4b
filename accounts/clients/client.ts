import type { UnixSeconds } from '../../platform/clock.ts'
import type { Scope } from '../../platform/http/actor.ts'

/** A machine that may call us, on behalf of one organisation. */
export interface Client {
  readonly clientId: string
  readonly name: string
  readonly tenantId: string
  readonly scopes: readonly Scope[]
  readonly createdAt: UnixSeconds
  readonly disabledAt?: UnixSeconds
}

/** Shown once; we keep a hash of the secret. */
export interface ClientCredentials {
  readonly clientId: string
  readonly clientSecret: string
}
