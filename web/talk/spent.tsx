import type { SpeakerView } from '../../schemas/tutor-dialogue.ts'
import { formatDateTime } from '../i18n/format.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { Notice } from '../ui/notice.tsx'

/** Nothing more is heard today, and when it will be. */
export function Spent({ budget }: Pick<SpeakerView, 'budget'>) {
  const { t, language } = useTexts()
  return (
    <Notice tone="warning" live>
      {t('talk.spent', { when: formatDateTime(language, budget.renewedAt) })}
    </Notice>
  )
}
