import type { StopsView } from '../../../schemas/matching-employers.ts'
import { useResource } from '../../api/use-resource.ts'
import { formatDateTime } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Notice } from '../../ui/notice.tsx'

/** Says that rankings are stopped, why and since when; nothing while they are not. */
export function StoppedNotice() {
  const { t, language } = useTexts()
  const stops = useResource<StopsView>('/api/ranking-stops')
  if (stops.state !== 'ready') return null
  return stops.value.stops.map(({ scope, reason, since }) => (
    <Notice key={scope} tone="warning">
      {t('stop.stopped', { date: formatDateTime(language, since), reason })}
    </Notice>
  ))
}
