import { useCallback, useState } from 'react'
import type { RankingAnswer } from '../../../schemas/matching.ts'
import { request } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useResource } from '../../api/use-resource.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Page } from '../../ui/page.tsx'
import { ActionProblem, Empty, Loaded } from '../../ui/states.tsx'
import type { CertificateList } from '../certificates/wallet.ts'
import { ProfileSwitch } from '../profiles/profile-switch.tsx'
import { rankFor } from './rank.ts'
import { RankingView } from './ranking-view.tsx'

/** Jobs for the learner's certificates, and why. */
export function Jobs() {
  const { t } = useTexts()
  const held = useResource<CertificateList>('/api/wallet/credentials')
  return (
    <Page title={t('jobs.title')} lead={t('jobs.lead')}>
      <ProfileSwitch what="shows" />
      <Loaded resource={held}>
        {({ credentials }) =>
          credentials.length === 0 ? (
            <Empty title={t('certificates.none')}>
              <p className="quiet">{t('jobs.needCertificate')}</p>
              <ButtonLink href="/courses">{t('home.seeCourses')}</ButtonLink>
            </Empty>
          ) : (
            <JobSearch certificates={credentials} />
          )
        }
      </Loaded>
    </Page>
  )
}

interface JobSearchProps {
  readonly certificates: CertificateList['credentials']
}

/** Asks which certificates may be looked at, then ranks. */
function JobSearch({ certificates }: JobSearchProps) {
  const { t } = useTexts()
  const [chosen, setChosen] = useState(() => certificates.map(({ id }) => id))
  const [ranking, setRanking] = useState<RankingAnswer>()
  const rank = useCallback(async () => setRanking(await rankFor(chosen, request)), [chosen])
  const action = useAction(rank)
  const toggle = (id: string) =>
    setChosen((last) => (last.includes(id) ? last.filter((one) => one !== id) : [...last, id]))
  return (
    <>
      <fieldset className="consent">
        <legend className="field-label">{t('jobs.which')}</legend>
        {certificates.map(({ id, title }) => (
          <label key={id} className="check">
            <input type="checkbox" checked={chosen.includes(id)} onChange={() => toggle(id)} />
            <bdi>{title ?? t('verdict.untitled')}</bdi>
          </label>
        ))}
        <p className="hint">{t('jobs.consent')}</p>
      </fieldset>
      <div className="actions">
        <Button
          look="primary"
          isDisabled={chosen.length === 0}
          isPending={action.busy}
          onPress={() => action.run()}
        >
          {t('jobs.rank')}
        </Button>
      </div>
      <ActionProblem problem={action.problem} />
      {ranking ? <RankingView ranking={ranking} certificates={certificates} /> : null}
    </>
  )
}
