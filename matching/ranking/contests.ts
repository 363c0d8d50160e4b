/**
 * After a person answered a contest: ranked again where it was right, and whoever contested is told.
 *
 * @module
 */

import type { Accounts } from '../../accounts/index.ts'
import type { Case } from '../../audit/index.ts'
import type { Ground } from '../../platform/ground.ts'
import type { Actor } from '../../platform/http/actor.ts'
import type { Language } from '../../platform/i18n.ts'
import { Problem } from '../../platform/problem.ts'
import type { Profiles } from '../profiles/profiles.ts'
import type { Refusal, RefusalReason, SkillFindings } from '../profiles/verified-skills.ts'
import type { Catalogues } from './follow.ts'
import { keepRanking, prepareRanking } from './make.ts'
import type { RankingDeps } from './request.ts'
import { contestStore, rankingStore, type StoredRanking } from './store.ts'

export type ContestDeps = RankingDeps &
  Catalogues &
  Pick<Ground, 'jobs' | 'outbox'> & {
    readonly accounts: Pick<Accounts, 'people' | 'mailer'>
    readonly profiles: Pick<Profiles, 'current'>
  }

const JOB = 'matching.answer-contest'

/** Ranking takes longer than a transaction should: the event leaves a job. */
export function listenToCases(deps: ContestDeps): void {
  const { jobs, outbox } = deps
  jobs.handle(JOB, ({ caseId }) => answerContest(deps, String(caseId)))
  outbox.on('case.decided', JOB, async (tx, { caseId, subjectKind }) => {
    if (subjectKind === 'ranking') await jobs.add(tx, JOB, { caseId }, { key: `${JOB}.${caseId}` })
  })
}

/** Runs once for each case, whatever is delivered twice: the row of the case decides. */
async function answerContest(deps: ContestDeps, caseId: string): Promise<void> {
  const found = await deps.audit.caseById(caseId)
  if (found?.state !== 'decided') return
  const made = found.outcome === 'upheld' ? await rankAgain(deps, found) : undefined
  const to = await addressOf(deps, found)
  await deps.db.transaction(async (tx) => {
    const row = { caseId, rankingId: found.subjectId, madeAgain: made?.id, at: deps.clock() }
    if (!(await contestStore(tx).answer(row))) return
    if (made) await keepRanking(deps, tx, made)
    if (to !== undefined) await deps.accounts.mailer.send(tx, letterOf(deps, { found, made, to }))
  })
}

/** By the jobs, the formula and the credentials of today; nothing where the ranking was withdrawn. */
async function rankAgain(
  deps: ContestDeps,
  { subjectId, language }: Case,
): Promise<StoredRanking | undefined> {
  const before = await rankingStore(deps.db).byId(subjectId)
  const findings = before && (await findingsOf(deps, before))
  if (!before || !findings) return undefined
  const { tenantId, personId, profileId, input } = before
  const { stored } = await prepareRanking(deps, await deps.catalogueNow(), {
    ...{ tenantId, personId, profileId },
    ...{ skills: findings.skills, notCredited: findings.notCredited },
    ...{ filters: input.filters, k: input.k, replaces: subjectId },
    language: input.language ?? language,
  })
  return stored
}

/** A profile as it counts now; of a presentation, which is used up, what it proved. */
async function findingsOf(
  { profiles }: ContestDeps,
  { profileId, personId, tenantId, input, answer }: StoredRanking,
): Promise<SkillFindings | undefined> {
  if (profileId === undefined) {
    // Whether a crosswalk knows a skill is asked anew
    const refusals = answer.notCredited.filter(({ reason }) => reason !== 'no-crosswalk')
    return { skills: input.skills, notCredited: refusals.map(refusalOf) }
  }
  try {
    return await profiles.current(ownerOf({ personId, tenantId }), profileId)
  } catch (error) {
    if (error instanceof Problem) return undefined // withdrawn: nothing may be ranked any more
    throw error
  }
}

const refusalOf = ({
  credentialId,
  skillId,
  reason,
}: StoredRanking['answer']['notCredited'][0]): Refusal => ({
  ...(credentialId !== undefined && { credentialId }),
  ...(skillId !== undefined && { skillId }),
  reason: reason as RefusalReason,
})

const ownerOf = ({ personId, tenantId }: Pick<StoredRanking, 'personId' | 'tenantId'>): Actor =>
  personId === undefined
    ? { kind: 'client', clientId: '', tenantId, scopes: new Set() }
    : {
        ...{ kind: 'person', personId, tenantId, email: '', name: '', language: 'en' },
        ...{ roles: new Set(), scopes: new Set() },
      }

const addressOf = async (
  { accounts }: ContestDeps,
  { personId, contact }: Case,
): Promise<string | undefined> =>
  contact ?? (personId === undefined ? undefined : (await accounts.people.byId(personId))?.email)

interface Told {
  readonly found: Case
  readonly made: StoredRanking | undefined
  readonly to: string
}

function letterOf({ texts, config }: ContestDeps, { found, made, to }: Told) {
  const { language, outcome, explanation = '', remedy = '', subjectId } = found
  const say = (key: string, values?: Record<string, string>) =>
    texts(language as Language, `mail.contest.${key}`, values)
  return {
    to,
    language,
    subject: say('subject'),
    paragraphs: [
      say(outcome === 'upheld' ? 'upheld' : 'rejected'),
      say('explanation', { explanation }),
      say('remedy', { remedy }),
      ...(made ? [say('again')] : []),
    ],
    ...(found.personId !== undefined && {
      action: {
        label: say('action'),
        url: `${config.publicUrl}/rankings/${made?.id ?? subjectId}`,
      },
    }),
  }
}
