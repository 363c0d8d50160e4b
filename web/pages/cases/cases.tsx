import type { CaseView } from '../../../schemas/audit.ts'
import { useResource } from '../../api/use-resource.ts'
import { formatDate } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Link } from '../../router/link.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import { CaseDecision } from './case-decision.tsx'

interface CasesView {
  readonly mine: readonly CaseView[]
  readonly toHandle: readonly CaseView[]
}

/** Decisions that were contested: one's own, and those one is to answer. */
export function Cases() {
  const { t } = useTexts()
  const cases = useResource<CasesView>('/api/cases')
  return (
    <Page title={t('nav.cases')} lead={t('case.lead')} width="reading">
      <Loaded resource={cases}>
        {({ mine, toHandle }, reload) => (
          <>
            {toHandle.length > 0 ? (
              <CaseList title={t('case.toHandle')} cases={toHandle} reload={reload} />
            ) : null}
            {mine.length > 0 ? (
              <CaseList title={t('case.mine')} cases={mine} reload={reload} />
            ) : (
              <Empty title={t('case.none')}>
                <p className="quiet">{t('case.none.text')}</p>
              </Empty>
            )}
          </>
        )}
      </Loaded>
    </Page>
  )
}

interface CaseListProps {
  readonly title: string
  readonly cases: readonly CaseView[]
  readonly reload: () => void
}

function CaseList({ title, cases, reload }: CaseListProps) {
  return (
    <section className="section">
      <h2 className="section-title">{title}</h2>
      <ul className="lines">
        {cases.map((item) => (
          <li key={item.id} className="line">
            <CaseBody item={item} reload={reload} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function CaseBody({ item, reload }: { readonly item: CaseView; readonly reload: () => void }) {
  const { t, language } = useTexts()
  const date = (moment: string) => formatDate(language, moment)
  return (
    <article className="line-main">
      <h3>
        {t(`case.kind.${item.subjectKind}`)} · {t(`case.state.${item.outcome ?? item.state}`)}
      </h3>
      <p className="quiet">
        {t('case.opened', { date: date(item.openedAt) })}
        {item.state === 'open' ? ` · ${t('case.due', { date: date(item.dueAt) })}` : ''}
      </p>
      <blockquote className="quote" dir="auto">
        {item.reason}
      </blockquote>
      {item.contact ? (
        <p>
          {t('case.contact')} <bdi>{item.contact}</bdi>
        </p>
      ) : null}
      {item.attachment === undefined ? null : (
        <details className="disclosure">
          <summary>{t('case.attachment')}</summary>
          <pre className="raw" dir="ltr">
            {JSON.stringify(item.attachment, undefined, 2)}
          </pre>
        </details>
      )}
      {item.subjectKind === 'ranking' ? (
        <p>
          <Link href={`/rankings/${item.subjectId}`}>{t('case.ranking')}</Link>
        </p>
      ) : null}
      {item.explanation ? (
        <dl className="facts">
          <dt>{t('case.explanation')}</dt>
          <dd dir="auto">{item.explanation}</dd>
          <dt>{t('case.remedy')}</dt>
          <dd dir="auto">{item.remedy}</dd>
        </dl>
      ) : null}
      {item.mayHandle && item.state === 'open' ? (
        <CaseDecision caseId={item.id} reload={reload} />
      ) : null}
    </article>
  )
}
