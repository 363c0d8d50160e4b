/**
 * A learner's hosted wallet.
 *
 * It knows nothing of our issuer or verifier: what it receives and shows goes over open protocols, so
 * foreign issuers and verifiers are treated like ours.
 *
 * @module
 */

import type { JsonObject } from '../credentials/index.ts'
import type { Sealer } from '../keys/index.ts'
import type { Ground } from '../platform/ground.ts'
import type { Language } from '../platform/i18n.ts'
import type { PersonData } from '../platform/person-data.ts'
import { Problem } from '../platform/problem.ts'
import type { RestoreReport } from '../schemas/wallet-backup.ts'
import type { WorkSample } from '../schemas/wallet-works.ts'
import { exportLines } from './backup/export.ts'
import { type BackupState, backupState } from './backup/reminder.ts'
import { type ExportFile, restore } from './backup/restore.ts'
import type { Kept, Summary, WalletCredential } from './credentials/credential.ts'
import {
  type CredentialDetail,
  checkCredential,
  findCredential,
  listCredentials,
  removeCredential,
  someCredentials,
} from './credentials/credentials.ts'
import { credentialReader } from './credentials/store.ts'
import { holds, type Thing } from './delegates/holds.ts'
import { type HistoryEntry, historyOf } from './history/history.ts'
import { holderOf } from './holder/holder.ts'
import { type Found, importInto } from './import.ts'
import { walletPersonData } from './personal-data.ts'
import {
  type PresentationWish,
  presentCredentials,
  type ShownRecord,
  shownBy,
} from './presentations/presentations.ts'
import { walletProblems } from './problems.ts'
import { createProfiles, type Profiles } from './profiles/keeping.ts'
import { defaultProfile } from './profiles/profiles.ts'
import type { SignInAnswer } from './receive/authorization.ts'
import { type ReceiveRequest, receiveOffer } from './receive/receive.ts'
import { beginReceiving, endReceiving, type SignInStart } from './receive/sign-in.ts'
import type { IdentityDeps } from './requests/identity.ts'
import {
  answerRequest,
  type Choice,
  type DraftEntry,
  draftAnswer,
  previewRequest,
  type RequestAnswer,
  type RequestPreview,
} from './requests/requests.ts'
import type { RequestSource } from './requests/ticket.ts'
import { openShare, type SharedCiphertext } from './shares/open-share.ts'
import {
  endShare,
  linksOf,
  type Share,
  type ShareWish,
  shareCredential,
  sharesOf,
} from './shares/shares.ts'
import { type ShareAccess, shareLog, shareReader } from './shares/store.ts'
import type { Owner } from './vault/owner.ts'
import { createUnlockers, type Unlockers } from './vault/unlockers.ts'
import { createVaults, type Vault, type Vaults } from './vault/vault.ts'
import { addWork, removeWork, type Work, worksOf } from './works/works.ts'

/** A credential, as named by its owner. */
export interface Owned {
  readonly personId: string
  readonly id: string
}

export interface Wallet {
  /** Makes the learner's key at the first use. */
  holderDid(personId: string): Promise<string>
  /** @throws {Problem} see {@link receiveOffer} */
  receive(personId: string, request: ReceiveRequest): Promise<readonly WalletCredential[]>
  /** Where the learner signs in at the issuer of an offer. @throws {Problem} see {@link beginReceiving} */
  beginReceiving(personId: string, offerUri: string): Promise<SignInStart>
  /** @throws {Problem} see {@link endReceiving} */
  endReceiving(
    personId: string,
    back: { readonly answer: SignInAnswer; readonly language: Language },
  ): Promise<readonly WalletCredential[]>
  /** @throws {Problem} `credential-refused`, `wallet-full`; see {@link credentialFromUrl} */
  importCredential(
    personId: string,
    wish: Found & { readonly language: Language },
  ): Promise<WalletCredential>
  list(personId: string): Promise<readonly WalletCredential[]>
  /** @throws {Problem} `not-in-wallet` */
  detail(owned: Owned, language: Language): Promise<CredentialDetail>
  /** @throws {Problem} `not-in-wallet` */
  find(owned: Owned): Promise<Kept & { readonly summary: Summary }>
  /** @throws {Problem} `not-in-wallet` */
  remove(owned: Owned): Promise<void>
  /** @throws {Problem} `not-in-wallet`, `fields-not-separable` */
  share(owned: Owned, wish: ShareWish): Promise<Share>
  /** @throws {Problem} `not-in-wallet` */
  shares(owned: Owned): Promise<readonly Share[]>
  /** @throws {Problem} `unknown-share` */
  endShare(personId: string, shareId: string): Promise<void>
  /** When a link was opened, newest first. @throws {Problem} `unknown-share` */
  shareAccesses(personId: string, shareId: string): Promise<readonly Omit<ShareAccess, 'shareId'>[]>
  /** @throws {Problem} see {@link openShare} */
  openShare(shareId: string, passcode?: string): Promise<SharedCiphertext>
  /** @throws {Problem} `not-in-wallet` */
  present(personId: string, wish: PresentationWish): Promise<JsonObject>
  shown(personId: string): Promise<readonly ShownRecord[]>
  /** @throws {Problem} `not-in-wallet` */
  works(owned: Owned): Promise<readonly Work[]>
  /** @throws {Problem} see {@link addWork} */
  addWork(owned: Owned, sample: WorkSample): Promise<Work>
  /** @throws {Problem} `unknown-work` */
  removeWork(personId: string, workId: string): Promise<void>
  /** Newest first. */
  history(personId: string): Promise<readonly HistoryEntry[]>
  /** Who asks for what, and what of the wallet would answer. @throws {Problem} see {@link previewRequest} */
  previewRequest(personId: string, source: RequestSource): Promise<RequestPreview>
  /** What would leave the wallet. @throws {Problem} see {@link draftAnswer} */
  draftAnswer(personId: string, wish: RequestSource & Choice): Promise<readonly DraftEntry[]>
  /** @returns where the learner's browser goes next. @throws {Problem} see {@link answerRequest} */
  answerRequest(personId: string, answer: RequestAnswer): Promise<string | undefined>
  /** The lines of the whole wallet's file. @throws {Problem} `wallet-locked` */
  exportLines(personId: string, passphrase: string): Promise<AsyncGenerator<string>>
  /** Whether it is time to take the wallet away once more. */
  backup(personId: string): Promise<BackupState>
  /** @throws {Problem} see {@link restore} */
  restore(personId: string, file: ExportFile): Promise<RestoreReport>
  readonly personData: PersonData
  readonly unlockers: Unlockers
  readonly profiles: Profiles
  /** Whether a credential or link is the owner's, in the profile looked at. */
  holds(owner: Owner, thing: Thing): Promise<boolean>
  /** The same wallet, opened by what its owner unlocked, for the profile that its owner looks at. */
  unlocked(owner: Owner): Wallet
}

type Deps = Pick<Ground, 'db' | 'clock' | 'random' | 'fetch'> & {
  readonly config: Pick<Ground['config'], 'publicUrl'>
  readonly sealer: Sealer
  readonly authorities: IdentityDeps['authorities']
}

/** Nobody is believed about who asks, unless said. */
const nobody: IdentityDeps['authorities'] = () => Promise.resolve([])

export type WalletDeps = Omit<Deps, 'authorities'> & Partial<Pick<Deps, 'authorities'>>

export function createWallet(given: WalletDeps): Wallet {
  const deps: Deps = { authorities: nobody, ...given }
  const vaults = createVaults(deps)
  const unlockers = createUnlockers({ ...deps, vaults })
  return walletOf({ ...deps, vaults, unlockers })
}

/** @param owner - whose data key is at hand; nobody's: the server's way is used */
function walletOf(
  deps: Deps & { readonly vaults: Vaults; readonly unlockers: Unlockers },
  owner?: Owner,
): Wallet {
  const { db, clock, unlockers } = deps
  const openers = openersOf(deps, owner)
  const { open, openFor } = openers
  const some = async (personId: string, ids: readonly string[]) => {
    const vault = await open(personId)
    const all = await someCredentials(db, { vault, ids }, deps)
    return vault.by === undefined ? all : all.filter((one) => one.profileId === vault.profileId)
  }

  return {
    holderDid: async (personId) => (await holderOf({ db, clock }, await open(personId))).did,
    receive: async (personId, request) =>
      some(personId, await receiveOffer(await open(personId), request, deps)),
    beginReceiving: async (personId, offerUri) =>
      beginReceiving(await open(personId), offerUri, deps),
    endReceiving: async (personId, back) =>
      some(personId, await endReceiving(await open(personId), back, deps)),
    importCredential: async (personId, wish) => importInto(await open(personId), wish, deps),
    list: async (personId) => listCredentials(db, await open(personId), deps),
    detail: async ({ personId, id }, language) =>
      checkCredential(db, { vault: await open(personId), id, language }, deps),
    find: async ({ personId, id }) => findCredential(db, await open(personId), id),
    remove: async (owned) => removeCredential(db, { vault: await openFor(owned), ...owned }, deps),
    ...sharing(deps, openers),
    ...workKeeping(deps, openers),
    present: async (personId, wish) =>
      presentCredentials(db, { vault: await open(personId), wish }, deps),
    shown: async (personId) => shownBy(db, await open(personId)),
    history: async (personId) => {
      const vault = await open(personId)
      const titles = new Map(
        (await listCredentials(db, vault, deps)).map(({ id, title }) => [id, title]),
      )
      return historyOf(db, { vault, links: await linksOf(db, vault), titles })
    },
    previewRequest: async (personId, source) => previewRequest(await open(personId), source, deps),
    draftAnswer: async (personId, wish) => draftAnswer(await open(personId), wish, deps),
    answerRequest: async (personId, answer) => answerRequest(await open(personId), answer, deps),
    exportLines: async (personId, passphrase) =>
      exportLines(await open(personId), passphrase, deps),
    backup: (personId) => backupState(db, personId, clock()),
    restore: async (personId, file) => restore(await open(personId), file, deps),
    personData: walletPersonData(deps),
    unlockers,
    profiles: createProfiles(deps, open),
    holds: (by, thing) => holds(db, by, thing),
    unlocked: (by) => walletOf(deps, by),
  }
}

interface Openers {
  /** For the profile that its owner looks at. */
  open(personId: string): Promise<Vault>
  /** For the profile that the credential is in. @throws {Problem} `not-in-wallet` */
  openFor(owned: Owned): Promise<Vault>
}

function openersOf(
  { db, vaults }: Pick<Deps, 'db'> & { readonly vaults: Vaults },
  owner?: Owner,
): Openers {
  const open = async (personId: string): Promise<Vault> => {
    const mine = owner?.personId === personId ? owner : undefined
    const vault = await vaults.open(db, personId, mine?.dataKey)
    const shown = vault.in(mine?.profileId ?? (await defaultProfile(db, personId)))
    return mine?.by === undefined ? shown : shown.openedBy(mine.by)
  }
  return {
    open,
    openFor: async ({ personId, id }) => {
      const row = await credentialReader(db).find(personId, id)
      if (!row) throw new Problem(walletProblems.unknownCredential)
      return (await open(personId)).in(row.profileId)
    },
  }
}

function workKeeping(
  deps: Deps,
  { open }: Openers,
): Pick<Wallet, 'works' | 'addWork' | 'removeWork'> {
  const { db } = deps
  return {
    works: async ({ personId, id: credentialId }) =>
      worksOf(db, { vault: await open(personId), credentialId }),
    addWork: async ({ personId, id: credentialId }, sample) =>
      addWork(db, { vault: await open(personId), credentialId, sample }, deps),
    removeWork: async (personId, workId) => removeWork(db, (await open(personId)).personId, workId),
  }
}

function sharing(
  deps: Deps,
  { open, openFor }: Openers,
): Pick<Wallet, 'share' | 'shares' | 'endShare' | 'shareAccesses' | 'openShare'> {
  const { db } = deps
  return {
    share: async (owned, wish) => {
      const { id: credentialId } = owned
      const vault = await openFor(owned)
      const { document, summary } = await findCredential(db, vault, credentialId)
      return shareCredential(
        db,
        { vault, credentialId, document, wish, title: summary.title },
        deps,
      )
    },
    shares: async ({ personId, id: credentialId }) => {
      const vault = await open(personId)
      await findCredential(db, vault, credentialId)
      return sharesOf(db, { vault, credentialId }, deps)
    },
    endShare: async (personId, shareId) =>
      endShare(db, { vault: await open(personId), shareId }, deps),
    shareAccesses: async (personId, shareId) => {
      const mine = await shareReader(db).list(personId)
      if (!mine.some(({ id }) => id === shareId)) throw new Problem(walletProblems.unknownShare)
      return shareLog(db).of(personId, shareId)
    },
    openShare: (shareId, passcode) =>
      openShare(db, { shareId, ...(passcode !== undefined && { passcode }) }, deps),
  }
}
