import type { WalletWork } from '../../../schemas/wallet-works.ts'
import { useResource } from '../../api/use-resource.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Link } from '../../router/link.tsx'
import { walletPath } from '../certificates/wallet.ts'

/** Where works lie beside a certificate: that they do not go with it, and what shows them instead. */
export function WorksStay({ certificateId }: { readonly certificateId: string }) {
  const { t } = useTexts()
  const works = useResource<{ readonly works: readonly WalletWork[] }>(
    `${walletPath(certificateId)}/works`,
  )
  if (works.state !== 'ready' || works.value.works.length === 0) return null
  return (
    <p className="quiet">
      {t('present.works')}{' '}
      <Link href={`/certificates/${certificateId}`}>{t('present.works.link')}</Link>
    </p>
  )
}
