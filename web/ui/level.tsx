import { useTexts } from '../i18n/use-texts.ts'

interface LevelProps {
  readonly level: number
  /** Highest level there is. */
  readonly of?: number
}

/** A level as dots, and in a word. */
export function Level({ level, of = 3 }: LevelProps) {
  const { maybe, t } = useTexts()
  const word = maybe(`level.${level}`) ?? t('level.other', { level })
  const dots = Array.from({ length: of }, (_, index) => `dot-${index}`)
  return (
    <span className="level">
      <span className="dots" aria-hidden="true">
        {dots.map((dot, index) => (
          <span key={dot} className={index < level ? 'dot dot-full' : 'dot'} />
        ))}
      </span>
      <span>{word}</span>
    </span>
  )
}
