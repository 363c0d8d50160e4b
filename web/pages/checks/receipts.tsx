import { useState } from 'react'
import type { ReceiptLine, ReceiptList } from '../../../schemas/receipt.ts'
import { useResource } from '../../api/use-resource.ts'
import { formatDateTime } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Link } from '../../router/link.tsx'
import { useSession } from '../../session/session.tsx'
import { Button } from '../../ui/button.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import { VerdictMark } from '../../ui/verdict-mark.tsx'
import { VERDICT_OF } from '../../verdict/headline.ts'
import { CheckLinks } from './check-links.tsx'

/** Receipts that the organisation filed, newest first. */
export function Receipts() {
  const { t } = useTexts()
  const { me } = useSession()
  const [before, setBefore] = useState<string>()
  const query = before ? `?before=${encodeURIComponent(before)}` : ''
  const receipts = useResource<ReceiptList>(`/api/receipts${query}`)
  return (
    <Page title={t('checks.receipts')} above={me?.organisation?.name} lead={t('receipts.lead')}>
      <CheckLinks />
      <Loaded resource={receipts}>
        {(page) =>
          page.receipts.length === 0 ? (
            <Empty title={t('receipts.none')}>
              <p className="quiet">{t('receipts.none.text')}</p>
              <a className="button button-primary" href="/verify">
                {t('nav.verify')}
              </a>
            </Empty>
          ) : (
            <>
              <ul className="lines">
                {page.receipts.map((receipt) => (
                  <Line key={receipt.id} receipt={receipt} />
                ))}
              </ul>
              <div className="actions">
                {before ? (
                  <Button onPress={() => setBefore(undefined)}>{t('org.newest')}</Button>
                ) : null}
                {page.next ? (
                  <Button onPress={() => setBefore(page.next)}>{t('org.older')}</Button>
                ) : null}
              </div>
            </>
          )
        }
      </Loaded>
    </Page>
  )
}

function Line({ receipt }: { readonly receipt: ReceiptLine }) {
  const { t, language } = useTexts()
  const { id, outcome, createdAt, issuer, issuerName, credentialId } = receipt
  const verdict = VERDICT_OF[outcome]
  return (
    <li className="line receipt-line" data-verdict={verdict}>
      <VerdictMark verdict={verdict} />
      <div className="line-main">
        <h2 className="line-title">
          <Link className="line-link" href={`/employer/receipts/${encodeURIComponent(id)}`}>
            {t(`verdict.${verdict}`)} · {formatDateTime(language, createdAt)}
          </Link>
        </h2>
        <p>{issuerName ? <bdi>{issuerName}</bdi> : <code>{issuer ?? '–'}</code>}</p>
        {credentialId ? (
          <p className="quiet">
            <code>{credentialId}</code>
          </p>
        ) : null}
      </div>
    </li>
  )
}
