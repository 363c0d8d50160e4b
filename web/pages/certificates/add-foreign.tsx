import { type FormEvent, lazy, Suspense, useCallback, useState } from 'react'
import { request } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { navigate } from '../../router/location.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ActionProblem, Loading } from '../../ui/states.tsx'
import { type Found, readFile, readText } from '../../verdict/read-input.ts'
import { isRequest, presentPath } from '../present/request-link.ts'
import { receiveOrSignIn } from './wallet.ts'

const Scanner = lazy(() =>
  import('../../scan/scanner.tsx').then((module) => ({ default: module.Scanner })),
)

/** Adds a certificate of another issuer: from the code of another device, by a link, or from a file. */
export function AddForeign({ onAdded }: { readonly onAdded: () => void }) {
  const { t } = useTexts()
  const [scanning, setScanning] = useState(false)
  const [text, setText] = useState('')
  const [txCode, setTxCode] = useState('')
  const [unreadable, setUnreadable] = useState(false)
  const add = useCallback(
    async (input: string | File) => {
      setUnreadable(false)
      if (await addToWallet(input, txCode)) onAdded()
      else setUnreadable(true)
    },
    [onAdded, txCode],
  )
  const action = useAction(add)
  const needsCode = action.problem?.slug === 'transaction-code-needed' || txCode !== ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim()) action.run(text.trim())
  }
  const scanned = (found: string) => {
    setScanning(false)
    setText(found)
    action.run(found)
  }
  return (
    <details className="disclosure">
      <summary>{t('foreign.title')}</summary>
      <form className="stack" onSubmit={submit}>
        {scanning ? (
          <Suspense fallback={<Loading />}>
            <Scanner onFound={scanned} onClose={() => setScanning(false)} />
          </Suspense>
        ) : null}
        <Field
          label={t('foreign.link')}
          hint={t('foreign.hint')}
          code
          value={text}
          onChange={setText}
        />
        {needsCode ? (
          <Field
            label={t('foreign.txCode')}
            code
            autoComplete="one-time-code"
            value={txCode}
            onChange={setTxCode}
          />
        ) : null}
        <div className="actions">
          <Button type="submit" isDisabled={!text.trim()} isPending={action.busy}>
            {t('foreign.add')}
          </Button>
          {scanning ? null : <Button onPress={() => setScanning(true)}>{t('verify.scan')}</Button>}
          <FileButton onFile={action.run} />
        </div>
        {unreadable ? (
          <Notice tone="warning" live>
            {t('unreadable.unknown')}
          </Notice>
        ) : null}
        <ActionProblem problem={action.problem} />
      </form>
    </details>
  )
}

function FileButton({ onFile }: { readonly onFile: (file: File) => void }) {
  const { t } = useTexts()
  return (
    <label className="button button-secondary file-button">
      {t('verify.file')}
      <input
        type="file"
        onChange={({ target }) => {
          const [file] = target.files ?? []
          if (file) onFile(file)
          target.value = ''
        }}
      />
    </label>
  )
}

const isOffer = (text: string): boolean =>
  text.startsWith('openid-credential-offer:') || /[?&]credential_offer(_uri)?=/.test(text)

/** An address that is not one of ours, which the page reads itself. */
const isElsewhere = (text: string): boolean =>
  /^https?:\/\/\S+$/.test(text) && URL.parse(text)?.origin !== window.location.origin

/** @returns false when nothing in it can be added */
async function addToWallet(input: string | File, txCode: string): Promise<boolean> {
  if (typeof input === 'string' && isRequest(input)) {
    navigate(presentPath(input))
    return true
  }
  if (typeof input === 'string' && isOffer(input)) {
    const { goTo } = await receiveOrSignIn(input, txCode.trim())
    if (goTo !== undefined) window.location.assign(goTo)
    return true
  }
  if (typeof input === 'string' && isElsewhere(input)) {
    await request('POST', '/api/wallet/credentials', { body: { url: input } })
    return true
  }
  const found: Found =
    typeof input === 'string'
      ? readText(input, window.location.origin)
      : await readFile(input, window.location.origin)
  if (found.kind !== 'credential') return false
  await request('POST', '/api/wallet/credentials', { body: { credential: found.value } })
  return true
}
