import type { AssessmentResult } from '../../../schemas/tutor-messages.ts'
import { formatDateTime, formatNumber } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { ResultSkills } from './result-skills.tsx'

interface ResultPartsProps {
  readonly result: AssessmentResult
}

/** Questions, tasks, skills, who marked. */
export function ResultParts({ result }: ResultPartsProps) {
  const { t } = useTexts()
  const { objective, tasks, skills } = result
  return (
    <>
      {objective ? (
        <section className="verdict-part">
          <h2>{t('result.questions')}</h2>
          <p className="big-number">
            {t('verdict.score', { value: objective.correct, of: objective.of })}{' '}
            <span className="quiet">
              ({t('verdict.score.required', { required: objective.required })})
            </span>
          </p>
        </section>
      ) : null}
      {tasks.some(({ criteria }) => criteria.length > 0) ? (
        <section className="verdict-part">
          <h2>{t('result.tasks')}</h2>
          {tasks.map((task) => (
            <TaskResult key={task.id} task={task} />
          ))}
        </section>
      ) : null}
      {skills.length > 0 ? <ResultSkills skills={skills} /> : null}
      <WhoMarked result={result} />
    </>
  )
}

type Task = AssessmentResult['tasks'][number]

function TaskResult({ task }: { readonly task: Task }) {
  const { t, maybe, language } = useTexts()
  return (
    <details className="disclosure">
      <summary>{task.title}</summary>
      <ul className="lines">
        {task.criteria.map(({ criterion, name, critical, mean, met, notes }) => (
          <li key={criterion} className="line">
            <div className="line-main">
              <p>
                <strong>{name}</strong>
                {critical ? <span className="quiet"> · {t('rubric.critical')}</span> : null}
              </p>
              {notes.map((note) => (
                <p key={note} className="quote" dir="auto">
                  {note}
                </p>
              ))}
            </div>
            <p className="line-end">
              {t('verdict.score', { value: formatNumber(language, mean), of: 3 })}
              <br />
              <span className={met ? 'state-done' : 'state-missed'}>
                {t(met ? 'result.met' : 'result.notMet')}
              </span>
            </p>
          </li>
        ))}
      </ul>
      {task.grader ? <p className="quiet">{maybe(`grader.${task.grader}`)}</p> : null}
    </details>
  )
}

function WhoMarked({ result }: ResultPartsProps) {
  const { t, maybe, language } = useTexts()
  const { state, gradedBy, humanReviewed, assurance, endedAt, recordUrl, nextAttemptAt } = result
  if (!endedAt) return null
  const graders = gradedBy.map((grader) => maybe(`grader.${grader}`) ?? grader).join(' · ')
  return (
    <section className="verdict-part">
      <h2>{t('result.who')}</h2>
      <ul className="limits">
        <li>{t('verdict.gradedBy', { graders })}</li>
        <li>{t(humanReviewed ? 'verdict.reviewed' : 'verdict.notReviewed')}</li>
        <li>{t(`assurance.${assurance}`)}</li>
        {nextAttemptAt && state === 'failed' ? (
          <li>{t('result.again', { date: formatDateTime(language, nextAttemptAt) })}</li>
        ) : null}
      </ul>
      {recordUrl ? (
        <p>
          <a href={recordUrl}>{t('result.record')}</a>
        </p>
      ) : null}
    </section>
  )
}
