import { directionOf } from '../../i18n/languages.ts'
import { useTexts } from '../../i18n/use-texts.ts'

export interface RubricCriterion {
  readonly id: string
  readonly name: string
  readonly critical: boolean
  readonly anchors: readonly string[]
}

/** Beside the work there is room for it; on a phone it is opened by who wants it. */
const isWide = (): boolean => window.matchMedia('(width >= 64rem)').matches

interface RubricProps {
  readonly criteria: readonly RubricCriterion[]
  readonly lang: string
}

/** By what a work is marked: each criterion with what can be seen at each level. Seen before, not only after. */
export function Rubric({ criteria, lang }: RubricProps) {
  const { t } = useTexts()
  return (
    <details className="disclosure rubric" open={isWide()}>
      <summary>{t('rubric.title')}</summary>
      <p className="quiet">{t('rubric.text')}</p>
      <div lang={lang} dir={directionOf(lang)}>
        {criteria.map((criterion) => (
          <section key={criterion.id}>
            <h2>
              {criterion.name}
              {criterion.critical ? <span className="quiet"> · {t('rubric.critical')}</span> : null}
            </h2>
            <Anchors criterion={criterion} />
          </section>
        ))}
      </div>
    </details>
  )
}

function Anchors({ criterion }: { readonly criterion: RubricCriterion }) {
  return (
    <ol className="anchors" start={0}>
      {criterion.anchors.map((anchor, level) => (
        <li key={anchor}>
          <span className="line-number">{level}</span>
          <span>{anchor}</span>
        </li>
      ))}
    </ol>
  )
}
