import type { ModuleView } from '../../../schemas/courses.ts'
import { directionOf } from '../../i18n/languages.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Markdown } from '../../ui/markdown.tsx'

interface WorkedExampleProps {
  readonly example: NonNullable<ModuleView['example']>
  readonly lang: string
}

/** A case worked through step by step; each step can be thought about before it is opened. */
export function WorkedExample({ example, lang }: WorkedExampleProps) {
  const { t } = useTexts()
  return (
    <div className="stack" lang={lang} dir={directionOf(lang)}>
      <h2>{example.title}</h2>
      <Markdown text={example.situation} />
      <ol className="example-steps">
        {example.steps.map(({ title, text }, index) => (
          <li key={title}>
            <details className="disclosure" open={index === 0}>
              <summary>
                <span className="line-number">{index + 1}</span> {title}
              </summary>
              <Markdown text={text} />
            </details>
          </li>
        ))}
      </ol>
      <h3>{t('module.outcome')}</h3>
      <Markdown text={example.outcome} />
    </div>
  )
}
