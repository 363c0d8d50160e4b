import { type RequestHandler, type Response, Router } from 'express'
import {
  notAllowed,
  type PersonActor,
  personOf,
  requirePerson,
  requireScope,
} from '../../platform/http/actor.ts'
import { jsonBody } from '../../platform/http/json-body.ts'
import { parser } from '../../platform/http/validate.ts'
import { Problem } from '../../platform/problem.ts'
import { MemberRoles, NewInvitation, NewOrganisation } from '../../schemas/accounts.ts'
import type { Accounts } from '../accounts.ts'
import { languageOrEnglish, type Person } from '../people/person.ts'
import { accountsProblems } from '../problems.ts'
import { recordId } from '../record-id.ts'
import type { Organisation } from './organisation.ts'

const parseOrganisation = parser(NewOrganisation)
const parseInvitation = parser(NewInvitation)
const parseRoles = parser(MemberRoles)
const json = jsonBody({ limit: '8kb' })

/** `/api/organisations…` and `/api/me/invitations…` */
export function organisationRoutes(accounts: Accounts, idempotent: RequestHandler): Router {
  const router = Router()
  const { organisations, invitations } = accounts
  router.get('/api/organisations', requirePerson, async (_request, response) => {
    const { personId, tenantId } = personOf(response)
    const memberships = await organisations.membershipsOf(personId)
    response.json({
      organisations: memberships.map((mine) => ({ ...mine, current: mine.id === tenantId })),
    })
  })
  const platform = requireScope('admin')
  router.post(
    '/api/organisations',
    ...[requirePerson, platform, json, idempotent],
    async (request, response) => {
      const { id, name, admin, language } = parseOrganisation(request.body)
      const invitee = { email: admin, language: language ?? languageOf(personOf(response)) }
      response.status(201).json(await invitations.found({ id, name }, invitee))
    },
  )
  memberRoutes(router, accounts)
  invitationRoutes(router, accounts, idempotent)
  myInvitationRoutes(router, accounts)
  return router
}

function memberRoutes(router: Router, { organisations, people }: Accounts): void {
  router.get('/api/organisations/:id/members', requirePerson, async (request, response) => {
    const { id } = administered(response, request.params.id)
    const members = await organisations.members(id)
    const named = await Promise.all(
      members.map(async ({ personId, roles }) => {
        const person = await people.byId(personId)
        return { personId, email: person?.email ?? '', name: person?.name ?? '', roles }
      }),
    )
    response.json({ members: named })
  })
  const member = '/api/organisations/:id/members/:personId'
  router.put(member, requirePerson, json, async (request, response) => {
    const { id } = administered(response, request.params.id)
    const { roles } = parseRoles(request.body)
    await organisations.setRoles(id, { personId: recordId(request.params.personId), roles })
    response.json({ roles })
  })
  router.delete(member, requirePerson, async (request, response) => {
    const actor = personOf(response)
    const personId = recordId(request.params.personId)
    const leaving = personId === actor.personId
    const id = leaving ? recordId(request.params.id) : administered(response, request.params.id).id
    await organisations.setRoles(id, { personId, roles: [] })
    response.status(204).end()
  })
}

function invitationRoutes(
  router: Router,
  { organisations, invitations }: Accounts,
  idempotent: RequestHandler,
): void {
  const path = '/api/organisations/:id/invitations'
  router.get(path, requirePerson, async (request, response) => {
    const { id } = administered(response, request.params.id)
    const open = await invitations.open(id)
    response.json({
      invitations: open.map(({ id, email, roles, expiresAt }) => ({ id, email, roles, expiresAt })),
    })
  })
  router.post(path, requirePerson, json, idempotent, async (request, response) => {
    const actor = administered(response, request.params.id)
    const { email, roles, language } = parseInvitation(request.body)
    const organisation: Organisation | undefined = await organisations.byId(actor.id)
    if (!organisation) throw new Problem(accountsProblems.unknownOrganisation)
    const invitee = { email, roles, language: language ?? languageOf(actor) }
    const { id, expiresAt, email: to } = await invitations.invite(organisation, invitee)
    response.status(201).json({ id, email: to, roles, expiresAt })
  })
  router.delete(`${path}/:invitationId`, requirePerson, async (request, response) => {
    const { id } = administered(response, request.params.id)
    await invitations.withdraw(recordId(request.params.invitationId), id)
    response.status(204).end()
  })
}

function myInvitationRoutes(router: Router, { invitations }: Accounts): void {
  router.get('/api/me/invitations', requirePerson, async (_request, response) => {
    const open = await invitations.openFor(personFrom(personOf(response)))
    response.json({
      invitations: open.map(({ id, organisation, roles, expiresAt }) => ({
        ...{ id, organisation, roles, expiresAt },
      })),
    })
  })
  const path = '/api/me/invitations/:id'
  router.post(`${path}/acceptance`, requirePerson, async (request, response) => {
    await invitations.accept(recordId(request.params.id), personFrom(personOf(response)))
    response.status(204).end()
  })
  router.delete(path, requirePerson, async (request, response) => {
    await invitations.decline(recordId(request.params.id), personFrom(personOf(response)))
    response.status(204).end()
  })
}

/**
 * The organisation of the session, when it is the one in the path and the caller administers it.
 *
 * @throws {Problem} `unknown-organisation` for one the session does not work in, whether it exists or not
 */
function administered(response: Response, id: unknown): PersonActor & { readonly id: string } {
  const actor = personOf(response)
  if (actor.tenantId !== id) throw new Problem(accountsProblems.unknownOrganisation)
  if (!actor.roles.has('admin')) {
    throw new Problem(notAllowed, { detail: 'needs the role admin' })
  }
  return { ...actor, id: actor.tenantId }
}

const personFrom = ({ personId, email, name, language }: PersonActor): Person => ({
  ...{ id: personId, email, name },
  language: languageOrEnglish(language),
})

const languageOf = ({ language }: PersonActor) => languageOrEnglish(language)
