import { parseTime, type UnixSeconds } from '../../platform/clock.ts'
import { type Fault, Problem } from '../../platform/problem.ts'
import type { JobDraft, JobInput, JobSkillInput } from '../../schemas/matching-jobs.ts'
import type { Skills, Taxonomies } from '../../skills/index.ts'
import { matchingProblems } from '../problems.ts'

/** One version of a job; never changes. Skills are named by URI. */
export interface JobVersion {
  readonly id: string
  readonly version: number
  readonly body: JobInput
  readonly createdAt: UnixSeconds
}

/** A job put in that differs from what was asked for in nothing, or says what the reader should know. */
export interface JobCheck {
  readonly body: JobInput
  /** From this moment on nobody is ranked by it any more. */
  readonly expiresAt: UnixSeconds | undefined
  /** Skills that no framework of ours knows: kept, but nobody can be credited for them yet. */
  readonly warnings: readonly Fault[]
}

export interface SkillSources {
  readonly skills: Pick<Skills, 'byCode' | 'byUri' | 'all'>
  readonly taxonomies: Pick<Taxonomies, 'known'>
}

/**
 * Checks what a schema cannot, and names skills of our framework by their URI.
 *
 * @throws {Problem} `job-malformed` when a skill stands twice, the place of work contradicts itself, or
 *   the end of the job is no moment that a clock shows, or is over
 */
export async function checkJob(
  input: JobInput,
  sources: SkillSources,
  now: UnixSeconds,
): Promise<JobCheck> {
  const { workplace } = input
  const body = refuseContradictions(withUris(input, sources), now)
  return {
    body: { ...body, ...(workplace === 'remote' && { remote: true }) },
    expiresAt: expiryOf(input),
    warnings: await unknownSkills(body.skills, sources),
  }
}

/**
 * Checks of a draft what can be known before somebody says which skills its words mean.
 *
 * What would be refused on that day is refused now, while whoever sent it reads the answer.
 *
 * @throws {Problem} `job-malformed`, as {@link checkJob}
 */
export async function checkDraft(
  input: JobDraft,
  sources: SkillSources,
  now: UnixSeconds,
): Promise<{ readonly draft: JobDraft; readonly warnings: readonly Fault[] }> {
  const draft = refuseContradictions(withUris(input, sources), now)
  return { draft, warnings: await unknownSkills(draft.skills, sources) }
}

type Checked = Pick<JobInput, 'skills' | 'remote' | 'workplace' | 'expires'>

const withUris = <J extends Checked>(input: J, { skills }: SkillSources): J => ({
  ...input,
  skills: input.skills.map((skill) => ({ ...skill, id: uriOf(skill, skills) })),
})

function refuseContradictions<J extends Checked>(input: J, now: UnixSeconds): J {
  const faults = [...skillFaults(input.skills), ...placeFaults(input), ...endFaults(input, now)]
  const [first] = faults
  if (!first) return input
  const detail = `${first.pointer} ${first.detail}`
  throw new Problem(matchingProblems.jobMalformed, { detail, faults })
}

const uriOf = ({ id }: JobSkillInput, skills: SkillSources['skills']): string =>
  skills.byCode(id)?.uri ?? id

function skillFaults(named: readonly JobSkillInput[]): readonly Fault[] {
  const seen = new Set<string>()
  return named.flatMap(({ id }, at) => {
    const again = seen.has(id)
    seen.add(id)
    if (!again) return []
    return [{ pointer: `/skills/${at}/id`, rule: 'unique', detail: 'names a skill a second time' }]
  })
}

function placeFaults({ remote, workplace }: Checked): readonly Fault[] {
  if (remote === undefined || workplace === undefined) return []
  if (remote === (workplace === 'remote')) return []
  const detail = `says ${remote ? 'remote' : 'not remote'}, workplace says ${workplace}`
  return [{ pointer: '/remote', rule: 'contradiction', detail }]
}

function endFaults(input: Checked, now: UnixSeconds): readonly Fault[] {
  if (input.expires === undefined) return []
  const at = expiryOf(input)
  if (at === undefined) return [NO_MOMENT]
  return at <= now ? [IS_OVER] : []
}

/** A format takes leap seconds and short offsets; a job whose end no clock reaches would never end. */
const NO_MOMENT: Fault = {
  pointer: '/expires',
  rule: 'moment',
  detail:
    'is no moment that a clock shows: write a day (2027-01-31), or day, time and offset (2027-01-31T18:00:00+01:00)',
}

const IS_OVER: Fault = { pointer: '/expires', rule: 'in-future', detail: 'is over already' }

const DAY = 86_400 // seconds

/** A date is meant with its whole day, in UTC. */
export function expiryOf({ expires }: Pick<JobInput, 'expires'>): UnixSeconds | undefined {
  if (expires === undefined) return undefined
  if (expires.length > 10) return parseTime(expires.toUpperCase().replace(' ', 'T'))
  const start = parseTime(`${expires}T00:00:00Z`)
  return start === undefined ? undefined : start + DAY
}

async function unknownSkills(
  named: readonly JobSkillInput[],
  sources: SkillSources,
): Promise<readonly Fault[]> {
  const unknown = new Set(await unknownAmong(named, sources))
  return named.flatMap(({ id }, at) =>
    unknown.has(id)
      ? [
          {
            pointer: `/skills/${at}/id`,
            rule: 'unknown-skill',
            detail: 'is in no framework known here',
          },
        ]
      : [],
  )
}

/** Ids of skills that no framework known here has. */
export async function unknownAmong(
  asked: readonly Pick<JobSkillInput, 'id'>[],
  { skills, taxonomies }: SkillSources,
): Promise<readonly string[]> {
  const foreign = asked.map(({ id }) => id).filter((id) => !isOurs(id, skills))
  const known = await taxonomies.known(foreign)
  return foreign.filter((id) => !known.has(id))
}

const isOurs = (id: string, skills: SkillSources['skills']): boolean =>
  skills.byUri(id) !== undefined ||
  skills.all().some(({ mappings }) => mappings.some(({ uri }) => uri === id))
