import { useCallback } from 'react'
import type { RolePlayView } from '../../../schemas/tutor-role-plays.ts'
import { request } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { ActionProblem } from '../../ui/states.tsx'

interface FeedbackProps {
  readonly view: RolePlayView
  readonly path: string
  /** The partner is answering. */
  readonly busy: boolean
  readonly onChange: (view: RolePlayView) => void
}

/** What came across, point by point, in the learner's own words where a model judged; asked for, never sprung. */
export function Feedback({ view, path, busy, onChange }: FeedbackProps) {
  const { t } = useTexts()
  const { feedback, messages, ended } = view
  const said = messages.filter(({ from }) => from === 'learner').length
  const ask = useCallback(async () => {
    onChange(await request<RolePlayView>('POST', `${path}/feedback`))
  }, [path, onChange])
  const action = useAction(ask)
  const isNew = said > (feedback?.said ?? 0)
  return (
    <section className="stack" aria-labelledby="feedback">
      <h2 id="feedback">{t('rolePlay.feedback')}</h2>
      {said === 0 ? <p className="quiet">{t('rolePlay.feedback.later')}</p> : null}
      <div role="status" className="stack">
        {feedback ? <Points feedback={feedback} /> : null}
      </div>
      {said > 0 && isNew ? (
        <div>
          <Button
            look={ended ? 'primary' : 'secondary'}
            isDisabled={busy}
            isPending={action.busy}
            onPress={() => action.run()}
          >
            {t(feedback ? 'rolePlay.feedback.again' : 'rolePlay.feedback.ask')}
          </Button>
        </div>
      ) : null}
      <ActionProblem problem={action.problem} />
    </section>
  )
}

function Points({ feedback }: { readonly feedback: NonNullable<RolePlayView['feedback']> }) {
  const { t } = useTexts()
  return (
    <>
      <p className="hint">{t(`rolePlay.feedback.${feedback.kind}`)}</p>
      <ul className="lines">
        {feedback.points.map(({ id, text, met, quote, advice }) => (
          <li key={id} className="line">
            <div className="line-main" dir="auto">
              <p>
                <strong>{text}</strong>
              </p>
              <p className={met ? 'state-done' : 'state-missed'}>
                {t(met ? 'rolePlay.met' : 'rolePlay.notMet')}
              </p>
              {quote ? <blockquote className="quote">{quote}</blockquote> : null}
              {advice ? <p>{advice}</p> : null}
            </div>
          </li>
        ))}
      </ul>
    </>
  )
}
