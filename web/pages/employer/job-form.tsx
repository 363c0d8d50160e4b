import { type FormEvent, useCallback, useState } from 'react'
import { request } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { navigate } from '../../router/location.ts'
import { Button } from '../../ui/button.tsx'
import { ActionProblem } from '../../ui/states.tsx'
import { Advert } from './advert.tsx'
import { AskedSkills } from './asked-skills.tsx'
import { bodyOf, type FormJob, NOTHING_TOLD, type ToldOfSkills, withSkill } from './job-draft.ts'
import { JobParticulars } from './job-particulars.tsx'
import { SkillSearch } from './skill-search.tsx'

interface JobFormProps {
  readonly id: string
  readonly start: FormJob
  readonly told?: ToldOfSkills
  /** Shown above the skills: what a draft's words seem to mean. */
  readonly children?: (add: (skills: FormJob['skills']) => void) => React.ReactNode
}

/** A job by hand: what it is, what it asks for. Sent, it is ranked by; each change is a version of its own. */
export function JobForm({ id, start, told = NOTHING_TOLD, children }: JobFormProps) {
  const { t } = useTexts()
  const [job, setJob] = useState(start)
  const save = useCallback(async () => {
    await request('PUT', `/jobs/${encodeURIComponent(id)}`, { body: bodyOf(job) })
    navigate(`/employer/jobs/${encodeURIComponent(id)}`)
  }, [id, job])
  const action = useAction(save)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    action.run()
  }
  const add = (skills: FormJob['skills']) => setJob((last) => skills.reduce(withSkill, last))
  return (
    <form className="stack" onSubmit={submit}>
      <JobParticulars job={job} onChange={setJob} />
      <Advert
        text={job.description}
        onText={(description) => setJob({ ...job, description })}
        language={job.language}
        onConfirmed={add}
      />
      <section className="section asked" aria-labelledby="asked">
        <h2 id="asked">{t('job.skills')}</h2>
        {children?.(add)}
        <AskedSkills
          told={told}
          skills={job.skills}
          onChange={(skills) => setJob({ ...job, skills })}
        />
        <SkillSearch onFound={(skill) => add([{ ...skill, importance: 'essential' }])} />
        <p className="hint">{t('job.esco')}</p>
      </section>
      <div className="actions">
        <Button
          type="submit"
          look="primary"
          isDisabled={job.skills.length === 0}
          isPending={action.busy}
        >
          {t('job.save')}
        </Button>
      </div>
      <ActionProblem problem={action.problem} />
    </form>
  )
}
