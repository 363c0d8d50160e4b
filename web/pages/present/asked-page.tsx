import { useCallback, useMemo, useState } from 'react'
import type { WalletCredentialView } from '../../../schemas/wallet-messages.ts'
import type { RequestPreview } from '../../../schemas/wallet-requests.ts'
import { request } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useResource } from '../../api/use-resource.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { isWebAddress } from '../../router/web-address.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { LoadedPage } from '../../ui/loaded-page.tsx'
import { Page } from '../../ui/page.tsx'
import { ActionProblem, Empty, Loading } from '../../ui/states.tsx'
import { ProfileSwitch } from '../profiles/profile-switch.tsx'
import { AskedCredential, type Titles } from './asked-credential.tsx'
import { Asker } from './asker.tsx'
import { Leaving } from './leaving.tsx'
import { SendAnswer } from './send-answer.tsx'
import { type Choice, firstChoices, isComplete, useDraft, useRequest } from './use-request.ts'

/** Who asks for what; what is shown is chosen here, and seen here before it leaves. */
export function AskedPage({ requestUri }: { readonly requestUri: string }) {
  const asked = useRequest(requestUri)
  return (
    <LoadedPage resource={asked}>
      {(value) => <Consent asked={value} isOver={asked.state === 'ready' && asked.isOver} />}
    </LoadedPage>
  )
}

interface ConsentProps {
  readonly asked: RequestPreview
  /** Another profile was chosen, and what of it would answer is not known yet. */
  readonly isOver: boolean
}

function Consent({ asked, isOver }: ConsentProps) {
  const { t } = useTexts()
  const [sent, setSent] = useState<{ readonly redirectUri?: string }>()
  const { clientId, clientName = clientId } = asked
  if (sent) return <Sent asker={clientName} {...sent} />
  return (
    <Page title={t('present.title', { asker: clientName })} lead={asked.purpose} width="reading">
      <Asker asked={asked} />
      <ProfileSwitch what="shows" />
      {isOver ? (
        <Loading />
      ) : asked.satisfiable ? (
        <Choosing key={asked.ticket} asked={asked} onSent={setSent} />
      ) : (
        <Empty title={t('present.none')}>
          <p className="quiet">{t('present.none.text')}</p>
          <ButtonLink href="/certificates">{t('nav.certificates')}</ButtonLink>
        </Empty>
      )}
    </Page>
  )
}

interface ChoosingProps {
  readonly asked: RequestPreview
  readonly onSent: (sent: { readonly redirectUri?: string }) => void
}

function Choosing({ asked, onSent }: ChoosingProps) {
  const { ticket, matches, credentialSets, identified, purpose } = asked
  const [choice, setChoice] = useState<Choice>(() => ({
    choices: firstChoices(asked),
    fields: {},
  }))
  const { draft, problem } = useDraft(ticket, choice)
  const titles = useTitles()
  const chosen = Object.keys(choice.choices)
  const answers = draft?.answers.filter(({ queryId }) => chosen.includes(queryId)) ?? []
  const isReady =
    draft?.choice === choice &&
    isComplete(credentialSets, chosen) &&
    answers.every(({ complete }) => complete)
  const send = useCallback(async () => {
    const fields = Object.fromEntries(
      answers.map(({ queryId, fields: all, chosen: shown }) => [
        queryId,
        all.filter((_, at) => shown.includes(at)).map(({ path }) => path),
      ]),
    )
    const body = { ticket, choices: choice.choices, fields, ...(!identified && { insist: true }) }
    onSent(await request('POST', '/api/wallet/requests/answer', { body }))
  }, [ticket, choice, answers, identified, onSent])
  const action = useAction(send)
  const shownSets = useMemo(() => requiredIds(asked), [asked])
  return (
    <>
      {matches
        .filter(({ credentialIds }) => credentialIds.length > 0)
        .map((match) => (
          <AskedCredential
            key={match.queryId}
            match={match}
            titles={titles}
            purpose={purpose}
            isRequired={shownSets.includes(match.queryId)}
            credentialId={choice.choices[match.queryId]}
            wanted={choice.fields[match.queryId]}
            entry={answers.find(({ queryId }) => queryId === match.queryId)}
            onChoice={(change) => setChoice((last) => change(last))}
          />
        ))}
      <Leaving answers={answers} />
      <ActionProblem problem={problem} />
      <SendAnswer asked={asked} action={action} isReady={isReady} />
    </>
  )
}

/** Titles of what the wallet holds, by id; read once for all that is asked. */
function useTitles(): Titles {
  const held = useResource<{ readonly credentials: readonly WalletCredentialView[] }>(
    '/api/wallet/credentials',
  )
  return useMemo(
    () =>
      new Map(
        held.state === 'ready' ? held.value.credentials.map(({ id, title }) => [id, title]) : [],
      ),
    [held],
  )
}

/** Queries in every option of a required set: there is no answer without them. */
function requiredIds({ matches, credentialSets }: RequestPreview): readonly string[] {
  const had = (id: string) =>
    matches.some(({ queryId, credentialIds }) => queryId === id && credentialIds.length > 0)
  return credentialSets
    .filter(({ required }) => required)
    .flatMap(({ options }) => {
      const open = options.filter((option) => option.every(had))
      return (open[0] ?? []).filter((id) => open.every((option) => option.includes(id)))
    })
}

/** It has left; where whoever asked wants the person next, if anywhere. */
function Sent({ asker, redirectUri }: { readonly asker: string; readonly redirectUri?: string }) {
  const { t } = useTexts()
  return (
    <Page title={t('present.sent')} lead={t('present.sent.text', { asker })} width="narrow">
      <div className="actions">
        {redirectUri && isWebAddress(redirectUri) ? (
          <a className="button button-primary" href={redirectUri}>
            {t('present.goOn', { host: new URL(redirectUri).host })}
          </a>
        ) : null}
        <ButtonLink href="/history">{t('history.title')}</ButtonLink>
      </div>
    </Page>
  )
}
