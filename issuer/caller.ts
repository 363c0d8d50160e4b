import { type Actor, notSignedIn } from '../platform/http/actor.ts'
import { Problem } from '../platform/problem.ts'

/** Who asks, for records and ownership: a client or a person, and the organisation they act for. */
export interface IssuerCaller {
  readonly id: string
  readonly kind: 'client' | 'person'
  readonly tenantId: string
}

/** @throws {Problem} `not-signed-in` */
export function callerOf(actor: Actor): IssuerCaller {
  switch (actor.kind) {
    case 'client':
      return { id: actor.clientId, kind: 'client', tenantId: actor.tenantId }
    case 'person':
      return { id: actor.personId, kind: 'person', tenantId: actor.tenantId }
    case 'nobody':
      throw new Problem(notSignedIn)
  }
}
