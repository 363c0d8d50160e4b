import type { UnixSeconds } from '../../platform/clock.ts'
import type { Scope } from '../../platform/http/actor.ts'
import type { QuotaLimits } from '../../platform/quota-config.ts'

/** A machine that may call us, on behalf of one organisation. */
export interface Client {
  readonly clientId: string
  readonly name: string
  readonly tenantId: string
  readonly scopes: readonly Scope[]
  readonly createdAt: UnixSeconds
  readonly disabledAt?: UnixSeconds
  /** Its own limits; where one is absent it is as for all clients. */
  readonly quotas?: QuotaLimits
}

/** Shown once; we keep a hash of the secret. */
export interface ClientCredentials {
  readonly clientId: string
  readonly clientSecret: string
}
