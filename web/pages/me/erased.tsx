import type { ErasureReport } from '../../../schemas/server.ts'
import { formatDateTime } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { saveJson } from '../../keep/save.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty } from '../../ui/states.tsx'

let report: ErasureReport | undefined

/** What the next page shows: the report is given once, and is in this window alone. */
export const rememberReport = (given: ErasureReport): void => {
  report = given
}

/** What was removed with an account, table by table, and what stays and why. */
export function Erased() {
  const { t, language } = useTexts()
  if (!report) {
    return (
      <Page title={t('erased.title')} width="reading">
        <Empty title={t('erased.none')}>
          <ButtonLink href="/">{t('nav.home')}</ButtonLink>
        </Empty>
      </Page>
    )
  }
  const { erasedAt, tables, kept, digest } = report
  const own = report
  return (
    <Page
      title={t('erased.title')}
      lead={t('erased.lead', { date: formatDateTime(language, erasedAt) })}
      width="reading"
    >
      <div className="actions no-print">
        <Button look="primary" onPress={() => saveJson('brevet-erasure.json', own)}>
          {t('erased.save')}
        </Button>
        <Button onPress={() => window.print()}>{t('verify.print')}</Button>
      </div>
      <section className="section" aria-labelledby="erased-tables">
        <h2 id="erased-tables">{t('erased.removed')}</h2>
        <Removed tables={tables} />
      </section>
      {kept.length > 0 ? (
        <section className="section" aria-labelledby="erased-kept">
          <h2 id="erased-kept">{t('erased.kept')}</h2>
          <ul className="lines">
            {kept.map(({ table, why }) => (
              <li key={table} className="line">
                <code dir="ltr">{table}</code>
                <p className="line-main">{t(`erased.why.${why}`)}</p>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <section className="section" aria-labelledby="erased-digest">
        <h2 id="erased-digest">{t('erased.digest')}</h2>
        <p>{t('erased.digest.text')}</p>
        <p>
          <code className="code" dir="ltr">
            {digest}
          </code>
        </p>
      </section>
    </Page>
  )
}

function Removed({ tables }: Pick<ErasureReport, 'tables'>) {
  const { t } = useTexts()
  return (
    <div className="table-scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">{t('erased.table')}</th>
            <th scope="col">{t('erased.rows')}</th>
            <th scope="col">{t('erased.changed')}</th>
          </tr>
        </thead>
        <tbody>
          {tables.map(({ table, removed, changed }) => (
            <tr key={table}>
              <th scope="row">
                <code dir="ltr">{table}</code>
              </th>
              <td>{removed}</td>
              <td>{changed}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
