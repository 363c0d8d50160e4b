import { useCallback, useRef, useState } from 'react'
import type { ImportReport } from '../../../schemas/matching-jobs.ts'
import type { ProblemFault } from '../../api/api-problem.ts'
import { sendFile } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { faultText } from '../../ui/problem-text.ts'
import { ActionProblem } from '../../ui/states.tsx'

const TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  json: 'application/json',
  jsonld: 'application/ld+json',
}

/** By the end of its name: browsers know few of these types, and each its own. */
const typed = (file: File): Blob =>
  new Blob([file], { type: TYPES[endOf(file.name)] ?? 'application/x-ndjson' })

const endOf = (name: string): string => name.toLowerCase().split('.').at(-1) ?? ''

/** Many jobs in a file, and what became of each. */
export function ImportJobs() {
  const { t } = useTexts()
  const [file, setFile] = useState<File>()
  const [report, setReport] = useState<ImportReport>()
  const key = useRef(crypto.randomUUID())
  const send = useCallback(async () => {
    if (!file) return
    setReport(await sendFile<ImportReport>('/jobs/bulk', typed(file), key.current))
    key.current = crypto.randomUUID()
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
                  key.current = crypto.randomUUID()
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
  const { accepted, drafted, rejected, repeated, warned } = report
  const remarks = [...rejected, ...warned, ...repeated]
  return (
    <section className="section" aria-labelledby="report">
      <h2 id="report">{t('import.report')}</h2>
      <Notice tone={remarks.length === 0 ? 'good' : 'warning'} live>
        <ul>
          <li>{t('import.accepted', { number: accepted })}</li>
          <li>{t('import.drafted', { number: drafted.length })}</li>
          <li>{t('import.rejected', { number: rejected.length })}</li>
          {repeated.length > 0 ? (
            <li>{t('import.repeated', { number: repeated.length })}</li>
          ) : null}
          {warned.length > 0 ? <li>{t('import.warned', { number: warned.length })}</li> : null}
        </ul>
      </Notice>
      <Remarks remarks={remarks} />
      <div className="actions">
        <ButtonLink href="/employer">{t('employer.title')}</ButtonLink>
      </div>
    </section>
  )
}

interface Remark {
  readonly line: number
  readonly id?: string
  /** None: the line replaced another. */
  readonly faults?: readonly ProblemFault[]
}

/** What is to be said of single lines, in their order. */
function Remarks({ remarks }: { readonly remarks: readonly Remark[] }) {
  const texts = useTexts()
  const { t } = texts
  if (remarks.length === 0) return null
  const inOrder = [...remarks].sort((a, b) => a.line - b.line)
  return (
    <ul className="lines">
      {inOrder.map(({ line, id = '', faults }) => (
        <li key={`${line}-${faults ? 'faults' : 'replaced'}`} className="line">
          <div className="line-main">
            <h3>{t('import.line', { line })}</h3>
            {faults ? null : <p>{t('import.replaced', { id })}</p>}
            {faults?.map((fault) => (
              <FaultLine key={`${fault.pointer}-${fault.rule}`} fault={fault} />
            ))}
          </div>
        </li>
      ))}
    </ul>
  )
}

/** In the reader's language where somebody wrote it, else in that of the interface. */
function FaultLine({ fault }: { readonly fault: ProblemFault }) {
  const { pointer, rule, detail } = fault
  const text = faultText(useTexts(), 'job-malformed', fault)
  return (
    <p {...(text === undefined && { dir: 'ltr' })}>
      <code dir="ltr">{pointer || rule}</code> {text ?? detail}
    </p>
  )
}
