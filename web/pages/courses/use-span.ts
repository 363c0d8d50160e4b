import { useTexts } from '../../i18n/use-texts.ts'

/** A span of minutes in words, whole hours from two hours on. */
export function useSpan(): (minutes: number) => string {
  const { t } = useTexts()
  return (minutes) =>
    minutes >= 120
      ? t('course.hours', { count: Math.round(minutes / 60) })
      : t('course.minutes', { count: minutes })
}
