import { deepEqual, equal, rejects } from 'node:assert/strict'
import { accountsMigrations } from '../../accounts/index.ts'
import {
  createOrganisations,
  type Organisations,
} from '../../accounts/organisations/organisations.ts'
import type { Audit } from '../../audit/index.ts'
import type { Role } from '../../platform/http/actor.ts'
import type { Problem } from '../../platform/problem.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import { NOW } from './harness.ts'

type Recorded = Parameters<Audit['record']>[1]

describeOnBothDatabases('the organisations of a person', accountsMigrations, (open) => {
  let organisations: Organisations
  const recorded: Recorded[] = []
  beforeEach(async () => {
    recorded.length = 0
    const record: Audit['record'] = async (_tx, entry) => {
      recorded.push(entry)
      return { entryId: '1', hash: '' }
    }
    organisations = createOrganisations({ db: open(), clock: () => NOW, audit: { record } })
    for (const id of ['academy', 'atlas', 'rif']) await organisations.ensure({ id, name: id })
  })

  const join = (id: string, personId: string, ...roles: Role[]) =>
    open().transaction((tx) => organisations.addMember(tx, id, { personId, roles }))
  const place = async (personId: string, chosen?: string) => {
    const { id, roles } = await organisations.workplace(personId, chosen)
    return [id, ...roles]
  }

  it('keep the name they were given first', async () => {
    deepEqual(await organisations.ensure({ id: 'atlas', name: 'Another' }), {
      id: 'atlas',
      name: 'atlas',
    })
    equal(await organisations.byId('nowhere'), undefined)
  })

  it('have a member once per role, however often it is given', async () => {
    await join('atlas', 'p1', 'employer')
    await join('atlas', 'p1', 'employer', 'reviewer')
    deepEqual(await organisations.members('atlas'), [
      { personId: 'p1', roles: ['employer', 'reviewer'] },
    ])
    deepEqual(await organisations.members('rif'), [])
  })

  it('do not exist by having a member', async () => {
    await rejects(join('nowhere', 'p1', 'admin'))
    deepEqual(await organisations.membershipsOf('p1'), [])
  })

  it('are the academy for whoever has no role anywhere', async () => {
    deepEqual(await place('p1'), ['academy', 'learner'])
    deepEqual(await place('p1', 'atlas'), ['academy', 'learner'])
    deepEqual(await place('p1', 'academy'), ['academy', 'learner'])
  })

  it('are the only one that gave a role, until another is chosen', async () => {
    await join('atlas', 'p1', 'employer')
    deepEqual(await place('p1'), ['atlas', 'learner', 'employer'])
    deepEqual(await place('p1', 'academy'), ['academy', 'learner'])
    await join('rif', 'p1', 'admin')
    deepEqual(await place('p1'), ['academy', 'learner'])
    deepEqual(await place('p1', 'rif'), ['rif', 'learner', 'admin'])
    await join('academy', 'p1', 'reviewer')
    deepEqual(await place('p1'), ['academy', 'learner', 'reviewer'])
    deepEqual(await place('p1', 'nowhere'), ['academy', 'learner', 'reviewer'])
  })

  it('write each change of roles down, with the person in the part that can be erased', async () => {
    await join('atlas', 'p1', 'admin')
    await organisations.setRoles('atlas', { personId: 'p1', roles: ['admin', 'employer'] })
    deepEqual(
      recorded.map(({ tenantId, kind, facts, personal }) => [tenantId, kind, facts, personal]),
      [
        ['atlas', 'member.roles-given', { roles: ['admin'] }, { member: 'p1' }],
        ['atlas', 'member.roles-set', { roles: ['admin', 'employer'] }, { member: 'p1' }],
      ],
    )
  })

  it('change nothing, and write nothing down, when a change is refused', async () => {
    await join('atlas', 'p1', 'admin')
    recorded.length = 0
    const refused: readonly (readonly [string, string, Role[], string])[] = [
      ['atlas', 'p1', [], 'last-admin'],
      ['atlas', 'p1', ['employer'], 'last-admin'],
      ['atlas', 'p2', ['admin'], 'unknown-member'],
      ['rif', 'p1', ['admin'], 'unknown-member'],
      ['nowhere', 'p1', ['admin'], 'unknown-member'],
    ]
    for (const [id, personId, roles, slug] of refused) {
      await rejects(
        organisations.setRoles(id, { personId, roles }),
        (error: Problem) => error.type.slug === slug,
      )
    }
    deepEqual(await organisations.members('atlas'), [{ personId: 'p1', roles: ['admin'] }])
    deepEqual(recorded, [])
  })

  it('keep an administrator when ten step down at once', async () => {
    const people = Array.from({ length: 10 }, (_, n) => `p${n}`)
    for (const personId of people) await join('atlas', personId, 'admin')
    const outcomes = await Promise.allSettled(
      people.map((personId) => organisations.setRoles('atlas', { personId, roles: [] })),
    )
    equal(outcomes.filter(({ status }) => status === 'rejected').length, 1)
    equal((await organisations.members('atlas')).length, 1)
  })
})
