import { useEffect, useState } from 'react'
import { useTexts } from '../../i18n/use-texts.ts'
import { navigate } from '../../router/location.ts'
import { usePlace } from '../../router/use-place.ts'
import { useSession } from '../../session/session.tsx'
import { Page } from '../../ui/page.tsx'
import { LinkForm } from './link-form.tsx'
import { LinkSent } from './link-sent.tsx'
import { PasskeyButton } from './passkey-button.tsx'

/** A path of ours; anything else would lead a person who just signed in to a foreign site. */
export const localPath = (wanted: string | null): string =>
  wanted && /^\/(?![/\\])[^\s\\]*$/.test(wanted) ? wanted : '/'

/** Sign in by a link in a mail, or by passkey. */
export function SignIn() {
  const { t } = useTexts()
  const { query } = usePlace()
  const { state } = useSession()
  const [sentTo, setSentTo] = useState<string>()
  const next = localPath(query.get('next'))
  useEffect(() => {
    if (state === 'person') navigate(next, { replace: true })
  }, [state, next])
  if (sentTo) return <LinkSent email={sentTo} onAgain={() => setSentTo(undefined)} />
  return (
    <Page title={t('signIn.title')} lead={t('signIn.lead')} width="narrow">
      <div className="stack">
        <LinkForm next={next} onSent={setSentTo} />
        <p className="or">
          <span>{t('signIn.or')}</span>
        </p>
        <PasskeyButton />
      </div>
    </Page>
  )
}
