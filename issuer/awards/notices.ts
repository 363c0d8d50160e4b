/**
 * What recipients are told by mail.
 *
 * @module
 */

import type { Mailer, People } from '../../accounts/index.ts'
import type { Sealer } from '../../keys/index.ts'
import { isoTime, type UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { embedded } from '../achievements/achievement.ts'
import type { Achievements } from '../achievements/achievements.ts'
import { issuerTexts } from '../texts.ts'
import { type Award, openDetails } from './award.ts'
import { awardStore } from './store.ts'

export interface Notices {
  /** Tells a recipient without account where to get the certificate. */
  awarded(tx: Db, notice: AwardNotice): Promise<void>
  /** Tells a recipient who has not come that the link ends soon. */
  waiting(tx: Db, notice: AwardNotice): Promise<void>
  /** Tells the recipient, once the transaction is through, that the award is revoked. */
  revoked(tx: Db, award: Award): Promise<void>
}

export interface AwardNotice {
  readonly award: Award
  readonly to: string
  /** Name of the achievement, in the language of the award. */
  readonly name: string
  readonly organisation: string
  readonly claimUrl: string
  readonly expiresAt: UnixSeconds
}

type NoticesDeps = Pick<Ground, 'db' | 'jobs'> & {
  readonly mailer: Mailer
  readonly people: Pick<People, 'byId'>
  readonly sealer: Sealer
  readonly achievements: Pick<Achievements, 'documents'>
}

const JOB = 'issuer.tell-revoked'

export function createNotices(deps: NoticesDeps): Notices {
  const { jobs, mailer } = deps
  jobs.handle(JOB, ({ awardId }) => tellRevoked(deps, String(awardId)))
  const send = (tx: Db, kind: 'award' | 'waiting', notice: AwardNotice): Promise<void> => {
    const { award, to, name, organisation, claimUrl, expiresAt } = notice
    const { language } = award
    const letter = {
      to,
      language,
      subject: issuerTexts(language, `mail.${kind}.subject`, { name }),
      paragraphs: [
        issuerTexts(language, `mail.${kind}.intro`, { name, organisation }),
        issuerTexts(language, `mail.${kind}.validity`, { date: isoTime(expiresAt).slice(0, 10) }),
      ],
      action: { label: issuerTexts(language, 'mail.award.action'), url: claimUrl },
    }
    return mailer.send(tx, letter, expiresAt)
  }
  return {
    awarded: (tx, notice) => send(tx, 'award', notice),
    waiting: (tx, notice) => send(tx, 'waiting', notice),
    revoked: (tx, { id }) => jobs.add(tx, JOB, { awardId: id }, { key: `${JOB}.${id}` }),
  }
}

async function tellRevoked(deps: NoticesDeps, awardId: string): Promise<void> {
  const award = await awardStore(deps.db).byId(awardId)
  if (award?.state !== 'revoked') return
  const to = await addressOf(deps, award)
  const bytes = (await deps.achievements.documents(award.achievement)).get(award.language)
  if (to === undefined || bytes === undefined) return
  const { name } = embedded(bytes)
  const { language } = award
  const letter = {
    to,
    language,
    subject: issuerTexts(language, 'mail.revoked.subject', { name }),
    paragraphs: [
      issuerTexts(language, 'mail.revoked.intro', { name }),
      issuerTexts(language, 'mail.revoked.contest'),
    ],
  }
  await deps.db.transaction((tx) => deps.mailer.send(tx, letter))
}

async function addressOf(deps: NoticesDeps, award: Award): Promise<string | undefined> {
  if (award.personId === undefined) return (await openDetails(deps.sealer, award)).recipient.email
  return (await deps.people.byId(award.personId))?.email
}
