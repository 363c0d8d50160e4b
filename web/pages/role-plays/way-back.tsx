import { useTexts } from '../../i18n/use-texts.ts'
import { Link } from '../../router/link.tsx'
import { usePlace } from '../../router/use-place.ts'
import { originOf } from './place.ts'

/** To the module one came from, else to all role plays. */
export function WayBack() {
  const { t } = useTexts()
  const from = originOf(usePlace())
  return from ? (
    <Link href={`/courses/${from.course}/modules/${from.module}`}>{t('rolePlay.toModule')}</Link>
  ) : (
    <Link href="/role-plays">{t('rolePlay.title')}</Link>
  )
}
