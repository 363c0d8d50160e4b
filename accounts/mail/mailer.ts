import type { Sealer } from '../../keys/index.ts'
import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { newId } from '../../platform/id.ts'
import { normalEmail } from '../people/person.ts'
import type { AccountsTexts } from '../texts.ts'
import { type Letter, type RenderedMail, renderLetter } from './letter.ts'
import type { SendMail } from './smtp.ts'
import { mailStore, type StoredMail } from './store.ts'

/** Sends mails to people; every folder that has something to tell them uses it. */
export interface Mailer {
  /**
   * Puts a mail on its way in the transaction of the fact it tells about.
   *
   * @param expiresAt - after this it is of no use and not sent any more; in three days unless said
   */
  send(tx: Db, letter: Letter, expiresAt?: UnixSeconds): Promise<void>
}

/** A mail in the development inbox. */
export interface InboxMail extends RenderedMail {
  readonly id: string
  readonly to: string
  /** The addresses a reader can follow, in the order they stand in the text. */
  readonly links: readonly string[]
  readonly sentAt: UnixSeconds
}

export interface Post extends Mailer {
  /** Newest first; what a mail server would have been handed. */
  inbox(): Promise<readonly InboxMail[]>
  /** Mails on their way to an address. */
  waitingFor(email: string): Promise<number>
  /** Forgets mails to an address; returns how many. */
  erase(tx: Db, email: string): Promise<number>
}

type Deps = Pick<Ground, 'db' | 'clock' | 'random' | 'jobs'> & {
  readonly sealer: Sealer
  readonly texts: AccountsTexts
  /** `undefined`: mails stay in the development inbox. */
  readonly smtp: SendMail | undefined
}

const THREE_DAYS = 3 * 86_400
const INBOX_LENGTH = 100
const JOB = 'accounts.mail'

export function createPost(deps: Deps): Post {
  const { db, clock, random, jobs, sealer, smtp, texts } = deps
  if (smtp) jobs.handle(JOB, ({ mailId }) => deliver(deps, smtp, String(mailId)))
  return {
    send: async (tx, letter, expiresAt) => {
      const now = clock()
      const id = newId(random, now)
      const rendered = renderLetter(letter, texts(letter.language, 'mail.signature'))
      const store = mailStore(tx)
      await store.removeExpired(now)
      await store.add({
        id,
        recipient: normalEmail(letter.to),
        content: await sealer.seal('accounts.mail', Buffer.from(JSON.stringify(rendered)), id),
        createdAt: now,
        expiresAt: expiresAt ?? now + THREE_DAYS,
      })
      if (smtp) await jobs.add(tx, JOB, { mailId: id })
    },
    inbox: async () => {
      const mails = await mailStore(db).newest(INBOX_LENGTH)
      return await Promise.all(
        mails.map(async (mail) => {
          const { subject, text, html } = await open(sealer, mail)
          const { id, recipient, createdAt } = mail
          return { id, to: recipient, subject, text, html, links: linksOf(text), sentAt: createdAt }
        }),
      )
    },
    waitingFor: (email) => mailStore(db).countTo(normalEmail(email)),
    erase: (tx, email) => mailStore(tx).removeTo(normalEmail(email)),
  }
}

/** Hands a mail over and forgets it. A mail erased or expired meanwhile is not sent. */
async function deliver({ db, clock, sealer }: Deps, smtp: SendMail, id: string): Promise<void> {
  const store = mailStore(db)
  const mail = await store.byId(id)
  if (!mail) return
  if (mail.expiresAt > clock()) await smtp(mail.recipient, await open(sealer, mail))
  await store.remove(id)
}

async function open(sealer: Sealer, mail: StoredMail): Promise<RenderedMail> {
  const content = await sealer.open('accounts.mail', mail.content, mail.id)
  return JSON.parse(Buffer.from(content).toString()) as RenderedMail
}

const linksOf = (text: string): string[] => text.match(/^https?:\/\/\S+$/gm) ?? []
