import { deepEqual, equal, match } from 'node:assert/strict'
import {
  type Actor,
  actorOf,
  personOf,
  type Role,
  requirePerson,
  requireRole,
  requireScope,
  type Scope,
  setActor,
} from '../../../platform/http/actor.ts'
import { serve, type TestServer } from './fixture.ts'

const client = (...scopes: Scope[]): Actor => ({
  kind: 'client',
  clientId: 'c',
  tenantId: 't',
  scopes: new Set(scopes),
})

const person = (roles: Role[], scopes: Scope[] = []): Actor => ({
  kind: 'person',
  personId: 'p',
  email: 'ada@example.com',
  name: 'Ada',
  language: 'fr',
  tenantId: 't',
  roles: new Set(roles),
  scopes: new Set(scopes),
})

describe('a caller', () => {
  let actor: Actor | undefined
  let server: TestServer
  before(async () => {
    server = await serve((app) => {
      app.use((_request, response, next) => {
        if (actor) setActor(response, actor)
        next()
      })
      app.get('/who', (_request, response) => void response.json({ kind: actorOf(response).kind }))
      app.get(
        '/me',
        (_request, response) => void response.json({ id: personOf(response).personId }),
      )
      app.get('/person', requirePerson, (_request, response) => void response.end())
      app.get('/jobs', requireScope('jobs:write'), (_request, response) => void response.end())
      app.get('/reviews', requireRole('reviewer'), (_request, response) => void response.end())
    })
  })
  after(() => server.close())

  const statuses = async (who: Actor | undefined): Promise<Record<string, number>> => {
    actor = who
    const paths = ['/person', '/jobs', '/reviews']
    const answers = await Promise.all(paths.map((path) => server.ask(path)))
    return Object.fromEntries(answers.map(({ status }, index) => [paths[index], status]))
  }

  it('is nobody until somebody says who it is', async () => {
    actor = undefined
    deepEqual((await server.ask('/who')).json, { kind: 'nobody' })
    deepEqual(await statuses(undefined), { '/person': 401, '/jobs': 401, '/reviews': 401 })
  })

  it('that is a client passes by its scopes alone', async () => {
    deepEqual(await statuses(client('jobs:write')), {
      '/person': 401,
      '/jobs': 200,
      '/reviews': 401,
    })
    equal((await statuses(client('awards:write')))['/jobs'], 403)
    equal((await statuses(client()))['/jobs'], 403)
    equal((await statuses(client('admin')))['/jobs'], 200)
  })

  it('that is a person passes by roles, and by the scopes they grant', async () => {
    deepEqual(await statuses(person(['reviewer'])), {
      '/person': 200,
      '/jobs': 403,
      '/reviews': 200,
    })
    deepEqual(await statuses(person(['learner'], ['jobs:write'])), {
      '/person': 200,
      '/jobs': 200,
      '/reviews': 403,
    })
    equal((await statuses(person(['admin'])))['/reviews'], 200)
  })

  it('is told what is missing', async () => {
    actor = person(['learner'])
    match(String((await server.ask('/reviews')).json.detail), /needs the role reviewer/)
    match(String((await server.ask('/jobs')).json.detail), /needs the scope jobs:write/)
    actor = undefined
    match(String((await server.ask('/jobs')).json.detail), /needs the scope jobs:write/)
  })

  it('that is a person is known by id', async () => {
    actor = person([])
    deepEqual((await server.ask('/me')).json, { id: 'p' })
    actor = client('admin')
    equal((await server.ask('/me')).status, 401)
  })
})
