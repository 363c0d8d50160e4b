import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import type { AskedSkill, ToldOfSkills } from './job-draft.ts'

interface AskedSkillsProps {
  readonly skills: readonly AskedSkill[]
  readonly told: ToldOfSkills
  readonly onChange: (skills: readonly AskedSkill[]) => void
}

/** What a job asks for: must-have or nice-to-have, and at which level. */
export function AskedSkills({ skills, told, onChange }: AskedSkillsProps) {
  const { t } = useTexts()
  if (skills.length === 0) return <p className="quiet">{t('job.skills.none')}</p>
  const change = (id: string, skill: AskedSkill | undefined) =>
    onChange(skills.flatMap((one) => (one.id === id ? (skill ?? []) : one)))
  return (
    <ul className="lines asked-skills">
      {skills.map((skill) => (
        <AskedLine
          key={skill.id}
          skill={skill}
          name={told.names[skill.id] ?? skill.label ?? skill.id}
          isUnknown={told.unknown.includes(skill.id)}
          onChange={(next) => change(skill.id, next)}
        />
      ))}
    </ul>
  )
}

interface AskedLineProps {
  readonly skill: AskedSkill
  readonly name: string
  readonly isUnknown: boolean
  readonly onChange: (skill: AskedSkill | undefined) => void
}

function AskedLine({ skill, name, isUnknown, onChange }: AskedLineProps) {
  const { t } = useTexts()
  const { importance, level } = skill
  const levels = [1, 2, 3].map((one) => ({
    value: String(one),
    text: t('level.other', { level: one }),
  }))
  const setLevel = (value: string) => {
    const { level: _, ...rest } = skill
    onChange(value === '' ? rest : { ...rest, level: Number(value) as 1 | 2 | 3 })
  }
  return (
    <li className="asked-skill">
      <bdi className="asked-name">{name}</bdi>
      <Choice
        isBare
        label={t('job.importance', { skill: name })}
        value={importance}
        onChange={(value) => onChange({ ...skill, importance: value as AskedSkill['importance'] })}
        options={[
          { value: 'essential', text: t('jobs.essential') },
          { value: 'optional', text: t('jobs.optional') },
        ]}
      />
      <Choice
        isBare
        label={t('job.level', { skill: name })}
        value={level === undefined ? '' : String(level)}
        onChange={setLevel}
        options={[{ value: '', text: t('job.anyLevel') }, ...levels]}
      />
      <Button look="quiet" onPress={() => onChange(undefined)}>
        {t('job.remove')} <span className="hidden">{name}</span>
      </Button>
      {isUnknown && <p className="hint asked-unknown">{t('job.unknown')}</p>}
    </li>
  )
}
