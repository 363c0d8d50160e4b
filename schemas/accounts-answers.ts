import type { TSchema } from 'typebox'

/** The answers that the endpoints of `accounts` share. */
export const answer = (description: string, schema: TSchema) => ({ 200: { description, schema } })
export const created = (description: string, schema: TSchema) => ({ 201: { description, schema } })
export const done = { 204: { description: 'Done.' } }
