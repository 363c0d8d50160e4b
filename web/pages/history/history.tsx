import { useState } from 'react'
import { HISTORY_KINDS, type WalletHistory } from '../../../schemas/wallet-history.ts'
import { useResource } from '../../api/use-resource.ts'
import { formatDateTime } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Link } from '../../router/link.tsx'
import { Choice } from '../../ui/choice.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import { ClaimNames } from '../present/claim-name.tsx'
import { ProfileSwitch } from '../profiles/profile-switch.tsx'

type Entry = WalletHistory['entries'][number]

/** What came into the wallet, what was shown to whom, and what left it. */
export function History() {
  const { t } = useTexts()
  const [kind, setKind] = useState('')
  const history = useResource<WalletHistory>(
    kind ? `/api/wallet/history?kind=${kind}` : '/api/wallet/history',
  )
  const options = [
    { value: '', text: t('history.all') },
    ...HISTORY_KINDS.map((one) => ({ value: one, text: t(`history.kind.${one}`) })),
  ]
  return (
    <Page
      title={t('history.title')}
      lead={t('history.lead')}
      above={<Link href="/certificates">{t('nav.certificates')}</Link>}
      width="reading"
    >
      <ProfileSwitch what="looked" />
      <Choice label={t('history.filter')} value={kind} onChange={setKind} options={options} />
      <Loaded resource={history}>
        {({ entries }) =>
          entries.length === 0 ? (
            <Empty title={t('history.none')} />
          ) : (
            <ul className="lines">
              {entries.map((entry) => (
                <EntryLine key={entry.id} entry={entry} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Page>
  )
}

function EntryLine({ entry }: { readonly entry: Entry }) {
  const { t, language } = useTexts()
  const { kind, at, title, audience, issuer, credentials, claims, identified } = entry
  const asker = entry.asker ?? entry.domain
  return (
    <li className="line">
      <div className="line-main">
        <p>
          <strong>{t(`history.kind.${kind}`)}</strong>
        </p>
        {title ? (
          <p>
            <bdi>{title}</bdi>
          </p>
        ) : null}
        {issuer ? <p>{t('history.from', { name: issuer })}</p> : null}
        {asker ? <p>{t('history.to', { name: asker })}</p> : null}
        {audience ? <p>{t('history.to', { name: audience })}</p> : null}
        {entry.by ? <p className="quiet">{t('history.by', { name: entry.by })}</p> : null}
        {entry.purpose ? (
          <p className="quiet">{t('present.for', { purpose: entry.purpose })}</p>
        ) : null}
        {identified === false ? <p className="quiet">{t('history.unknown')}</p> : null}
        {claims ? <ClaimNames claims={claims} /> : null}
        {typeof credentials === 'number' ? (
          <p>{t('history.count', { count: credentials })}</p>
        ) : (
          credentials?.map((one) => (
            <details key={one.id} className="disclosure">
              <summary>
                <bdi>{one.title ?? t('verdict.untitled')}</bdi>
              </summary>
              {one.claims ? <ClaimNames claims={one.claims} /> : <p>{t('history.whole')}</p>}
            </details>
          ))
        )}
      </div>
      <p className="line-end quiet">{formatDateTime(language, at)}</p>
    </li>
  )
}
