import { useCallback, useState } from 'react'
import { call, request } from '../api/client.ts'
import { useAction } from '../api/use-action.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { useSession } from '../session/session.tsx'
import { Button } from '../ui/button.tsx'
import { ActionProblem } from '../ui/states.tsx'
import type { JsonObject } from '../verdict/json.ts'
import { save, saveJson } from './save.ts'

interface Made {
  readonly receipt: JsonObject
  readonly report: { readonly outcome: 'passed' | 'failed' | 'undetermined' }
  /** Where it was filed. */
  readonly id?: string
}

/** A signed receipt: the one thing for which the certificate is sent, and the reader is told so before. */
export function Receipt({ source }: { readonly source: JsonObject | string }) {
  const { t } = useTexts()
  const { me, has } = useSession()
  const mayFile = has('employer') || has('admin')
  const [keep, setKeep] = useState(true)
  const [made, setMade] = useState<Made>()
  const ask = useCallback(async () => {
    const body = { verifiableCredential: source, ...(mayFile && keep && { keep }) }
    setMade(await request<Made>('POST', '/api/receipts', { body }))
  }, [source, mayFile, keep])
  const action = useAction(ask)
  return (
    <details className="disclosure">
      <summary>{t('receipt.get')}</summary>
      <div className="stack">
        {made ? (
          <MadeReceipt made={made} />
        ) : (
          <>
            <p>{t('receipt.consent')}</p>
            {mayFile ? (
              <label className="check">
                <input type="checkbox" checked={keep} onChange={() => setKeep(!keep)} />
                <span>{t('receipt.file', { organisation: me?.organisation?.name ?? '' })}</span>
              </label>
            ) : null}
            <Button isPending={action.busy} onPress={() => action.run()}>
              {t('receipt.send')}
            </Button>
          </>
        )}
        <ActionProblem problem={action.problem} />
      </div>
    </details>
  )
}

function MadeReceipt({ made }: { readonly made: Made }) {
  const { t } = useTexts()
  const { receipt, report, id } = made
  const savePdf = useCallback(async () => {
    const answer = await call('POST', '/api/receipts/pdf', { body: { receipt } })
    save('receipt.pdf', await answer.blob())
  }, [receipt])
  const pdf = useAction(savePdf)
  return (
    <>
      <p role="status">{t(`receipt.made.${report.outcome}`)}</p>
      {id ? (
        <p>
          <a href={`/employer/receipts/${id}`}>{t('receipt.filed')}</a>
        </p>
      ) : null}
      <div className="actions">
        <Button isPending={pdf.busy} onPress={() => pdf.run()}>
          {t('receipt.pdf')}
        </Button>
        <Button onPress={() => saveJson('receipt.json', receipt)}>{t('receipt.json')}</Button>
      </div>
      <ActionProblem problem={pdf.problem} />
    </>
  )
}
