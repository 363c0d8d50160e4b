import { useCallback, useState } from 'react'
import type { ImportReport } from '../../../schemas/matching-jobs.ts'
import { sendFile } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { ActionProblem } from '../../ui/states.tsx'

const TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  json: 'application/json',
  jsonld: 'application/ld+json',
}

/** By the end of its name: browsers know few of these types, and each its own. */
const typed = (file: File): Blob =>
  new Blob([file], { type: TYPES[file.name.split('.').at(-1) ?? ''] ?? 'application/x-ndjson' })

/** Many jobs in a file, and what became of each. */
export function ImportJobs() {
  const { t } = useTexts()
  const [file, setFile] = useState<File>()
  const [report, setReport] = useState<ImportReport>()
  const send = useCallback(async () => {
    if (file) setReport(await sendFile<ImportReport>('/jobs/bulk', typed(file)))
  }, [file])
  const action = useAction(send)
  const chosen = file?.name ?? t('verify.file')
  return (
    <Page title={t('employer.import')} lead={t('import.lead')} width="reading">
      <div className="stack">
        <div className="field">
          <span className="field-label">{t('import.file')}</span>
          <div className="actions">
            <label className="button button-secondary file-button">
              <bdi>{chosen}</bdi>
              <input
                type="file"
                accept=".csv,.json,.jsonld,.ndjson,.jsonl"
                aria-label={`${t('import.file')}: ${chosen}`}
                onChange={({ target }) => {
                  setFile(target.files?.[0])
                  setReport(undefined)
                }}
              />
            </label>
          </div>
          <p className="hint">{t('import.columns')}</p>
          <p className="hint" dir="ltr">
            <code>
              id, title, description, employer, language, location, workplace, permit, expires,
              must_have, nice_to_have
            </code>
          </p>
        </div>
        <div className="actions">
          <Button
            look="primary"
            isDisabled={!file}
            isPending={action.busy}
            onPress={() => action.run()}
          >
            {t('import.send')}
          </Button>
        </div>
        <ActionProblem problem={action.problem} />
        {report ? <Report report={report} /> : null}
      </div>
    </Page>
  )
}

function Report({ report }: { readonly report: ImportReport }) {
  const { t } = useTexts()
  const { accepted, drafted, rejected } = report
  return (
    <section className="section" aria-labelledby="report">
      <h2 id="report">{t('import.report')}</h2>
      <Notice tone={rejected.length > 0 ? 'warning' : 'good'} live>
        <ul>
          <li>{t('import.accepted', { number: accepted })}</li>
          <li>{t('import.drafted', { number: drafted.length })}</li>
          <li>{t('import.rejected', { number: rejected.length })}</li>
        </ul>
      </Notice>
      {rejected.length > 0 ? (
        <ul className="lines">
          {rejected.map(({ line, faults }) => (
            <li key={line} className="line">
              <div className="line-main">
                <h3>{t('import.line', { line })}</h3>
                {faults.map(({ pointer, rule, detail }) => (
                  <p key={`${pointer}-${rule}`} dir="ltr">
                    <code>{pointer || rule}</code> {detail}
                  </p>
                ))}
              </div>
            </li>
          ))}
        </ul>
      ) : null}
      <div className="actions">
        <ButtonLink href="/employer">{t('employer.title')}</ButtonLink>
      </div>
    </section>
  )
}
