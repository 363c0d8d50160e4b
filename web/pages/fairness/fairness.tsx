import { useState } from 'react'
import type { FairnessAudit } from '../../../schemas/fairness.ts'
import { useResource } from '../../api/use-resource.ts'
import { formatNumber, formatShare } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Link } from '../../router/link.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'

const DIMENSIONS = ['gender', 'age', 'gender × age'] as const
const DAY = /^\d{4}-\d{2}-\d{2}$/

/** For auditors: whether the ranking favours a group, of those who told something of themselves. */
export function Fairness() {
  const { t } = useTexts()
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const days = Object.entries({ from, to }).filter(([, day]) => DAY.test(day))
  const query = new URLSearchParams(days)
  const audit = useResource<FairnessAudit>(`/api/fairness/audit?${query}`)
  const csv = new URLSearchParams([...days, ['format', 'csv']])
  return (
    <Page title={t('fairness.title')} lead={t('fairness.lead')} width="reading">
      <div className="actions actions-low">
        <Field label={t('fairness.from')} type="date" value={from} onChange={setFrom} />
        <Field label={t('fairness.to')} type="date" value={to} onChange={setTo} />
        <ButtonLink href={`/api/fairness/audit?${csv}`} download>
          {t('fairness.csv')}
        </ButtonLink>
      </div>
      <Loaded resource={audit}>{(found) => <Findings audit={found} />}</Loaded>
      <section className="section spaced" aria-labelledby="fairness-how">
        <h2 id="fairness-how">{t('fairness.how')}</h2>
        <p>{t('fairness.how.text')}</p>
        <p>
          <Link href="/ranking-model">{t('place.model')}</Link>
        </p>
      </section>
    </Page>
  )
}

function Findings({ audit }: { readonly audit: FairnessAudit }) {
  const { t, language } = useTexts()
  if (audit.people === 0) {
    return (
      <Empty title={t('fairness.none')}>
        <p className="quiet">{t('fairness.none.text')}</p>
      </Empty>
    )
  }
  return (
    <>
      <Verdict audit={audit} />
      <p>
        {t('fairness.people', {
          people: formatNumber(language, audit.people),
          median: formatShare(language, audit.median),
        })}
      </p>
      {DIMENSIONS.map((dimension) => (
        <Dimension
          key={dimension}
          title={t(`fairness.by.${dimension}`)}
          groups={audit.groups.filter((group) => group.dimension === dimension)}
        />
      ))}
    </>
  )
}

/** What could not be compared is not fine. */
function Verdict({ audit }: { readonly audit: FairnessAudit }) {
  const { t } = useTexts()
  const compared = audit.groups.filter(
    ({ impactRatio, tooFew }) => impactRatio !== undefined && !tooFew,
  )
  if (audit.alerts > 0) {
    return <Notice tone="problem">{t('fairness.alert', { number: String(audit.alerts) })}</Notice>
  }
  if (compared.length < 2) return <Notice tone="warning">{t('fairness.cannot')}</Notice>
  return <Notice tone="good">{t('fairness.noAlert')}</Notice>
}

type Group = FairnessAudit['groups'][number]

function Dimension({
  title,
  groups,
}: {
  readonly title: string
  readonly groups: readonly Group[]
}) {
  if (groups.length === 0) return null
  return (
    <section className="section">
      <h2 className="section-title">{title}</h2>
      <ul className="lines">
        {groups.map((group) => (
          <GroupLine key={group.category} group={group} />
        ))}
      </ul>
    </section>
  )
}

function GroupLine({ group }: { readonly group: Group }) {
  const { t, maybe, language } = useTexts()
  const { category, people, rate, impactRatio, suppressed, tooFew, alert } = group
  const name = category
    .split(' × ')
    .map((part) => maybe(`told.${part}`) ?? part)
    .join(' · ')
  const ratio =
    impactRatio === undefined
      ? '–'
      : formatNumber(language, impactRatio, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
  const isCompared = impactRatio !== undefined && !tooFew
  const standing = alert ? 'fairness.below' : isCompared ? 'fairness.fine' : 'fairness.notCompared'
  return (
    <li className="line" data-alert={alert || undefined}>
      <div className="line-main">
        <h3>{name}</h3>
        {suppressed ? (
          <p className="quiet">{t('fairness.suppressed')}</p>
        ) : (
          <p className="quiet">
            {t('fairness.group', {
              people: formatNumber(language, people ?? 0),
              rate: formatShare(language, (rate ?? 0) * 1_000_000),
            })}
            {tooFew ? ` · ${t('fairness.tooFew')}` : ''}
          </p>
        )}
      </div>
      {suppressed ? null : (
        <p className="line-end">
          <strong>{t('fairness.ratio', { ratio })}</strong>
          <br />
          <span className="quiet">{t(standing)}</span>
        </p>
      )}
    </li>
  )
}
