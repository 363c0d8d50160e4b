import { useCallback, useState } from 'react'
import type { GrantRequestView } from '../../../schemas/grants.ts'
import type { WalletProfiles } from '../../../schemas/wallet-profiles.ts'
import type { WalletScopeName } from '../../../schemas/wallet-scopes.ts'
import { request } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useResource } from '../../api/use-resource.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import type { Parameters } from '../../router/match.ts'
import { Button } from '../../ui/button.tsx'
import { LoadedPage } from '../../ui/loaded-page.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { ActionProblem, Loaded } from '../../ui/states.tsx'
import { GoingBack } from '../authorize/going-back.tsx'
import { ProfileSwitch } from '../profiles/profile-switch.tsx'
import { PROFILES, useActive } from '../profiles/profiles.ts'

/** Asks whether a platform may come into the wallet, and what it may do there. */
export function Grant({ parameters }: { readonly parameters: Parameters }) {
  const path = `/api/grant-requests/${encodeURIComponent(parameters.request ?? '')}`
  const asked = useResource<GrantRequestView>(path)
  return (
    <LoadedPage resource={asked}>{(value) => <Question asked={value} path={path} />}</LoadedPage>
  )
}

interface QuestionProps {
  readonly asked: GrantRequestView
  readonly path: string
}

function Question({ asked, path }: QuestionProps) {
  const { t } = useTexts()
  const [target, setTarget] = useState<string>()
  const held = useResource<WalletProfiles>(PROFILES)
  const { organisation, client, returnsTo, purpose } = asked
  if (target)
    return <GoingBack target={target} title={t('grant.back')} again={t('grant.back.again')} />
  return (
    <Page title={t('grant.title')} lead={t('grant.lead')} width="narrow">
      <div className="stack">
        <dl className="facts">
          <dt>{t('grant.organisation')}</dt>
          <dd>
            <bdi>{organisation}</bdi>
          </dd>
          <dt>{t('grant.client')}</dt>
          <dd>
            <bdi>{client}</bdi>
          </dd>
          {purpose === undefined ? null : (
            <>
              <dt>{t('grant.purpose')}</dt>
              <dd>
                <bdi>{purpose}</bdi>
              </dd>
            </>
          )}
          <dt>{t('authorize.returns')}</dt>
          <dd>
            <bdi>{returnsTo}</bdi>
          </dd>
        </dl>
        <Loaded resource={held}>
          {({ profiles }) => (
            <Answer asked={asked} path={path} profiles={profiles} onLeave={setTarget} />
          )}
        </Loaded>
      </div>
    </Page>
  )
}

interface AnswerProps extends QuestionProps {
  readonly profiles: WalletProfiles['profiles']
  readonly onLeave: (target: string) => void
}

function Answer({ asked: { scopes }, path, profiles, onLeave }: AnswerProps) {
  const { t } = useTexts()
  const [chosen, setChosen] = useState<ReadonlySet<WalletScopeName>>(new Set(scopes))
  const profileId = useActive(profiles)?.id
  const answer = useCallback(
    async (way: 'approval' | 'refusal') => {
      const body = way === 'approval' ? { body: { scopes: [...chosen], profileId } } : {}
      const { redirectUri } = await request<{ redirectUri: string }>('POST', `${path}/${way}`, body)
      onLeave(redirectUri)
      window.location.assign(redirectUri)
    },
    [path, chosen, profileId, onLeave],
  )
  const action = useAction(answer)
  const toggle = (scope: WalletScopeName) => {
    setChosen(new Set(scopes.filter((one) => (one === scope) !== chosen.has(one))))
  }
  return (
    <>
      <fieldset className="options">
        <legend className="field-label">{t('grant.scopes')}</legend>
        {scopes.map((scope) => (
          <label key={scope} className="option">
            <input type="checkbox" checked={chosen.has(scope)} onChange={() => toggle(scope)} />
            <span>{t(`grant.scope.${scope}`)}</span>
          </label>
        ))}
      </fieldset>
      <ProfileSwitch what="looked" />
      <Notice>{t('grant.caution')}</Notice>
      <div className="actions">
        <Button
          look="primary"
          isDisabled={chosen.size === 0}
          isPending={action.busy}
          onPress={() => action.run('approval')}
        >
          {t('grant.approve')}
        </Button>
        <Button isDisabled={action.busy} onPress={() => action.run('refusal')}>
          {t('authorize.refuse')}
        </Button>
      </div>
      <ActionProblem problem={action.problem} />
    </>
  )
}
