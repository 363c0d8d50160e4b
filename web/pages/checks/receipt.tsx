import { useCallback, useState } from 'react'
import type { ReceiptView } from '../../../schemas/receipt.ts'
import { call, request } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useResource } from '../../api/use-resource.ts'
import { formatDateTime } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { saveJson } from '../../keep/save.ts'
import { navigate } from '../../router/location.ts'
import type { Parameters } from '../../router/match.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { LoadedPage } from '../../ui/loaded-page.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { ActionProblem } from '../../ui/states.tsx'
import { Checks } from '../../verdict/checks.tsx'
import { VERDICT_OF } from '../../verdict/headline.ts'
import { isObject, objectsOf, shown } from '../../verdict/json.ts'
import type { Check } from '../../verdict/verification.ts'
import { CheckLinks } from './check-links.tsx'

/** One receipt that was filed: what it says, whether its signature still holds, and the files. */
export function Receipt({ parameters }: { readonly parameters: Parameters }) {
  const id = parameters.id ?? ''
  const path = `/api/receipts/${encodeURIComponent(id)}`
  const receipt = useResource<ReceiptView>(path)
  return (
    <LoadedPage resource={receipt}>{(value) => <Opened path={path} filed={value} />}</LoadedPage>
  )
}

interface OpenedProps {
  readonly path: string
  readonly filed: ReceiptView
}

function Opened({ path, filed }: OpenedProps) {
  const { t, language } = useTexts()
  const { outcome, createdAt, issuer, issuerName, credentialId, receipt } = filed
  const facts = [
    ['verdict.issuer', issuerName],
    ['verdict.issuer', issuer],
    ['verdict.id', credentialId],
    ['receipts.signer', shown(receipt.issuer)],
  ] as const
  return (
    <Page
      title={t(`verdict.${VERDICT_OF[outcome]}`)}
      above={t('checks.receipts')}
      lead={formatDateTime(language, createdAt)}
      width="reading"
    >
      <CheckLinks />
      <dl className="facts">
        {facts.map(([key, value]) =>
          value ? (
            <div key={key + value}>
              <dt>{t(key)}</dt>
              <dd>
                <bdi className="code">{value}</bdi>
              </dd>
            </div>
          ) : null,
        )}
      </dl>
      <Checks checks={checksOf(receipt)} level={2} />
      <Again receipt={receipt} />
      <div className="actions">
        <ButtonLink href={`${path}/pdf`} download>
          {t('receipt.pdf')}
        </ButtonLink>
        <Button onPress={() => saveJson('receipt.json', receipt)}>{t('receipt.json')}</Button>
        <Remove path={path} />
      </div>
    </Page>
  )
}

/** The receipt's own words for each check. */
function checksOf(receipt: ReceiptView['receipt']): readonly Check[] {
  const { credentialSubject } = receipt
  if (!isObject(credentialSubject)) return []
  return objectsOf(credentialSubject.check).map((check) => {
    const message = shown(check.message)
    const source = shown(check.source)
    return {
      name: shown(check.checkName) ?? '',
      outcome: check.outcome as Check['outcome'],
      checkedAt: shown(check.checkedAt) ?? '',
      ...(message !== undefined && { message }),
      ...(source !== undefined && { source }),
    }
  })
}

type Found = 'nothing' | 'holds' | 'holdsNot'

/** Verifies the receipt itself, now: that it says what was signed then. */
function Again({ receipt }: Pick<ReceiptView, 'receipt'>) {
  const { t } = useTexts()
  const [found, setFound] = useState<Found>('nothing')
  const check = useCallback(async () => {
    const body = { verifiableCredential: receipt, options: { returnCredential: false } }
    const answers = [400]
    const report = await request<{ verified: boolean }>('POST', '/credentials/verify', {
      body,
      answers,
    })
    setFound(report.verified ? 'holds' : 'holdsNot')
  }, [receipt])
  const action = useAction(check)
  return (
    <div className="stack">
      <div className="actions">
        <Button look="primary" isPending={action.busy} onPress={() => action.run()}>
          {t('receipts.again')}
        </Button>
      </div>
      {found === 'nothing' ? null : (
        <Notice tone={found === 'holds' ? 'good' : 'warning'} live>
          {t(`receipts.${found}`)}
        </Notice>
      )}
      <ActionProblem problem={action.problem} />
    </div>
  )
}

function Remove({ path }: Pick<OpenedProps, 'path'>) {
  const { t } = useTexts()
  const [sure, setSure] = useState(false)
  const remove = useCallback(async () => {
    await call('DELETE', path)
    navigate('/employer/receipts')
  }, [path])
  const action = useAction(remove)
  return (
    <>
      <Button
        look={sure ? 'danger' : 'quiet'}
        isPending={action.busy}
        onPress={() => (sure ? action.run() : setSure(true))}
      >
        {t(sure ? 'receipts.remove.sure' : 'receipts.remove')}
      </Button>
      <ActionProblem problem={action.problem} />
    </>
  )
}
