import type { ShortlistView } from '../../../schemas/matching-employers.ts'
import { formatDate, formatShare } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { AskForName } from './ask-for-name.tsx'
import { MoveCandidate } from './move-candidate.tsx'

type Candidate = ShortlistView['candidates'][number]

interface CandidateLineProps {
  readonly candidate: Candidate
  readonly of: number
  readonly path: string
  readonly reload: () => void
}

/** A candidate: place, score, why, and who it is once the learner agreed. */
export function CandidateLine({ candidate, of, path, reload }: CandidateLineProps) {
  const { t, language } = useTexts()
  const { place, computedPlace, score, coverage, explanation, override } = candidate
  return (
    <li className="line">
      <div className="line-main">
        <h3>
          {t('shortlist.place', { place })} · <Who candidate={candidate} />
        </h3>
        <Answer candidate={candidate} />
        {override ? (
          <p className="quiet">
            {t('shortlist.moved', { from: computedPlace, reason: override.reason })}
          </p>
        ) : null}
        <p>{explanation.brief}</p>
        <details className="disclosure">
          <summary>{t('jobs.why')}</summary>
          <p className="full-explanation">{explanation.full}</p>
        </details>
        {candidate.state === 'anonymous' ? <AskForName path={path} reload={reload} /> : null}
        <MoveCandidate
          path={path}
          place={place}
          of={of}
          isMoved={override !== undefined}
          reload={reload}
        />
      </div>
      <p className="line-end score">
        <strong>{formatShare(language, score)}</strong>
        <br />
        <span className="quiet">{t('jobs.coverage', { met: coverage.met, of: coverage.of })}</span>
      </p>
    </li>
  )
}

function Who({ candidate: { person } }: { readonly candidate: Candidate }) {
  const { t } = useTexts()
  if (!person) return t('candidate.nameless')
  return (
    <>
      <bdi>{person.name}</bdi>{' '}
      <a href={`mailto:${person.email}`}>
        <bdi>{person.email}</bdi>
      </a>
    </>
  )
}

function Answer({ candidate: { state, askedAt } }: { readonly candidate: Candidate }) {
  const { t, language } = useTexts()
  if (state === 'declined') return <p className="quiet">{t('candidate.declined')}</p>
  if (state !== 'asked') return null
  return (
    <p className="quiet">{t('candidate.asked', { date: formatDate(language, askedAt ?? '') })}</p>
  )
}
