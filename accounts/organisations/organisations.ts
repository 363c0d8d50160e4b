import type { Audit } from '../../audit/index.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import type { Role } from '../../platform/http/actor.ts'
import { Problem } from '../../platform/problem.ts'
import { accountsProblems } from '../problems.ts'
import { ACADEMY } from '../scopes.ts'
import type { Member, Membership, Organisation } from './organisation.ts'
import { memberStore, membershipStore, organisationStore } from './store.ts'

export interface Organisations {
  byId(id: string): Promise<Organisation | undefined>
  /** Adds the organisation unless its id is known. */
  ensure(organisation: Organisation): Promise<Organisation>
  members(id: string): Promise<readonly Member[]>
  membershipsOf(personId: string): Promise<readonly Membership[]>
  /** Gives somebody roles beside those they have. */
  addMember(tx: Db, id: string, member: Member): Promise<void>
  /**
   * Gives a member these roles instead of those they have; none removes the member.
   *
   * @throws {Problem} `unknown-member`; `last-admin` when nobody would be left to administer
   */
  setRoles(id: string, member: Member): Promise<void>
  /**
   * Where a session works: in the organisation chosen for it, while the person is a member there;
   * else in the academy, or in the only other organisation that gave the person a role.
   */
  workplace(personId: string, chosen: string | undefined): Promise<Membership>
}

type Deps = Pick<Ground, 'db' | 'clock'> & { readonly audit: Pick<Audit, 'record'> }

export function createOrganisations(deps: Deps): Organisations {
  const { db, clock } = deps
  return {
    byId: (id) => organisationStore(db).byId(id),
    ensure: async (organisation) => {
      const store = organisationStore(db)
      await store.addUnlessThere(organisation, clock())
      return (await store.byId(organisation.id)) ?? organisation
    },
    members: (id) => memberStore(db).members(id),
    membershipsOf: (personId) => membershipStore(db).ofPerson(personId),
    addMember: (tx, id, member) => addMember(deps, tx, { id, member }),
    setRoles: (id, member) => setRoles(deps, id, member),
    workplace: async (personId, chosen) =>
      workplaceOf(await membershipStore(db).ofPerson(personId), chosen),
  }
}

async function addMember(
  { clock, audit }: Deps,
  tx: Db,
  { id, member }: { readonly id: string; readonly member: Member },
): Promise<void> {
  const { personId, roles } = member
  for (const role of roles) {
    await memberStore(tx).addRole(id, { personId, role }, clock())
  }
  await audit.record(tx, {
    tenantId: id,
    kind: 'member.roles-given',
    subjectId: id,
    personId,
    facts: { roles: [...roles] },
    personal: { member: personId },
  })
}

async function setRoles(deps: Deps, id: string, member: Member): Promise<void> {
  const { db, clock, audit } = deps
  const { personId, roles } = member
  await db.transaction(async (tx) => {
    await organisationStore(tx).lock(id)
    const store = memberStore(tx)
    const members = await store.members(id)
    if (!members.some((known) => known.personId === personId)) {
      throw new Problem(accountsProblems.unknownMember)
    }
    const others = members.filter((known) => known.personId !== personId)
    if (![...others, member].some((known) => known.roles.includes('admin'))) {
      throw new Problem(accountsProblems.lastAdmin)
    }
    await store.remove(id, personId)
    for (const role of roles) await store.addRole(id, { personId, role }, clock())
    await audit.record(tx, {
      tenantId: id,
      kind: 'member.roles-set',
      subjectId: id,
      personId,
      facts: { roles: [...roles] },
      personal: { member: personId },
    })
  })
}

/** Everybody may learn at the academy, so everybody has a place to work. */
const LEARNERS: Membership = { id: ACADEMY, name: 'Brevet Academy', roles: [] }

function workplaceOf(memberships: readonly Membership[], chosen: string | undefined): Membership {
  const atAcademy = memberships.find(({ id }) => id === ACADEMY)
  if (chosen !== undefined) {
    const there = memberships.find(({ id }) => id === chosen)
    if (there) return withLearner(there)
    return withLearner(atAcademy ?? LEARNERS)
  }
  const [only, ...more] = memberships
  const place = only && more.length === 0 ? only : (atAcademy ?? LEARNERS)
  return withLearner(place)
}

const withLearner = (membership: Membership): Membership => ({
  ...membership,
  roles: ['learner' satisfies Role, ...membership.roles],
})
