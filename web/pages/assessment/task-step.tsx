import type { AssessmentView } from '../../../schemas/tutor-messages.ts'
import { directionOf } from '../../i18n/languages.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Markdown } from '../../ui/markdown.tsx'
import { Rubric } from './rubric.tsx'
import { countWords } from './steps.ts'
import type { Held } from './use-answers.ts'

interface TaskStepProps {
  readonly task: AssessmentView['tasks'][number]
  readonly held: Held
  readonly lang: string
}

/** A task: what is asked, what to work with, how it will be marked, and the field for the work. */
export function TaskStep({ task, held, lang }: TaskStepProps) {
  const { t } = useTexts()
  const text = held.texts[task.id] ?? ''
  const words = countWords(text)
  const { min, max } = task.words
  const direction = { lang, dir: directionOf(lang) }
  return (
    <div className="task">
      <div className="stack">
        <p className="quiet">{t('task.minutes', { count: task.minutes })}</p>
        <div {...direction}>
          <Markdown text={task.prompt} />
          {task.materials.map((material) => (
            <details key={material.id} className="disclosure material" open>
              <summary>{material.title}</summary>
              <Markdown text={material.text} />
            </details>
          ))}
        </div>
        <div className="field">
          <label className="field-label" htmlFor={`task-${task.id}`}>
            {t('task.yourWork')}
          </label>
          <textarea
            id={`task-${task.id}`}
            className="input"
            rows={14}
            maxLength={20_000}
            aria-describedby={`words-${task.id}`}
            {...direction}
            value={text}
            onChange={({ target }) => held.write(task.id, target.value)}
          />
          <p className="hint" id={`words-${task.id}`}>
            {t('task.words', { count: words })} · {t('task.range', { min, max })}
          </p>
        </div>
      </div>
      <Rubric criteria={task.criteria} lang={lang} />
    </div>
  )
}
