import { useCallback, useState } from 'react'
import type { EmployersView } from '../../../schemas/matching-employers.ts'
import { call } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { formatDate } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { ActionProblem } from '../../ui/states.tsx'
import type { CertificateList } from '../certificates/wallet.ts'
import { giveSkills } from './give.ts'

interface EmployerLineProps {
  readonly employer: EmployersView['employers'][number]
  readonly certificates: CertificateList['credentials']
  readonly reload: () => void
}

/** An employer: what it may see, letting it see, and taking that back. */
export function EmployerLine({ employer, certificates, reload }: EmployerLineProps) {
  const { t, language } = useTexts()
  const { id, name, jobs, profileId, skills = [], others = 0, givenAt } = employer
  const seen = [...skills, ...(others > 0 ? [`+ ${others}`] : [])].join(' · ')
  const withdraw = useCallback(async () => {
    await call('DELETE', `/profiles/${profileId}`)
    reload()
  }, [profileId, reload])
  const action = useAction(withdraw)
  return (
    <li className="line">
      <div className="line-main">
        <h3>
          <bdi>{name}</bdi>
        </h3>
        <p className="quiet">{t('employers.jobs', { number: jobs })}</p>
        {profileId ? (
          <>
            <p>{t('employers.see', { skills: seen || t('employers.noSkill') })}</p>
            <p className="quiet">
              {t('me.consents.given', { date: formatDate(language, givenAt ?? '') })}
            </p>
          </>
        ) : certificates.length > 0 ? (
          <GiveSkills employer={id} certificates={certificates} reload={reload} />
        ) : null}
        <ActionProblem problem={action.problem} />
      </div>
      {profileId ? (
        <Button isPending={action.busy} onPress={() => action.run()}>
          {t('me.consents.withdraw')} <span className="hidden">{name}</span>
        </Button>
      ) : null}
    </li>
  )
}

interface GiveSkillsProps {
  readonly employer: string
  readonly certificates: CertificateList['credentials']
  readonly reload: () => void
}

function GiveSkills({ employer, certificates, reload }: GiveSkillsProps) {
  const { t } = useTexts()
  const [chosen, setChosen] = useState(() => certificates.map(({ id }) => id))
  const give = useCallback(async () => {
    await giveSkills(chosen, employer)
    reload()
  }, [chosen, employer, reload])
  const action = useAction(give)
  const toggle = (id: string) =>
    setChosen((last) => (last.includes(id) ? last.filter((one) => one !== id) : [...last, id]))
  return (
    <details className="disclosure">
      <summary>{t('employers.give')}</summary>
      <fieldset className="consent">
        <legend className="field-label">{t('jobs.which')}</legend>
        {certificates.map(({ id, title }) => (
          <label key={id} className="check">
            <input type="checkbox" checked={chosen.includes(id)} onChange={() => toggle(id)} />
            <bdi>{title ?? t('verdict.untitled')}</bdi>
          </label>
        ))}
        <p className="hint">{t('employers.give.text')}</p>
      </fieldset>
      <div className="actions">
        <Button
          isDisabled={chosen.length === 0}
          isPending={action.busy}
          onPress={() => action.run()}
        >
          {t('employers.give')}
        </Button>
      </div>
      <ActionProblem problem={action.problem} />
    </details>
  )
}
