import type { Static } from 'typebox'
import type { Inbox as InboxView } from '../../../schemas/accounts.ts'
import { useResource } from '../../api/use-resource.ts'
import { formatDateTime } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'

type Mail = Static<typeof InboxView>['mails'][number]

/** Mails that a development server did not send: their links work as they would in a mailbox. */
export function Inbox() {
  const { t } = useTexts()
  const inbox = useResource<Static<typeof InboxView>>('/api/inbox')
  return (
    <Page title={t('nav.inbox')} lead={t('inbox.lead')} width="reading">
      <div className="actions">
        <Button onPress={inbox.reload}>{t('inbox.refresh')}</Button>
      </div>
      <Loaded resource={inbox}>
        {({ mails }) =>
          mails.length === 0 ? (
            <Empty title={t('inbox.none')} />
          ) : (
            <ul className="lines">
              {mails.map((mail) => (
                <MailLine key={mail.id} mail={mail} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Page>
  )
}

function MailLine({ mail }: { readonly mail: Mail }) {
  const { t, language } = useTexts()
  return (
    <li className="line">
      <article className="line-main">
        <h2 className="line-title" dir="auto">
          {mail.subject}
        </h2>
        <p className="quiet">
          <bdi>{mail.to}</bdi> · {formatDateTime(language, mail.sentAt)}
        </p>
        <ul>
          {mail.links.map((link) => (
            <li key={link}>
              <a className="mail-link code" href={link}>
                {link}
              </a>
            </li>
          ))}
        </ul>
        <details className="disclosure">
          <summary>{t('inbox.text')}</summary>
          <p className="mail-text" dir="auto">
            {mail.text}
          </p>
        </details>
      </article>
    </li>
  )
}
