import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'

interface StepButtonsProps {
  readonly isFirst: boolean
  readonly isLast: boolean
  readonly onGo: (by: -1 | 1) => void
}

/** Back and on. */
export function StepButtons({ isFirst, isLast, onGo }: StepButtonsProps) {
  const { t } = useTexts()
  return (
    <div className="actions step-buttons measure">
      {isFirst ? null : <Button onPress={() => onGo(-1)}>{t('item.previous')}</Button>}
      {isLast ? null : (
        <Button look="primary" onPress={() => onGo(1)}>
          {t('item.next')}
        </Button>
      )}
    </div>
  )
}
