import { useCallback } from 'react'
import type { CandidacyView } from '../../../schemas/matching-employers.ts'
import { call } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { ContestForm } from '../../ui/contest-form.tsx'
import { ActionProblem } from '../../ui/states.tsx'

interface CandidacyLineProps {
  readonly candidacy: CandidacyView
  readonly reload: () => void
}

/** Where one is listed, whether one's name is asked for, and what a person changed. */
export function CandidacyLine({ candidacy, reload }: CandidacyLineProps) {
  const { t } = useTexts()
  const { id, title, employer, place, of, message, override } = candidacy
  const path = `/api/me/candidacies/${id}`
  return (
    <li className="line">
      <div className="line-main">
        <h3>
          <bdi>{title}</bdi> · <bdi>{employer.name}</bdi>
        </h3>
        {place && of ? <p className="quiet">{t('candidacy.place', { place, of })}</p> : null}
        {message ? (
          <blockquote className="quote" dir="auto">
            {message}
          </blockquote>
        ) : null}
        <NameAnswer candidacy={candidacy} path={path} reload={reload} />
        {override ? (
          <>
            <p>
              {t('candidacy.moved', {
                from: override.from,
                place: override.place,
                reason: override.reason,
              })}
            </p>
            <ContestForm path={`${path}/contest`} isBare />
          </>
        ) : null}
      </div>
    </li>
  )
}

interface NameAnswerProps extends CandidacyLineProps {
  readonly path: string
}

function NameAnswer({ candidacy, path, reload }: NameAnswerProps) {
  const { t } = useTexts()
  const { state, employer, askedAt } = candidacy
  const answer = useCallback(
    async (agree: boolean) => {
      await call('POST', `${path}/answer`, { body: { agree } })
      reload()
    },
    [path, reload],
  )
  const action = useAction(answer)
  if (!askedAt) return <p className="quiet">{t('candidacy.anonymous')}</p>
  const say = {
    anonymous: 'candidacy.anonymous',
    asked: 'candidacy.asked',
    shown: 'candidacy.shown',
    declined: 'candidacy.declined',
  } as const
  return (
    <>
      <p>{t(say[state], { employer: employer.name })}</p>
      <div className="actions">
        {state === 'shown' ? null : (
          <Button isPending={action.busy} onPress={() => action.run(true)}>
            {t('candidacy.agree')}
          </Button>
        )}
        {state === 'declined' ? null : (
          <Button look="quiet" isPending={action.busy} onPress={() => action.run(false)}>
            {t(state === 'shown' ? 'candidacy.hide' : 'candidacy.decline')}
          </Button>
        )}
      </div>
      <ActionProblem problem={action.problem} />
    </>
  )
}
