import { useTexts } from '../i18n/use-texts.ts'
import { Level } from '../ui/level.tsx'
import type { CredentialFacts, ScoreFact, SkillFact } from './facts.ts'
import { Part } from './part.tsx'
import type { RecordFacts } from './record.ts'

interface ClaimsViewProps {
  readonly facts: CredentialFacts
  readonly record: RecordFacts | undefined
  readonly level: 2 | 3
}

/** What the person showed, how it was assessed, and what that does not say. */
export function ClaimsView({ facts, record, level }: ClaimsViewProps) {
  const { t } = useTexts()
  const { skills, aligned, scores, evidence, criteria, language } = facts
  const lang = language ? { lang: language, dir: 'auto' } : { dir: 'auto' }
  return (
    <>
      {skills.length > 0 ? (
        <Part title={t('verdict.skills')} level={level}>
          <ul className="skills">
            {skills.map((skill) => (
              <SkillLine key={skill.name} skill={skill} language={language} />
            ))}
          </ul>
          {aligned.length > 0 ? (
            <details className="disclosure">
              <summary>{t('verdict.aligned', { count: aligned.length })}</summary>
              <p className="quiet">{aligned.join(' · ')}</p>
            </details>
          ) : null}
        </Part>
      ) : null}
      <Part title={t('verdict.how')} level={level}>
        {scores.map((score) => (
          <ScoreLine key={score.name} score={score} />
        ))}
        {record ? <RecordLines record={record} /> : null}
        {[criteria, ...evidence].filter(Boolean).map((text) => (
          <p key={text} className="quiet" {...lang}>
            {text}
          </p>
        ))}
        {scores.length + evidence.length === 0 && !criteria ? (
          <p className="quiet">{t('verdict.how.none')}</p>
        ) : null}
      </Part>
      <Part title={t('verdict.limits')} level={level}>
        <ul className="limits">
          <li>{t('verdict.limits.person')}</li>
          <li>{t('verdict.limits.today')}</li>
        </ul>
      </Part>
    </>
  )
}

interface SkillLineProps {
  readonly skill: SkillFact
  readonly language: string | undefined
}

function SkillLine({ skill, language }: SkillLineProps) {
  const { name, level, of } = skill
  return (
    <li>
      <bdi {...(language ? { lang: language } : {})}>{name}</bdi>
      {level === undefined || of === undefined ? null : <Level level={level} of={of} />}
    </li>
  )
}

function ScoreLine({ score }: { readonly score: ScoreFact }) {
  const { t } = useTexts()
  const { name, value, of, required } = score
  return (
    <p>
      {t('verdict.scoreLine', { name, score: of ? t('verdict.score', { value, of }) : value })}
      {required ? (
        <span className="quiet"> ({t('verdict.score.required', { required })})</span>
      ) : null}
    </p>
  )
}

/** From the public record of the assessment, in the reader's language. */
function RecordLines({ record }: { readonly record: RecordFacts }) {
  const { t, maybe } = useTexts()
  const graders = record.gradedBy.map((grader) => maybe(`grader.${grader}`) ?? grader)
  return (
    <ul className="limits">
      <li>{t('verdict.gradedBy', { graders: graders.join(' · ') })}</li>
      <li>{t(record.humanReviewed ? 'verdict.reviewed' : 'verdict.notReviewed')}</li>
      <li>{maybe(`assurance.${record.assurance}`) ?? record.assurance}</li>
    </ul>
  )
}
