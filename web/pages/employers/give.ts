import { call, request } from '../../api/client.ts'
import { SHORTLIST } from './purposes.ts'

interface Challenge {
  readonly challenge: string
  readonly domain: string
}

/**
 * Lets an employer rank the skills of the chosen certificates: the wallet signs a presentation for this
 * employer and purpose, and the skills it proves are kept, nothing else of it.
 */
export async function giveSkills(
  credentialIds: readonly string[],
  employer: string,
): Promise<void> {
  const wish = { purpose: SHORTLIST, employer }
  const { challenge, domain } = await request<Challenge>('POST', '/challenges', { body: wish })
  const { verifiablePresentation: presentation } = await request<{
    readonly verifiablePresentation: object
  }>('POST', '/api/wallet/presentations', { body: { credentialIds, challenge, domain } })
  await call('POST', '/profiles', { body: { presentation } })
}
