import type { ShareView, WalletCredentialView } from '../../../schemas/wallet-messages.ts'

type Shown = Pick<WalletCredentialView, 'title' | 'issuer' | 'issued' | 'expires' | 'credentialId'>

/** LinkedIn's form for a licence or certification, filled in; the person sends it, we send nothing. */
export function linkedIn(
  { url }: Pick<ShareView, 'url'>,
  { title = '', issuer, issued, expires, credentialId }: Shown,
): string {
  const query = new URLSearchParams({
    startTask: 'CERTIFICATION_NAME',
    name: title,
    organizationName: issuer.name ?? issuer.id,
    ...dated('issue', issued),
    ...dated('expiration', expires),
    certUrl: url,
    certId: credentialId,
  })
  return `https://www.linkedin.com/profile/add?${query}`
}

/** LinkedIn counts months from one. */
function dated(of: 'issue' | 'expiration', time: string | undefined): Record<string, string> {
  if (time === undefined) return {}
  const date = new Date(time)
  return {
    [`${of}Year`]: String(date.getUTCFullYear()),
    [`${of}Month`]: String(date.getUTCMonth() + 1),
  }
}

/** A letter in the person's own mail program. Blanks as `%20`: mail programs show `+` as it is. */
export const mail = ({ url }: Pick<ShareView, 'url'>, { title = '' }: Shown): string =>
  `mailto:?subject=${encodeURIComponent(title)}&body=${encodeURIComponent(url)}`
