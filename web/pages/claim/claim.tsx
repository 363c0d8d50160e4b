import { useCallback } from 'react'
import { request } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useResource } from '../../api/use-resource.ts'
import { formatDate } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { navigate } from '../../router/location.ts'
import type { Parameters } from '../../router/match.ts'
import { useSession } from '../../session/session.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { LoadedPage } from '../../ui/loaded-page.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { ActionProblem } from '../../ui/states.tsx'
import { receiveAward } from '../certificates/wallet.ts'
import { ProfileSwitch } from '../profiles/profile-switch.tsx'
import { OtherWallet } from './other-wallet.tsx'
import { TakeFile } from './take-file.tsx'

/** What is to be collected by the link of a mail. */
interface Collectable {
  readonly name: string
  readonly description: string
  readonly issuer: string
  readonly language: string
  readonly state: 'live' | 'revoked'
  readonly awardedAt: string
}

/** Collects a certificate by the link of a mail: into the account here, or into another wallet. */
export function Claim({ parameters }: { readonly parameters: Parameters }) {
  const path = `/api/claims/${encodeURIComponent(parameters.code ?? '')}`
  const award = useResource<Collectable>(path)
  return (
    <LoadedPage resource={award}>{(value) => <ClaimBody award={value} path={path} />}</LoadedPage>
  )
}

interface ClaimBodyProps {
  readonly award: Collectable
  readonly path: string
}

function ClaimBody({ award, path }: ClaimBodyProps) {
  const { t, language } = useTexts()
  const above = t('claim.from', {
    issuer: award.issuer,
    date: formatDate(language, award.awardedAt),
  })
  return (
    <Page title={award.name} above={above} lead={award.description} width="reading">
      {award.state === 'revoked' ? (
        <Notice tone="problem">{t('claim.revoked')}</Notice>
      ) : (
        <>
          <IntoAccount path={path} />
          <OtherWallet path={path} />
          <TakeFile path={path} />
        </>
      )}
    </Page>
  )
}

function IntoAccount({ path }: { readonly path: string }) {
  const { t } = useTexts()
  const { state } = useSession()
  const collect = useCallback(async () => {
    const { awardId } = await request<{ awardId: string }>('POST', `${path}/attachment`)
    const { credentials } = await receiveAward(awardId)
    const [received] = credentials
    navigate(received ? `/certificates/${received.id}` : '/certificates')
  }, [path])
  const action = useAction(collect)
  if (state !== 'person') {
    return (
      <div className="actions">
        <ButtonLink look="primary" href={`/sign-in?next=${window.location.pathname}`}>
          {t('claim.signIn')}
        </ButtonLink>
      </div>
    )
  }
  return (
    <>
      <ProfileSwitch what="receives" />
      <div className="actions">
        <Button look="primary" isPending={action.busy} onPress={() => action.run()}>
          {t('award.receive')}
        </Button>
      </div>
      <ActionProblem problem={action.problem} />
    </>
  )
}
