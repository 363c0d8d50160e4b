import { type FormEvent, useCallback, useState } from 'react'
import { request } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ActionProblem } from '../../ui/states.tsx'
import { type Found, readFile, readText } from '../../verdict/read-input.ts'
import { receiveOrSignIn } from './wallet.ts'

/** Adds a certificate of another issuer: by the link of its offer, or from a file. */
export function AddForeign({ onAdded }: { readonly onAdded: () => void }) {
  const { t } = useTexts()
  const [text, setText] = useState('')
  const [unreadable, setUnreadable] = useState(false)
  const add = useCallback(
    async (input: string | File) => {
      setUnreadable(false)
      if (await addToWallet(input)) onAdded()
      else setUnreadable(true)
    },
    [onAdded],
  )
  const action = useAction(add)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim()) action.run(text.trim())
  }
  return (
    <details className="disclosure">
      <summary>{t('foreign.title')}</summary>
      <form className="stack" onSubmit={submit}>
        <Field
          label={t('foreign.link')}
          hint={t('foreign.hint')}
          code
          value={text}
          onChange={setText}
        />
        <div className="actions">
          <Button type="submit" isDisabled={!text.trim()} isPending={action.busy}>
            {t('foreign.add')}
          </Button>
          <label className="button button-secondary file-button">
            {t('verify.file')}
            <input
              type="file"
              onChange={({ target }) => {
                const [file] = target.files ?? []
                if (file) action.run(file)
                target.value = ''
              }}
            />
          </label>
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

const isOffer = (text: string): boolean =>
  text.startsWith('openid-credential-offer:') || /[?&]credential_offer(_uri)?=/.test(text)

/** An address that is not one of ours, which the page reads itself. */
const isElsewhere = (text: string): boolean =>
  /^https?:\/\/\S+$/.test(text) && URL.parse(text)?.origin !== window.location.origin

/** @returns false when nothing in it can be added */
async function addToWallet(input: string | File): Promise<boolean> {
  if (typeof input === 'string' && isOffer(input)) {
    const { goTo } = await receiveOrSignIn(input)
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
