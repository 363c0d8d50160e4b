/**
 * Issuing: awards, offers, VC-API, status lists, and what signed credentials cite.
 *
 * @module
 */

import { ACADEMY, type Accounts } from '../accounts/index.ts'
import type { Audit } from '../audit/index.ts'
import type { Courses } from '../courses/index.ts'
import type { CredentialDeps } from '../credentials/index.ts'
import type { Keys, Signer } from '../keys/index.ts'
import type { Ground } from '../platform/ground.ts'
import type { PersonData } from '../platform/person-data.ts'
import type { Skills } from '../skills/index.ts'
import { type Achievements, createAchievements } from './achievements/achievements.ts'
import { type Authorizations, createAuthorizations } from './authorization/authorizations.ts'
import { awardAssessments } from './awards/award-assessments.ts'
import { type Awards, createAwards, onCaseDecided } from './awards/awards.ts'
import { createExternalAwards } from './awards/external.ts'
import { createNotices } from './awards/notices.ts'
import type { Assessments } from './awards/outcome.ts'
import { createRevoking } from './awards/revoke.ts'
import { createClaims } from './claims/claim.ts'
import { type Collecting, createCollecting } from './claims/collecting.ts'
import { createWaiting } from './claims/waiting.ts'
import { createExchanges, type Exchanges } from './exchanges/exchanges.ts'
import { createInstances, type Instances } from './instances/instances.ts'
import { instanceStore } from './instances/store.ts'
import { createStatusChanges } from './issued/status-changes.ts'
import { createStatusRequests, type StatusRequests } from './issued/status-requests.ts'
import { type AwardOffers, createAwardOffers } from './offers/award-offers.ts'
import { createOffers, type Offers } from './offers/offers.ts'
import { createIssuance, type Issuance, openProtocol } from './openid4vci/issuance.ts'
import { createNonces } from './openid4vci/nonces.ts'
import { issuerPersonData } from './person-data.ts'
import { issuerPublicPaths, statusListPaths } from './public-paths.ts'
import {
  type AwardSigners,
  awardSigners,
  courseDid,
  type IssuerRef,
  instanceSigner,
  signerOfDid,
} from './signers.ts'
import { issueSlim, type Slim } from './slim/slim.ts'
import { createStatusLists, type StatusLists } from './status-lists/status-lists.ts'
import { createTemplates, type Templates } from './templates/templates.ts'

export interface IssuerDeps
  extends Pick<Ground, 'db' | 'clock' | 'random' | 'config' | 'log' | 'jobs' | 'outbox' | 'fetch'> {
  readonly keys: Keys
  readonly audit: Pick<Audit, 'record' | 'openCase'>
  readonly accounts: Pick<Accounts, 'people' | 'organisations' | 'mailer'>
  readonly skills: Pick<Skills, 'byCode' | 'framework'>
  readonly courses: Pick<Courses, 'achievement'>
  /** Who assesses: the tutor. */
  readonly assessments: Assessments
  /** Entries given out per status list; all 131,072 unless said. */
  readonly statusListCapacity?: number
}

/** DIDs under which the academy issues. */
export interface OwnDids {
  readonly course: string
  readonly demo: string
  /** Of demonstrations in forms that want an elliptic curve: a did:key is one key. */
  readonly demoEs256: string
}

export interface Issuer {
  readonly instances: Instances
  readonly templates: Templates
  readonly awards: Awards
  readonly achievements: Achievements
  readonly offers: Offers
  readonly awardOffers: AwardOffers
  readonly collecting: Collecting
  readonly issuance: Issuance
  readonly authorizations: Authorizations
  readonly exchanges: Exchanges
  readonly statusLists: StatusLists
  readonly statusRequests: StatusRequests
  readonly signers: AwardSigners
  /** For trust registries. */
  dids(): Promise<OwnDids>
  /** Every path that a certificate of ours may send a verifier to. */
  publicPaths(): AsyncIterable<string>
  /** Addresses of every status list there is. */
  statusListUrls(): Promise<readonly string[]>
  /**
   * The slim form of a certificate of ours, for a code.
   *
   * @throws {Problem} `not-slimmable`
   */
  slim(credential: unknown): Promise<Slim>
  /** The instances of the development server. */
  seedDevelopment(): Promise<void>
  readonly personData: PersonData
}

/** Registers its jobs and events, and makes the course and demonstration keys. */
export async function createIssuer(deps: IssuerDeps): Promise<Issuer> {
  const signers = awardSigners(deps.keys, deps.config.publicUrl)
  const dids = async (): Promise<OwnDids> => ({
    course: courseDid(deps.config.publicUrl),
    demo: (await signers.of('demo')).did,
    demoEs256: (await signers.of('demo', 'ES256')).did,
  })
  await Promise.all([signers.all('course'), signers.all('demo')])
  const credentialDeps: CredentialDeps = {
    clock: deps.clock,
    fetch: deps.fetch,
    resolveDid: async (did) => {
      const document = await deps.keys.didDocument(did)
      return document && { ...document }
    },
  }
  const parts = { ...deps, signers, dids, credentialDeps, sealer: deps.keys.sealer }
  return { ...createParts(parts), signers, dids }
}

type Parts = IssuerDeps & {
  readonly signers: AwardSigners
  readonly dids: () => Promise<OwnDids>
  readonly credentialDeps: CredentialDeps
  readonly sealer: Keys['sealer']
}

function createParts(deps: Parts): Omit<Issuer, 'signers' | 'dids'> {
  const { dids, keys, accounts } = deps
  const reservedDids = async () => Object.values(await dids())
  const achievements = createAchievements({
    ...deps,
    organisations: accounts.organisations,
    academy: ACADEMY,
    demoDid: async () => (await dids()).demo,
  })
  const statusLists = createStatusLists({
    ...deps,
    certificates: keys.certificates,
    signersOf: signersOfAll(deps),
    capacity: deps.statusListCapacity,
  })
  const status = createStatus(deps, achievements, statusLists)
  const templates = createTemplates({ ...deps, reservedDids })
  const made = {
    ...deps,
    ...accounts,
    ...status,
    achievements,
    statusLists,
    templates,
    reservedDids,
  }
  const { protocol, write } = openProtocol(deps, deps.credentialDeps)
  const offers = createOffers({ ...deps, write, publicUrl: deps.config.publicUrl })
  const external = createExternalAwards({ ...made, planWaiting: createWaiting(made) })
  const awards = createAwards({ ...made, external, offers })
  awardAssessments(made)
  const authorizations = createAuthorizations({ ...deps, awards, offers })
  const claims = createClaims({ ...made, certificates: keys.certificates })
  const instances = createInstances({ ...made, signerOf: instanceSigner(keys) })
  return {
    instances,
    templates,
    awards,
    achievements,
    offers,
    awardOffers: createAwardOffers({ ...deps, offers, knowsProviders: protocol.knowsProviders }),
    collecting: createCollecting({ ...made, offers, claims }),
    issuance: createIssuance({ ...deps, protocol, offers, claims, authorizations }),
    authorizations,
    exchanges: createExchanges({ ...deps, offers, claims, nonces: createNonces(deps) }),
    statusLists,
    statusRequests: status.statusRequests,
    publicPaths: () => issuerPublicPaths(deps),
    statusListUrls: async () =>
      (await statusListPaths(deps)).map((path) => `${deps.config.publicUrl}${path}`),
    slim: (credential) => issueSlim(credential, { ...deps, signerOfDid: signerOfDid(deps) }),
    seedDevelopment: () => instances.seedDevelopment(ACADEMY),
    personData: issuerPersonData(awards, deps.sealer),
  }
}

function createStatus(deps: Parts, achievements: Achievements, statusLists: StatusLists) {
  const notices = createNotices({ ...deps, ...deps.accounts, achievements })
  const statusChanges = createStatusChanges({ ...deps, statusLists })
  const revoking = createRevoking({ ...deps, statusChanges, notices })
  const statusRequests = createStatusRequests({ ...deps, statusLists, statusChanges, revoking })
  deps.outbox.on('case.decided', 'issuer.reinstate', (tx, event) =>
    onCaseDecided(revoking, tx, event),
  )
  return { notices, revoking, statusRequests }
}

/** Sign status lists of every issuer; they are handed to nothing else. */
function signersOfAll({
  db,
  keys,
  signers,
}: Parts): (ref: IssuerRef) => Promise<readonly Signer[]> {
  const ofInstance = instanceSigner(keys)
  return async (ref) => {
    if (!isInstance(ref)) return signers.all(ref)
    const instance = await instanceStore(db).byId(ref.slice('instance:'.length))
    if (!instance) throw new Error(`the issuer ${ref} is gone`)
    const signer = await ofInstance(instance)
    if (signer.algorithm === 'BBS') throw new Error(`${ref} has no status lists`)
    return [signer]
  }
}

const isInstance = (ref: IssuerRef): ref is `instance:${string}` => ref.startsWith('instance:')
