/**
 * Issuing on request: a client hands a credential, its instance signs it.
 *
 * @see VC-API §"Issue Credential"
 * @module
 */

import {
  type CredentialDeps,
  CredentialFault,
  envelope,
  type IssueRequest,
  issueCredential,
  type JsonObject,
  refuseOtherResources,
} from '../../credentials/index.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { notAllowed } from '../../platform/http/actor.ts'
import { newId } from '../../platform/id.ts'
import { Problem } from '../../platform/problem.ts'
import { digestOf } from '../issued/issued.ts'
import { issuedStore } from '../issued/store.ts'
import { issuerProblems } from '../problems.ts'
import { refuseReserved } from '../reserved.ts'
import type { AnySigner, InstanceSigner } from '../signers.ts'
import type { StatusEntry } from '../status-lists/status-list.ts'
import type { StatusLists } from '../status-lists/status-lists.ts'
import { developmentInstances, type Instance } from './instance.ts'
import { instanceStore } from './store.ts'

/** What a client may ask beside the credential. */
export type IssueOptions = NonNullable<IssueRequest['options']>

/** An instance as anybody may know it. */
export interface InstanceInfo extends Pick<Instance, 'id' | 'mechanism' | 'algorithm'> {
  readonly did: string
  readonly verificationMethod: string
  readonly statusPurposes: Instance['statusPurposes']
}

export interface IssueInput {
  readonly instanceId: string
  /** Who asks: the client, or the person; and where they work. */
  readonly by: { readonly id: string; readonly tenantId: string }
  readonly credential: JsonObject
  readonly options: IssueOptions
}

/** A signed credential: a document, or a compact text. */
export type Signed = JsonObject | string

export interface Instances {
  /** Makes an instance unless there is one of that name. */
  ensure(instance: Instance): Promise<void>
  /** @throws {Problem} `unknown-instance` */
  info(id: string): Promise<InstanceInfo>
  /**
   * Signs a credential for a client of the instance's tenant.
   *
   * @throws {Problem} `unknown-instance`, `not-allowed`, `reserved-identifier`, `invalid-credential`
   */
  issue(input: IssueInput): Promise<Signed>
  /** The instances of API.md, for the development server. */
  seedDevelopment(tenantId: string): Promise<void>
}

export type InstancesDeps = Pick<Ground, 'db' | 'clock' | 'random' | 'config'> & {
  readonly credentialDeps: CredentialDeps
  readonly statusLists: StatusLists
  readonly signerOf: InstanceSigner
  /** DIDs of ours that no client may name. */
  readonly reservedDids: () => Promise<readonly string[]>
}

export function createInstances(deps: InstancesDeps): Instances {
  const { db, clock, config, signerOf } = deps
  const byId = async (id: string): Promise<Instance> => {
    const instance = await instanceStore(db).byId(id)
    if (!instance) throw new Problem(issuerProblems.unknownInstance)
    return instance
  }
  const ensure = (instance: Instance) => instanceStore(db).add(instance, clock())
  return {
    ensure,
    info: async (id) => {
      const instance = await byId(id)
      const { did, verificationMethod } = await signerOf(instance)
      const { mechanism, algorithm, statusPurposes } = instance
      return { id, did, verificationMethod, mechanism, algorithm, statusPurposes }
    },
    issue: async (input) => {
      const instance = await byId(input.instanceId)
      if (instance.tenantId !== input.by.tenantId) {
        throw new Problem(notAllowed, { detail: 'the instance belongs to another organisation' })
      }
      const own = { publicUrl: config.publicUrl, dids: await deps.reservedDids() }
      refuseReserved(input.credential, '/credential', own)
      await faultsAsProblem(() => refuseOtherResources(input.credential, deps.credentialDeps))
      return issueAndRecord(deps, input, { instance, signer: await signerOf(instance) })
    },
    seedDevelopment: async (tenantId) => {
      for (const instance of developmentInstances(config.publicUrl, tenantId)) {
        await ensure(instance)
        await signerOf(instance)
      }
    },
  }
}

/** Forms of VC-JOSE-COSE go into an envelope, so that a document is answered (VCDM 2.0 §4.13). */
const ENVELOPED: readonly Instance['mechanism'][] = ['vc+jwt', 'vc+sd-jwt']

interface Issuing {
  readonly input: IssueInput
  readonly instance: Instance
  readonly signer: AnySigner
  readonly recordId: string
}

/**
 * Signs and records.
 *
 * With a status, index, signature and record are one transaction: a refused credential takes no index.
 * Without one the signature comes first, so that no slow document holds up the database.
 */
async function issueAndRecord(
  deps: InstancesDeps,
  input: IssueInput,
  { instance, signer }: Pick<Issuing, 'instance' | 'signer'>,
): Promise<Signed> {
  const issuing = { input, instance, signer, recordId: newId(deps.random, deps.clock()) }
  const signed =
    instance.statusPurposes.length === 0
      ? await signAndRecord(deps, deps.db, issuing)
      : await deps.db.transaction((tx) => signAndRecord(deps, tx, issuing))
  return ENVELOPED.includes(instance.mechanism) ? envelope(String(signed)) : signed
}

async function signAndRecord(deps: InstancesDeps, db: Db, issuing: Issuing): Promise<Signed> {
  const { input, instance, signer, recordId } = issuing
  const status = await allocateAll(deps, db, { instance, recordId, did: signer.did })
  const credential = withStatus(input.credential, status, () => newId(deps.random, deps.clock()))
  const { mechanism } = instance
  const options = optionsFor(instance, input)
  const signed = await faultsAsProblem(() =>
    issueCredential({ credential, signer, mechanism, options }, deps.credentialDeps),
  )
  await issuedStore(db).add({
    id: recordId,
    credentialId: typeof credential.id === 'string' ? credential.id : undefined,
    issuerRef: `instance:${instance.id}`,
    did: signer.did,
    tenantId: instance.tenantId,
    awardId: undefined,
    form: mechanism,
    holderKey: '',
    state: 'live',
    digest: digestOf(signed),
    issuedAt: deps.clock(),
    issuedBy: input.by.id,
  })
  return signed
}

/** An SD-JWT VC has a type of its own beside those of the credential. */
const optionsFor = ({ mechanism }: Instance, { options }: IssueInput): IssueOptions =>
  mechanism === 'dc+sd-jwt' ? { vct: SD_JWT_TYPE, ...options } : options

const SD_JWT_TYPE = 'urn:brevet:vct:credential'

async function allocateAll(
  { statusLists }: InstancesDeps,
  tx: Db,
  { instance, ...of }: { readonly instance: Instance; recordId: string; did: string },
): Promise<readonly StatusEntry[]> {
  const entries: StatusEntry[] = []
  for (const purpose of instance.statusPurposes) {
    entries.push(
      await statusLists.allocate(tx, { ...of, issuerRef: `instance:${instance.id}`, purpose }),
    )
  }
  return entries
}

/**
 * The credential with the status entries of its instance, and with an id to change them by.
 *
 * @throws {Problem} `invalid-credential` when the client brought a status of its own
 */
function withStatus(
  credential: JsonObject,
  entries: readonly StatusEntry[],
  id: () => string,
): JsonObject {
  if (entries.length === 0) return credential
  if (credential.credentialStatus !== undefined) {
    throw invalidCredential('/credentialStatus', 'status-set', 'is added by this instance')
  }
  const { id: own = `urn:uuid:${id()}`, ...rest } = credential
  return { ...rest, id: own, credentialStatus: entries.length === 1 ? entries[0] : entries }
}

/** Says what is wrong with a credential as what is wrong with the request. */
export async function faultsAsProblem<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof CredentialFault)) throw error
    throw invalidCredential(error.pointer, error.rule, error.detail)
  }
}

function invalidCredential(pointer: string, rule: string, detail: string): Problem {
  const at = `/credential${pointer}`
  return new Problem(issuerProblems.invalidCredential, {
    detail: `${at} ${detail}`,
    faults: [{ pointer: at, rule, detail }],
  })
}
