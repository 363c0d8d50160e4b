/**
 * Keeps a certificate that is open, while there is a network, for a time when there is none.
 *
 * @module
 */

import type { ShareView } from '../../../schemas/wallet-messages.ts'
import type { WalletProfiles } from '../../../schemas/wallet-profiles.ts'
import { call, get, request } from '../../api/client.ts'
import { type CertificateDetail, walletPath } from '../certificates/wallet.ts'
import { PROFILES } from '../profiles/profiles.ts'
import type { WalletWays } from '../wallet/wallet-ways.ts'
import { type KeptCode, keep } from './kept-store.ts'

/** As long as a session lasts, where the server can open the wallet; else as long as it stays open. */
const WEEK = 7 * 86_400_000 // milliseconds
const HALF_DAY = 43_200_000

export async function keepOpened(
  { verification: _, ...certificate }: CertificateDetail,
  { personId, language }: { readonly personId: string; readonly language: string },
): Promise<void> {
  const { id } = certificate
  const [sheet, codes, ways, { profiles }] = await Promise.all([
    call('GET', `${walletPath(id)}/sheet.svg?lang=${language}`).then((answer) => answer.text()),
    codesOf(id, certificate.state),
    get<WalletWays>('/api/wallet/unlockers'),
    get<WalletProfiles>(PROFILES),
  ])
  const opensByServer = ways.unlockers.some(({ kind }) => kind === 'server')
  const now = Date.now()
  const { choosable: __, ...view } = certificate
  const profile = profiles.find((one) => one.id === certificate.profileId)
  const kept = { certificate: view, sheet, codes, keptAt: now, ...(profile && { profile }) }
  await keep(kept, { personId, until: now + (opensByServer ? WEEK : HALF_DAY) })
}

/** The code that is checked without a network, where there is one, and those of links that work. */
async function codesOf(id: string, state: string): Promise<readonly KeptCode[]> {
  const { shares } = await get<{ readonly shares: readonly ShareView[] }>(
    `${walletPath(id)}/shares`,
  )
  const links = shares
    .filter(({ expired, locked }) => !expired && !locked)
    .map(({ qr, expiresAt }): KeptCode => ({ kind: 'link', qr, expiresAt }))
  const slim = state === 'valid' ? await slimCode(id).catch(() => undefined) : undefined
  return [...(slim ? [{ kind: 'slim', qr: slim } as const] : []), ...links]
}

/** Only certificates that were issued here have one. @throws {ApiProblem} */
export async function slimCode(id: string): Promise<string> {
  const whole = await (await call('GET', `${walletPath(id)}/download`)).text()
  const verifiableCredential: unknown = whole.startsWith('{') ? JSON.parse(whole) : whole.trim()
  const { qr } = await request<{ readonly qr: string }>('POST', '/credentials/slim', {
    body: { verifiableCredential },
  })
  return qr
}
