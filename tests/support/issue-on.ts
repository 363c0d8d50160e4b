import type { JsonObject } from '../../credentials/index.ts'
import { badge, plain } from '../credentials/support/documents.ts'

/** A token of the demonstration's client, which a development server knows. */
async function operatorToken(origin: string): Promise<string> {
  const response = await fetch(`${origin}/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa('demo-operator:demo-operator-secret')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })
  return ((await response.json()) as { access_token: string }).access_token
}

const post = async (origin: string, path: string, body: object): Promise<unknown> => {
  const response = await fetch(origin + path, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await operatorToken(origin)}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return response.status === 204 ? undefined : response.json()
}

/** Issues a badge over HTTP, as a client would. */
export async function issueOn(
  origin: string,
  { instance = 'default', changes = {} }: { instance?: string; changes?: JsonObject } = {},
): Promise<JsonObject> {
  const description = (await (await fetch(`${origin}/issuers/${instance}`)).json()) as {
    did: string
  }
  // an Open Badge has one status at the most, and this instance gives two
  const profile = { id: description.did, type: ['Profile'], name: 'Test School' }
  const [make, issuer] = instance === 'status' ? [plain, description.did] : [badge, profile]
  const credential = make({ id: `urn:uuid:${crypto.randomUUID()}`, issuer, ...changes })
  const answer = await post(origin, `/issuers/${instance}/credentials/issue`, { credential })
  return (answer as { verifiableCredential: JsonObject }).verifiableCredential
}

/** Revokes it, as its issuer would. */
export const revokeOn = (origin: string, credentialId: unknown): Promise<unknown> =>
  post(origin, '/credentials/status', {
    credentialId,
    credentialStatus: [
      { type: 'BitstringStatusListEntry', statusPurpose: 'revocation', status: true },
    ],
    reason: 'test',
  })
