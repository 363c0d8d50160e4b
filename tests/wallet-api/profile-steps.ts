import { equal } from 'node:assert/strict'
import { PROFILE_HEADER } from '../../schemas/wallet-profile-names.ts'
import { type Answer, type CallOptions, type Edge, person, type ServedWallet } from './support.ts'

export const ME = person('me')

interface Listed {
  readonly id: string
  readonly name?: string
  readonly default: boolean
}

type Ask = CallOptions & { readonly profile?: string }

/** What a learner does with profiles, over HTTP. */
export function profileSteps(here: ServedWallet) {
  const ask = (method: string, path: string, options: Ask = {}): Promise<Answer> => {
    const { profile, headers, ...rest } = options
    const named = { ...headers, ...(profile !== undefined && { [PROFILE_HEADER]: profile }) }
    return here.edge.call(method, `/api/wallet/${path}`, { as: ME, ...rest, headers: named })
  }
  const made = async (name = 'Freelance'): Promise<string> => {
    const { status, body } = await ask('POST', 'profiles', { json: { name } })
    equal(status, 201, JSON.stringify(body))
    return String(body.id)
  }
  const profiles = async (as = ME, edge = here.edge) =>
    (await edge.call('GET', '/api/wallet/profiles', { as })).body.profiles as readonly Listed[]
  const received = async (profile: string) => {
    const json = { offerUri: here.bench.issuer.offer() }
    const { status, body } = await ask('POST', 'receive', { json, profile })
    equal(status, 201, JSON.stringify(body))
    return (body.credentials as { id: string; profileId: string; subject: string }[])[0]
  }
  const listed = async (profile?: string, edge: Edge = here.edge) => {
    const headers = profile === undefined ? {} : { [PROFILE_HEADER]: profile }
    const { body } = await edge.call('GET', '/api/wallet/credentials', { as: ME, headers })
    return (body.credentials as { id: string }[]).map(({ id }) => id)
  }
  const kindsIn = async (profile: string) => {
    const { body } = await ask('GET', 'history', { profile })
    return (body.entries as { kind: string }[]).map(({ kind }) => kind).sort()
  }
  const present = (credentialIds: readonly string[], profile?: string) =>
    ask('POST', 'presentations', {
      json: { credentialIds, challenge: 'c', domain: 'https://jobs.example' },
      ...(profile !== undefined && { profile }),
    })
  const didsOf = async (profile: string) =>
    (await ask('GET', `profiles/${profile}`)).body.dids as readonly string[]
  return { ask, made, profiles, received, listed, kindsIn, present, didsOf }
}
