import type { RankingAnswer } from '../../../schemas/matching.ts'

interface Challenge {
  readonly challenge: string
  readonly domain: string
}

type Post = <T>(method: 'POST', path: string, options: { readonly body: object }) => Promise<T>

/**
 * Jobs by verified skills: the wallet signs a presentation of the chosen certificates for a challenge
 * made for this one purpose, and the ranking sees what that presentation proves.
 */
export async function rankFor(
  credentialIds: readonly string[],
  post: Post,
): Promise<RankingAnswer> {
  const purpose = { purpose: 'own-ranking' }
  const { challenge, domain } = await post<Challenge>('POST', '/challenges', { body: purpose })
  const wish = { credentialIds, challenge, domain }
  const { verifiablePresentation } = await post<{ verifiablePresentation: object }>(
    'POST',
    '/api/wallet/presentations',
    { body: wish },
  )
  const body = { presentation: verifiablePresentation }
  return await post<RankingAnswer>('POST', '/rankings', { body })
}
