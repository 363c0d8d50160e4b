import { type FormEvent, useCallback, useState } from 'react'
import { call } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { ActionProblem } from '../../ui/states.tsx'

interface MoveCandidateProps {
  readonly path: string
  readonly place: number
  readonly of: number
  readonly isMoved: boolean
  readonly reload: () => void
}

/** Decides otherwise than the formula: with a reason that the learner reads and can contest. */
export function MoveCandidate({ path, place, of, isMoved, reload }: MoveCandidateProps) {
  const { t } = useTexts()
  const [wanted, setWanted] = useState(String(place))
  const [reason, setReason] = useState('')
  const move = useCallback(
    async (undo: boolean) => {
      if (undo) await call('DELETE', `${path}/override`)
      else await call('PUT', `${path}/override`, { body: { place: Number(wanted), reason } })
      reload()
    },
    [path, wanted, reason, reload],
  )
  const action = useAction(move)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    action.run(false)
  }
  const places = Array.from({ length: of }, (_, at) => String(at + 1))
  return (
    <details className="disclosure">
      <summary>{t('move.title')}</summary>
      <form className="stack" onSubmit={submit}>
        <p>{t('move.text')}</p>
        <Choice
          label={t('move.place')}
          value={wanted}
          onChange={setWanted}
          options={places.map((one) => ({ value: one, text: one }))}
        />
        <Field
          label={t('move.reason')}
          rows={3}
          isRequired
          maxLength={2000}
          value={reason}
          onChange={setReason}
        />
        <div className="actions">
          <Button type="submit" isPending={action.busy}>
            {t('move.send')}
          </Button>
          {isMoved ? (
            <Button look="quiet" isPending={action.busy} onPress={() => action.run(true)}>
              {t('move.undo')}
            </Button>
          ) : null}
        </div>
        <ActionProblem problem={action.problem} />
      </form>
    </details>
  )
}
