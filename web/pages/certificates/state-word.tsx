import type { WalletCredentialView } from '../../../schemas/wallet-messages.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { VerdictMark } from '../../ui/verdict-mark.tsx'
import type { Verdict } from '../../verdict/headline.ts'

type CertificateState = WalletCredentialView['state']

const VERDICTS: Readonly<Record<CertificateState, Verdict>> = {
  valid: 'valid',
  expired: 'invalid',
  'not-yet-valid': 'undetermined',
  revoked: 'invalid',
  suspended: 'undetermined',
  invalid: 'invalid',
  unchecked: 'undetermined',
}

/** How a certificate stands: shape, word and colour. */
export function StateWord({ state }: { readonly state: CertificateState }) {
  const { t } = useTexts()
  const verdict = VERDICTS[state]
  return (
    <span className={`state-mark verdict-${verdict}`}>
      <VerdictMark verdict={verdict} />
      {t(`certificate.state.${state}`)}
    </span>
  )
}
