import type { PersonActor } from '../../platform/http/actor.ts'

export const person = (personId: string): PersonActor => ({
  kind: 'person',
  personId,
  email: `${personId}@example.org`,
  name: personId,
  language: 'en',
  tenantId: 'academy',
  roles: new Set(['learner']),
  scopes: new Set(),
})
