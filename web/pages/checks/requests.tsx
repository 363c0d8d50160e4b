import { type FormEvent, useCallback, useState } from 'react'
import type { RequestList } from '../../../schemas/presentation-request.ts'
import { request } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useResource } from '../../api/use-resource.ts'
import { formatDateTime } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Link } from '../../router/link.tsx'
import { navigate } from '../../router/location.ts'
import { useSession } from '../../session/session.tsx'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { ActionProblem, Empty, Loaded } from '../../ui/states.tsx'
import { CheckLinks } from './check-links.tsx'

/** Asking people for their certificates, and what was asked in the last day. */
export function Requests() {
  const { t } = useTexts()
  const { me } = useSession()
  const requests = useResource<RequestList>('/presentation-requests')
  return (
    <Page title={t('checks.requests')} above={me?.organisation?.name} lead={t('requests.lead')}>
      <CheckLinks />
      <AskForm />
      <section className="section" aria-labelledby="asked">
        <h2 id="asked">{t('requests.asked')}</h2>
        <Loaded resource={requests}>
          {({ requests: lines }) =>
            lines.length === 0 ? (
              <Empty title={t('requests.none')}>
                <p className="quiet">{t('requests.none.text')}</p>
              </Empty>
            ) : (
              <ul className="lines">
                {lines.map((line) => (
                  <Line key={line.id} line={line} />
                ))}
              </ul>
            )
          }
        </Loaded>
      </section>
    </Page>
  )
}

function Line({ line }: { readonly line: RequestList['requests'][number] }) {
  const { t, language } = useTexts()
  const { id, purpose, state, createdAt, policy } = line
  return (
    <li className="line">
      <div className="line-main">
        <h3>
          <Link className="line-link" href={`/employer/requests/${encodeURIComponent(id)}`}>
            <bdi>{purpose}</bdi>
          </Link>
        </h3>
        <p className="quiet">
          {formatDateTime(language, createdAt)}
          {policy ? (
            <>
              {' · '}
              <code>{policy}</code>
            </>
          ) : null}
        </p>
      </div>
      <p className="line-end quiet">{t(`requests.state.${state}`)}</p>
    </li>
  )
}

interface Policies {
  readonly policies: readonly { readonly id: string; readonly name: string }[]
}

/** What everybody can name without having saved anything. */
const REGISTERED = 'registered-issuer'

function AskForm() {
  const { t } = useTexts()
  const saved = useResource<Policies>('/api/policies')
  const [purpose, setPurpose] = useState('')
  const [policy, setPolicy] = useState(REGISTERED)
  const ask = useCallback(async () => {
    const body = { purpose, ...(policy && { policy }) }
    const { id } = await request<{ id: string }>('POST', '/presentation-requests', { body })
    navigate(`/employer/requests/${id}`)
  }, [purpose, policy])
  const action = useAction(ask)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    action.run()
  }
  const own = saved.state === 'ready' ? saved.value.policies : []
  const options = [
    { value: REGISTERED, text: t('requests.policy.registered') },
    { value: '', text: t('requests.policy.any') },
    ...own.map(({ id, name }) => ({ value: id, text: name })),
  ]
  return (
    <form className="stack narrow-form" onSubmit={submit}>
      <Field
        label={t('requests.purpose')}
        hint={t('requests.purpose.hint')}
        isRequired
        maxLength={500}
        value={purpose}
        onChange={setPurpose}
      />
      <Choice label={t('requests.policy')} value={policy} options={options} onChange={setPolicy} />
      <div className="actions">
        <Button type="submit" look="primary" isPending={action.busy}>
          {t('requests.ask')}
        </Button>
      </div>
      <ActionProblem problem={action.problem} />
    </form>
  )
}
