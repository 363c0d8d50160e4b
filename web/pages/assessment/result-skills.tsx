import type { SkillHits } from '../../../schemas/skills.ts'
import type { AssessmentResult } from '../../../schemas/tutor-messages.ts'
import { useResource } from '../../api/use-resource.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Level } from '../../ui/level.tsx'

interface ResultSkillsProps {
  readonly skills: AssessmentResult['skills']
}

/** The level reached in each skill, each linked to what it means. */
export function ResultSkills({ skills }: ResultSkillsProps) {
  const { t, language } = useTexts()
  const known = useResource<SkillHits>(`/api/skills?lang=${language}`)
  const labels = new Map(
    known.state === 'ready' ? known.value.skills.map(({ code, label }) => [code, label]) : [],
  )
  return (
    <section className="verdict-part">
      <h2>{t('result.skills')}</h2>
      <ul className="skills">
        {skills.map(({ code, level }) => (
          <li key={code}>
            <a href={`/skills/${code}`}>{labels.get(code) ?? code}</a>
            <Level level={level} />
          </li>
        ))}
      </ul>
    </section>
  )
}
