import type { RolePlayView } from '../../../schemas/tutor-role-plays.ts'
import { directionOf } from '../../i18n/languages.ts'
import { useTexts } from '../../i18n/use-texts.ts'

/** Whom one meets, in which situation, and what one wants to reach. */
export function Situation({ scenario }: Pick<RolePlayView, 'scenario'>) {
  const { t } = useTexts()
  const { partner, situation, goal, contentLanguage } = scenario
  const words = { lang: contentLanguage, dir: directionOf(contentLanguage) }
  return (
    <dl className="facts">
      <dt>{t('rolePlay.partner')}</dt>
      <dd {...words}>{partner}</dd>
      <dt>{t('rolePlay.situation')}</dt>
      <dd {...words}>{situation}</dd>
      <dt>{t('rolePlay.goal')}</dt>
      <dd {...words}>{goal}</dd>
    </dl>
  )
}
