import type { JobInput, OwnJobView } from '../../../schemas/matching-jobs.ts'

/** A job as the form holds it: every field a text, until it is sent. */
export interface FormJob {
  readonly title: string
  readonly description: string
  readonly location: string
  readonly workplace: string
  readonly permit: string
  readonly language: string
  readonly expires: string
  readonly employer: string
  readonly skills: readonly AskedSkill[]
}

export type AskedSkill = JobInput['skills'][number]

/** What the skills of a job are called in the reader's language, and which no framework has. */
export type ToldOfSkills = Pick<OwnJobView, 'names' | 'unknown'>

export const NOTHING_TOLD: ToldOfSkills = { names: {}, unknown: [] }

export const EMPTY_JOB: FormJob = {
  ...{ title: '', description: '', location: '', workplace: '', permit: '' },
  ...{ language: '', expires: '', employer: '', skills: [] },
}

/** What is there of a job or a draft. */
export const formJobOf = (job: Partial<JobInput>): FormJob => ({
  title: job.title ?? '',
  description: job.description ?? '',
  location: job.location ?? '',
  workplace: job.workplace ?? (job.remote ? 'remote' : ''),
  permit: job.permit ?? '',
  language: job.language ?? '',
  expires: job.expires ?? '',
  employer: job.employer ?? '',
  skills: job.skills ?? [],
})

/** The body that is sent: what was left empty is not said. */
export function bodyOf({ skills, ...texts }: FormJob): object {
  const said = Object.entries(texts).map(([name, text]) => [name, text.trim()] as const)
  return { ...Object.fromEntries(said.filter(([, text]) => text !== '')), skills }
}

/** Adds a skill unless it is there. */
export const withSkill = (job: FormJob, skill: AskedSkill): FormJob =>
  job.skills.some(({ id }) => id === skill.id) ? job : { ...job, skills: [...job.skills, skill] }
