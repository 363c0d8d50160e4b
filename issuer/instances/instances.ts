/**
 * Issuing on request: a client hands a credential, its instance signs it.
 *
 * @see VC-API §"Issue Credential"
 * @module
 */

import { refuseOtherResources } from '../../credentials/index.ts'
import type { Ground } from '../../platform/ground.ts'
import { notAllowed } from '../../platform/http/actor.ts'
import { Problem } from '../../platform/problem.ts'
import { issuerProblems } from '../problems.ts'
import { refuseReserved } from '../reserved.ts'
import type { InstanceSigner } from '../signers.ts'
import { developmentInstances, type Instance } from './instance.ts'
import {
  type Asked,
  type By,
  faultsAsProblem,
  type IssuingDeps,
  issueAndRecord,
  issueMany,
  type Outcome,
  type Signed,
} from './issuing.ts'
import { refuseOddOptions } from './options.ts'
import { instanceStore } from './store.ts'

/** An instance as anybody may know it. */
export interface InstanceInfo extends Pick<Instance, 'id' | 'mechanism' | 'algorithm'> {
  readonly did: string
  readonly verificationMethod: string
  readonly statusPurposes: Instance['statusPurposes']
}

export interface IssueInput extends Asked {
  readonly instanceId: string
  readonly by: By
}

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
  /**
   * Signs many for a client of the instance's tenant: what is refused has its reason in its place.
   *
   * @throws {Problem} `unknown-instance`, `not-allowed`
   */
  issueAll(
    input: Pick<IssueInput, 'instanceId' | 'by'>,
    asked: readonly Asked[],
  ): Promise<readonly Outcome[]>
  /** @throws {Problem} `unknown-instance`, `not-allowed` */
  mayIssue(input: Pick<IssueInput, 'instanceId' | 'by'>): Promise<void>
  /** The instances of API.md, for the development server. */
  seedDevelopment(tenantId: string): Promise<void>
}

export type InstancesDeps = IssuingDeps &
  Pick<Ground, 'config'> & {
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
  const ownInstance = async ({
    instanceId,
    by,
  }: Pick<IssueInput, 'instanceId' | 'by'>): Promise<Instance> => {
    const instance = await byId(instanceId)
    if (instance.tenantId === by.tenantId) return instance
    throw new Problem(notAllowed, { detail: 'the instance belongs to another organisation' })
  }
  /** Refuses what no client may have signed; our own DIDs are asked for once. */
  const refusing = (instance: Instance) => {
    const dids = deps.reservedDids()
    return async (asked: Asked): Promise<void> => {
      const { credential } = asked
      refuseOddOptions(asked, instance, clock())
      const own = { publicUrl: config.publicUrl, dids: await dids }
      refuseReserved(credential, '/credential', own)
      await faultsAsProblem(() => refuseOtherResources(credential, deps.credentialDeps))
    }
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
      const instance = await ownInstance(input)
      await refusing(instance)(input)
      return issueAndRecord(deps, input, {
        instance,
        by: input.by,
        signer: await signerOf(instance),
      })
    },
    issueAll: async (input, asked) => {
      const instance = await ownInstance(input)
      const refuse = refusing(instance)
      const by = { instance, by: input.by, signer: await signerOf(instance) }
      return issueMany(deps, by, { asked, refuse })
    },
    mayIssue: async (input) => {
      await ownInstance(input)
    },
    seedDevelopment: async (tenantId) => {
      for (const instance of developmentInstances(config.publicUrl, tenantId)) {
        await ensure(instance)
        await signerOf(instance)
      }
    },
  }
}
