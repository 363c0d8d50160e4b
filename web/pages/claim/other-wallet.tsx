import { useCallback, useState } from 'react'
import type { OfferView } from '../../../schemas/issuer.ts'
import { request } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { ActionProblem } from '../../ui/states.tsx'

/** The same certificate into any other wallet that speaks OpenID4VCI, without an account here. */
export function OtherWallet({ path }: { readonly path: string }) {
  const { t } = useTexts()
  const [offer, setOffer] = useState<OfferView>()
  const make = useCallback(async () => {
    setOffer(await request<OfferView>('POST', `${path}/offer`, { body: { txCode: false } }))
  }, [path])
  const action = useAction(make)
  return (
    <details className="disclosure">
      <summary>{t('claim.other')}</summary>
      <div className="stack">
        <p>{t('claim.other.text')}</p>
        {offer ? (
          <>
            <img
              className="share-code"
              src={`data:image/svg+xml;utf8,${encodeURIComponent(offer.qr)}`}
              alt={t('claim.code')}
            />
            <p>
              <a href={offer.offerUri}>{t('claim.here')}</a>
            </p>
          </>
        ) : (
          <Button isPending={action.busy} onPress={() => action.run()}>
            {t('claim.makeCode')}
          </Button>
        )}
        <ActionProblem problem={action.problem} />
      </div>
    </details>
  )
}
