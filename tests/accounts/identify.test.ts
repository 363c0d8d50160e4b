import { deepEqual, equal, rejects } from 'node:assert/strict'
import fc from 'fast-check'
import { identify } from '../../accounts/identify.ts'
import { accountsProblems } from '../../accounts/index.ts'
import type { ClientActor, Delegate, PersonActor } from '../../platform/http/actor.ts'
import { Problem } from '../../platform/problem.ts'

const CLIENT: ClientActor = {
  kind: 'client',
  clientId: 'client',
  tenantId: 'atlas',
  scopes: new Set(['jobs:write']),
}
const DELEGATE: Delegate = {
  grantId: 'g1',
  clientId: 'client',
  clientName: 'Jobs',
  personId: 'p1',
  language: 'fr',
  profileId: 'first',
  scopes: new Set(['wallet:read']),
}
const PERSON = { id: 'p1', email: 'lina@example.org', name: 'Lina', language: 'fr' } as const
const OWN = 'https://brevet.example'
const COOKIE = 'theme=dark; brevet.session_token=good'

const request = {
  method: 'GET',
  origin: undefined,
  fetchSite: undefined,
  authorization: undefined,
  cookie: undefined,
}

/** Real rules, over callers that are known by heart. */
const deps = {
  clients: {
    actorOf: async (token: string) => {
      if (token === 'expired') throw new Problem(accountsProblems.invalidAccessToken)
      return token === 'ours' ? CLIENT : undefined
    },
  },
  grants: {
    delegateOf: async (token: string) => (token === 'given' ? DELEGATE : undefined),
  },
  organisations: {
    workplace: async (_personId: string, chosen: string | undefined) =>
      chosen === 'atlas'
        ? { id: 'atlas', name: 'Atlas SA', roles: ['learner', 'employer'] as const }
        : { id: 'academy', name: 'Brevet Academy', roles: ['learner'] as const },
  },
  signIn: {
    session: async (cookie: string) =>
      cookie.includes('session_token=good')
        ? { session: { id: 's1', person: PERSON, organisationId: 'atlas' }, cookies: ['longer'] }
        : { session: undefined, cookies: ['forget'] },
  },
  origins: [OWN],
}
const NOBODY = { actor: { kind: 'nobody', scopes: new Set() }, cookies: [] }

describe('who asks', () => {
  it('is a machine by its token, whatever cookies come along', async () => {
    for (const authorization of ['Bearer ours', 'bearer ours', 'BEARER  ours ']) {
      deepEqual(await identify(deps, { ...request, authorization, cookie: COOKIE }), {
        actor: CLIENT,
        cookies: [],
      })
    }
  })

  it('is nobody but in the wallet of a learner, by the token that came of their consent', async () => {
    const asked = { ...request, authorization: 'Bearer given', cookie: COOKIE }
    deepEqual(await identify(deps, asked), { ...NOBODY, delegate: DELEGATE })
  })

  it('is a person by the session, with the roles and scopes of the organisation chosen', async () => {
    const { actor, cookies } = await identify(deps, { ...request, cookie: COOKIE })
    const expected: PersonActor = {
      kind: 'person',
      personId: 'p1',
      email: 'lina@example.org',
      name: 'Lina',
      language: 'fr',
      tenantId: 'atlas',
      roles: new Set(['learner', 'employer']),
      scopes: new Set(['presentations:request', 'jobs:write', 'rankings:read', 'verify:batch']),
    }
    deepEqual(actor, expected)
    deepEqual(cookies, ['longer'])
  })

  it('is nobody when nothing says otherwise', async () => {
    deepEqual(await identify(deps, request), NOBODY)
    deepEqual(await identify(deps, { ...request, cookie: 'theme=dark' }), NOBODY)
    deepEqual(await identify(deps, { ...request, cookie: '' }), NOBODY)
  })

  it('is nobody when the session has ended, and the browser is told', async () => {
    const cookie = 'brevet.session_token=old'
    deepEqual(await identify(deps, { ...request, cookie }), { ...NOBODY, cookies: ['forget'] })
  })

  it('is nobody with a token of another protocol, also when a session is there', async () => {
    for (const authorization of [
      'Bearer theirs',
      'DPoP ours',
      'Basic b3Vycw==',
      'Bearer',
      'ours',
    ]) {
      deepEqual(await identify(deps, { ...request, authorization, cookie: COOKIE }), NOBODY)
    }
  })

  it('is refused with a token of ours that is not good', async () => {
    await rejects(
      identify(deps, { ...request, authorization: 'Bearer expired' }),
      (error: Problem) => error.type === accountsProblems.invalidAccessToken,
    )
  })

  it('is refused when another site uses the session to change something', async () => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      await rejects(
        identify(deps, { ...request, method, cookie: COOKIE, origin: 'https://evil.example' }),
        (error: Problem) => error.type === accountsProblems.crossSiteRequest,
      )
      const own = await identify(deps, { ...request, method, cookie: COOKIE, origin: OWN })
      equal(own.actor.kind, 'person')
    }
  })

  it('may come from any site with a token, and as nobody', async () => {
    const elsewhere = { ...request, method: 'POST', origin: 'https://partner.example' }
    const machine = await identify(deps, { ...elsewhere, authorization: 'Bearer ours' })
    equal(machine.actor.kind, 'client')
    equal((await identify(deps, elsewhere)).actor.kind, 'nobody')
    const ended = { ...elsewhere, cookie: 'brevet.session_token=old' }
    equal((await identify(deps, ended)).actor.kind, 'nobody')
  })

  it('is never a person or a machine by a header made up', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), async (authorization) => {
        const { actor } = await identify(deps, { ...request, authorization, cookie: COOKIE })
        equal(actor.kind, 'nobody')
      }),
    )
  })
})
