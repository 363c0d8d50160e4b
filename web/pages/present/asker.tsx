import type { RequestPreview } from '../../../schemas/wallet-requests.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Notice } from '../../ui/notice.tsx'

/** Who asks, as far as that is known, and where the answer goes. */
export function Asker({ asked }: { readonly asked: RequestPreview }) {
  const { t } = useTexts()
  const { clientId, clientName, identified, answerGoesTo } = asked
  return (
    <section className="section stack" aria-labelledby="asker">
      <h2 id="asker">{t('present.who')}</h2>
      {identified ? (
        <Notice tone="good">{t('present.known')}</Notice>
      ) : (
        <Notice tone="warning">{t('present.unknown')}</Notice>
      )}
      <dl className="facts">
        {clientName ? (
          <>
            <dt>{t('present.calls')}</dt>
            <dd>
              <bdi>{clientName}</bdi>
            </dd>
          </>
        ) : null}
        <dt>{t('authorize.returns')}</dt>
        <dd>
          <bdi dir="ltr">{answerGoesTo}</bdi>
        </dd>
        <dt>{t('present.clientId')}</dt>
        <dd>
          <code dir="ltr">{clientId}</code>
        </dd>
      </dl>
      <p className="quiet">{t('present.caution')}</p>
    </section>
  )
}
