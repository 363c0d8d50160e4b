import { useTexts } from '../../i18n/use-texts.ts'
import { useSession } from '../../session/session.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Page } from '../../ui/page.tsx'

interface LinkSentProps {
  readonly email?: string
  readonly onAgain?: () => void
}

/** The mail is on its way: what to look for, and what to do when it does not come. */
export function LinkSent({ email = '', onAgain }: LinkSentProps) {
  const { t } = useTexts()
  const { me } = useSession()
  const lead = email ? t('signIn.sent.lead', { email }) : t('signIn.sent.leadPlain')
  return (
    <Page title={t('signIn.sent.title')} lead={lead} width="narrow">
      <div className="stack">
        <p>{t('signIn.sent.hint')}</p>
        <div className="actions">
          {me?.demonstration ? (
            <ButtonLink href="/dev/inbox" look="primary">
              {t('nav.inbox')}
            </ButtonLink>
          ) : null}
          {onAgain ? (
            <Button onPress={onAgain}>{t('signIn.sent.again')}</Button>
          ) : (
            <ButtonLink href="/sign-in">{t('signIn.sent.again')}</ButtonLink>
          )}
        </div>
      </div>
    </Page>
  )
}

/** The same page at its own address, for whoever comes back to it. */
export function CheckMail() {
  return <LinkSent />
}
