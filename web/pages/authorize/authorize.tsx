import { useCallback, useState } from 'react'
import type { AuthorizationView } from '../../../schemas/issuer-authorization.ts'
import { request } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useResource } from '../../api/use-resource.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import type { Parameters } from '../../router/match.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { LoadedPage } from '../../ui/loaded-page.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { ActionProblem, Empty } from '../../ui/states.tsx'
import { AwardChoice } from './award-choice.tsx'
import { GoingBack } from './going-back.tsx'

/** Asks whether a wallet may have a certificate, before anything is handed over. */
export function Authorize({ parameters }: { readonly parameters: Parameters }) {
  const path = `/api/authorizations/${encodeURIComponent(parameters.request ?? '')}`
  const asked = useResource<AuthorizationView>(path)
  return (
    <LoadedPage resource={asked}>{(value) => <Consent asked={value} path={path} />}</LoadedPage>
  )
}

interface ConsentProps {
  readonly asked: AuthorizationView
  readonly path: string
}

function Consent({ asked, path }: ConsentProps) {
  const { t } = useTexts()
  const { awards, clientId, returnsTo } = asked
  const [awardId, setAwardId] = useState(awards[0]?.id ?? '')
  const [target, setTarget] = useState<string>()
  const leave = useCallback(
    async (answer: 'approval' | 'refusal') => {
      const body = answer === 'approval' ? { body: { awardId } } : {}
      const { redirectUri } = await request<{ redirectUri: string }>(
        'POST',
        `${path}/${answer}`,
        body,
      )
      setTarget(redirectUri)
      window.location.assign(redirectUri)
    },
    [path, awardId],
  )
  const action = useAction(leave)
  if (target)
    return (
      <GoingBack target={target} title={t('authorize.back')} again={t('authorize.back.again')} />
    )
  return (
    <Page title={t('authorize.title')} lead={t('authorize.lead')} width="narrow">
      <div className="stack">
        <dl className="facts">
          <dt>{t('authorize.client')}</dt>
          <dd>
            <bdi>{clientId}</bdi>
          </dd>
          <dt>{t('authorize.returns')}</dt>
          <dd>
            <bdi>{returnsTo}</bdi>
          </dd>
        </dl>
        <Notice>{t('authorize.caution')}</Notice>
        {awards.length === 0 ? (
          <Empty title={t('authorize.none')}>
            <ButtonLink href="/courses">{t('authorize.none.action')}</ButtonLink>
          </Empty>
        ) : (
          <AwardChoice awards={awards} chosen={awardId} onChange={setAwardId} />
        )}
        <div className="actions">
          {awards.length > 0 ? (
            <Button look="primary" isPending={action.busy} onPress={() => action.run('approval')}>
              {t('authorize.approve')}
            </Button>
          ) : null}
          <Button isDisabled={action.busy} onPress={() => action.run('refusal')}>
            {t('authorize.refuse')}
          </Button>
        </div>
        <ActionProblem problem={action.problem} />
      </div>
    </Page>
  )
}
