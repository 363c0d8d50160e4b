import type { RequestHandler, Router } from 'express'
import { isoTime } from '../../platform/clock.ts'
import { personOf } from '../../platform/http/actor.ts'
import { jsonBody } from '../../platform/http/json-body.ts'
import { parser } from '../../platform/http/validate.ts'
import {
  credentialMoveBody,
  newProfileBody,
  profileChangeBody,
  profileRemovalQuery,
  type WalletProfile,
} from '../../schemas/wallet-profiles.ts'
import { opened } from '../vault/routes.ts'
import type { Profile } from './profiles.ts'

const parseNew = parser(newProfileBody)
const parseChange = parser(profileChangeBody)
const parseRemoval = parser(profileRemovalQuery, 'query')
const parseMove = parser(credentialMoveBody)

const profileView = ({ isDefault, createdAt, ...profile }: Profile): WalletProfile => ({
  ...profile,
  default: isDefault,
  createdAt: isoTime(createdAt),
})

/** Faces that a learner shows. */
export function profileRoutes(
  router: Router,
  { idempotency }: { readonly idempotency: RequestHandler },
): void {
  const json = jsonBody({ limit: '4kb' })
  const one = '/api/wallet/profiles/:profileId'

  router.get('/api/wallet/profiles', async (_request, response) => {
    const profiles = await opened(response).profiles.list(personOf(response).personId)
    response.json({ profiles: profiles.map(profileView) })
  })

  router.post('/api/wallet/profiles', json, idempotency, async (request, response) => {
    const look = parseNew(request.body)
    const profile = await opened(response).profiles.create(personOf(response).personId, look)
    response.status(201).json(profileView(profile))
  })

  router.get(one, async (request, response) => {
    const { personId } = personOf(response)
    const id = request.params.profileId
    const { dids, holds, ...profile } = await opened(response).profiles.detail(personId, id)
    response.json({ ...profileView(profile), dids, holds })
  })

  router.patch(one, json, async (request, response) => {
    const { default: isDefault, ...look } = parseChange(request.body)
    const change = { ...look, ...(isDefault && { isDefault }) }
    const { personId } = personOf(response)
    const id = String(request.params.profileId)
    response.json(profileView(await opened(response).profiles.change(personId, id, change)))
  })

  router.delete(one, async (request, response) => {
    const { credentials } = parseRemoval(request.query)
    const { personId } = personOf(response)
    const id = request.params.profileId
    await opened(response).profiles.remove(personId, id, Number(credentials))
    response.status(204).end()
  })

  router.put('/api/wallet/credentials/:id/profile', json, async (request, response) => {
    const { profileId } = parseMove(request.body)
    const owned = { personId: personOf(response).personId, id: String(request.params.id) }
    await opened(response).profiles.move(owned, profileId)
    response.status(204).end()
  })
}
