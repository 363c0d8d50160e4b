import { useRef } from 'react'
import type { ModuleView } from '../../../schemas/courses.ts'
import { directionOf } from '../../i18n/languages.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Markdown } from '../../ui/markdown.tsx'
import { TakeAlong } from './take-along.tsx'

/** What one learns here, then the lesson. */
export function Lesson({ module }: { readonly module: ModuleView }) {
  const { t } = useTexts()
  const { contentLanguage, outcomes, lesson } = module
  const shown = useRef<HTMLDivElement>(null)
  return (
    <div className="stack">
      <div className="outcomes-box">
        <h2 className="aside-title">{t('course.outcomes')}</h2>
        <ul className="outcomes">
          {outcomes.map((outcome) => (
            <li key={outcome}>{outcome}</li>
          ))}
        </ul>
      </div>
      <div ref={shown} lang={contentLanguage} dir={directionOf(contentLanguage)}>
        <Markdown text={lesson} />
      </div>
      <TakeAlong module={module} lesson={shown} />
    </div>
  )
}
