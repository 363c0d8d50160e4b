import type { Actor, PersonActor, Scope } from '../../platform/http/actor.ts'
import type { Answer, Bench } from './bench.ts'

export const client = (tenantId: string, ...scopes: readonly Scope[]): Actor => ({
  kind: 'client',
  clientId: `client-of-${tenantId}`,
  tenantId,
  scopes: new Set(scopes),
})

export const person = (personId: string, over: Partial<PersonActor> = {}): PersonActor => ({
  kind: 'person',
  personId,
  email: `${personId}@example.org`,
  name: personId,
  language: 'en',
  tenantId: 'academy',
  roles: new Set(['learner']),
  scopes: new Set(),
  ...over,
})

export interface ChallengeAnswer {
  readonly challenge: string
  readonly domain: string
  readonly expiresAt: string
}

export interface ProfileAnswer {
  readonly profileId: string
  readonly withdrawToken: string
  readonly skills: readonly { readonly skillId: string; readonly level?: number }[]
  readonly notCredited: readonly { readonly reason: string; readonly amount?: number }[]
}

interface Wish {
  readonly employer?: string
  readonly purpose?: string
}

/** Asks for a challenge: for oneself, unless an employer is named. */
export const challengeFor = async (
  bench: Bench,
  as: Actor | undefined,
  wish: Wish | string = {},
): Promise<ChallengeAnswer> => {
  const { employer, purpose = 'application' }: Wish =
    typeof wish === 'string' ? { employer: wish } : wish
  const body = employer === undefined ? { purpose: 'own-ranking' } : { purpose, employer }
  return (await bench.call<ChallengeAnswer>('POST /challenges', { body, ...(as && { as }) })).body
}

/** Gives a profile of the credentials: for oneself, unless an employer is named. */
export async function giveProfile(
  bench: Bench,
  as: Actor,
  {
    credentials,
    ...wish
  }: {
    readonly credentials?: readonly object[]
    readonly employer?: string
    readonly purpose?: string
  } = {},
): Promise<Answer<ProfileAnswer>> {
  const asked = await challengeFor(bench, as, wish)
  const presented = (credentials ?? [await bench.badges.badge()]) as { [member: string]: unknown }[]
  const presentation = await bench.badges.present({ ...asked, credentials: presented })
  return bench.call<ProfileAnswer>('POST /profiles', { as, body: { presentation } })
}
