import { deepEqual, equal, ok } from 'node:assert/strict'
import type { Actor } from '../../platform/http/actor.ts'
import { allOperations } from '../../server/operations.ts'
import { verifierMigrations } from '../../verifier/index.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import { dumpOf } from '../support/dump.ts'
import { type Asker, openAsker } from './asker.ts'
import { ROWS, type Things } from './matrix-rows.ts'
import { type Bench, type Edge, migrations, openBench, person, serve, slugOf } from './support.ts'

/** Two of one organisation, one of another. */
const LEARNERS = [person('amina'), person('brahim'), person('chaima', 'atlas')]
const BOSS = { ...person('boss'), roles: new Set(['admin'] as const) }
const MACHINES: readonly Actor[] = ['academy', 'atlas'].flatMap((tenantId) =>
  [new Set(['admin'] as const), new Set<never>()].map((scopes) => ({
    ...{ kind: 'client' as const, clientId: `${tenantId} ${scopes.size}`, tenantId, scopes },
  })),
)
const NONE: Things = {
  ...{ credential: 'none', share: 'none', work: 'none', profile: 'none' },
  ...{ state: 'none', ticket: 'none' },
}
/** Requests that cannot be written down beforehand succeed in the tests of their own. */
const NEEDS_MORE = [
  'POST /api/wallet/credentials',
  'POST /api/wallet/receive',
  'POST /api/wallet/receive/sign-in',
  'POST /api/wallet/receive/sign-in/answer',
  'POST /api/wallet/restore',
  'POST /api/wallet/unlockers/rotation',
  'PUT /api/wallet/credentials/{id}/profile',
]

const all = { ...migrations, ...verifierMigrations }

describeOnBothDatabases('every request of a wallet’s, asked by everybody', all, (db) => {
  let bench: Bench
  let edge: Edge
  let asker: Asker
  let things: ReadonlyMap<string, Things>
  beforeEach(async () => {
    bench = await openBench(db())
    edge = await serve(bench)
    asker = await openAsker(bench)
    Object.assign(bench.issuer.server, {
      authorization_endpoint: `${bench.issuer.origin}/authorize`,
      pushed_authorization_request_endpoint: `${bench.issuer.origin}/par`,
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
    })
    const had = new Map<string, Things>()
    for (const { personId } of [...LEARNERS, BOSS]) had.set(personId, await thingsOf(personId))
    things = had
  })
  afterEach(async () => {
    await edge.close()
    await asker.close()
    await bench.close()
  })

  const thingsOf = async (personId: string): Promise<Things> => {
    const { wallet, issuer } = bench
    const [held] = await wallet.receive(personId, { offerUri: issuer.offer(), language: 'en' })
    const owned = { personId, id: held?.id ?? '' }
    const sample = { title: `Gate of ${personId}`, url: `https://${personId}.example/gate` }
    const grants = { authorization_code: { issuer_state: 'the-state' } }
    const start = await wallet.beginReceiving(personId, issuer.offer({ changes: { grants } }))
    const asked = await asker.verifier.requests?.create({
      tenantId: 'acme',
      clientName: 'Acme',
      purpose: 'To apply',
    })
    const { ticket } = await wallet.previewRequest(personId, {
      requestUri: asked?.requestUri ?? '',
    })
    return {
      credential: owned.id,
      share: (await wallet.share(owned, { days: 7 })).shareId,
      work: (await wallet.addWork(owned, sample)).id,
      profile: (await wallet.profiles.create(personId, { name: `Face of ${personId}` })).id,
      state: issuer.signIn(start.authorizationUrl).state,
      ticket,
    }
  }
  const thingsFor = ({ personId }: { readonly personId: string }) => things.get(personId) ?? NONE
  const requests = (theirs: Things, own: Things) =>
    Object.entries(ROWS).flatMap(([operation, row]) =>
      row(theirs, own).map((request) => ({
        operation,
        method: operation.split(' ')[0] ?? '',
        ...request,
      })),
    )

  it('has a row for every documented operation', () => {
    const documented = allOperations
      .filter(({ path, access }) => path.startsWith('/api/wallet') && access !== 'public')
      .map(({ method, path }) => `${method.toUpperCase()} ${path}`)
    deepEqual(Object.keys(ROWS).sort(), documented.sort())
    const open = allOperations.filter(({ tag, access }) => tag === 'wallet' && access === 'public')
    deepEqual(
      open.map(({ path }) => path),
      ['/api/shares/{shareId}', '/api/shares/{shareId}/open'],
    )
  })

  it('is answered to a stranger as for what does not exist, and changes nothing', async () => {
    for (const owner of LEARNERS) {
      const before = await rowsOf(owner.personId)
      ok(before.length > 8)
      for (const stranger of [...LEARNERS, BOSS].filter((one) => one !== owner)) {
        const own = thingsFor(stranger)
        const forNothing = requests(NONE, own)
        for (const [at, request] of requests(thingsFor(owner), own).entries()) {
          const about = `${stranger.personId} ${request.operation} of ${owner.personId}`
          const theirs = await edge.call(request.method, request.path, { ...request, as: stranger })
          const none = forNothing[at]
          const nothing = await edge.call(request.method, none?.path ?? '', {
            ...none,
            as: stranger,
          })
          equal(theirs.status, request.refused ?? 404, about)
          deepEqual(theirs.bytes, nothing.bytes, about)
        }
      }
      deepEqual(await rowsOf(owner.personId), before, `the wallet of ${owner.personId}`)
    }
  })

  it('is answered to nobody and to machines by asking them to sign in', async () => {
    for (const as of [undefined, ...MACHINES]) {
      for (const request of requests(thingsFor(LEARNERS[0] ?? BOSS), NONE)) {
        const answer = await edge.call(request.method, request.path, {
          ...request,
          ...(as && { as }),
        })
        deepEqual([answer.status, slugOf(answer)], [401, 'not-signed-in'], request.operation)
      }
    }
  })

  it('is granted to its owner', async () => {
    const [owner = BOSS] = LEARNERS
    const own = thingsFor(owner)
    const asked = new Set<string>()
    for (const request of requests(own, own)) {
      const { operation, path, json } = request
      const written = JSON.stringify([operation, path, json])
      if (NEEDS_MORE.includes(request.operation) || asked.has(written)) continue
      asked.add(written)
      const { status, body } = await edge.call(request.method, request.path, {
        ...request,
        as: owner,
      })
      ok(status < 300, `${request.operation}: ${status} ${JSON.stringify(body)}`)
    }
  })

  /** Rows of one learner in all tables there are. */
  async function rowsOf(personId: string): Promise<readonly string[]> {
    const tables = [...(await dumpOf(db()))].flatMap(([table, text]) =>
      (JSON.parse(text) as { readonly person_id?: string }[])
        .filter((row) => row.person_id === personId)
        .map((row) => `${table} ${JSON.stringify(row)}`),
    )
    return tables.sort()
  }
})
