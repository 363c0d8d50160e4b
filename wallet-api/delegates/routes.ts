/**
 * What a platform that a learner let in may do: the operations that name its scope, in one profile.
 *
 * @module
 */

import type { Request, RequestHandler } from 'express'
import { delegateOf, notAllowed, personOf } from '../../platform/http/actor.ts'
import { Problem } from '../../platform/problem.ts'
import { walletOperations } from '../../schemas/wallet.ts'
import type { WalletScopeName } from '../../schemas/wallet-scopes.ts'
import { walletProblems } from '../problems.ts'
import { opened, ownerOf } from '../vault/routes.ts'

interface Permitted {
  readonly method: string
  readonly path: RegExp
  readonly scope: WalletScopeName
}

/** From what is documented: an operation without a scope is for the learner alone. */
const PERMITTED: readonly Permitted[] = walletOperations.flatMap(({ method, path, delegated }) =>
  delegated === undefined
    ? []
    : [{ method: method.toUpperCase(), path: patternOf(path), scope: delegated }],
)

function patternOf(path: string): RegExp {
  const parts = path.split('/').map((part) => {
    const [, name] = /^\{(\w+)\}$/.exec(part) ?? []
    return name === undefined ? part.replaceAll('.', '\\.') : `(?<${name}>[^/]+)`
  })
  return new RegExp(`^${parts.join('/')}$`)
}

/** Written to the letter of the document; Express would take other letters and a slash at the end too. */
const permittedFor = ({ method, originalUrl }: Request) => {
  const [path = ''] = originalUrl.split('?')
  return PERMITTED.map((one) => ({
    ...one,
    match: one.method === method && one.path.exec(path),
  })).find(({ match }) => match)
}

/**
 * Lets in whoever is signed in, and platforms to what their learner agreed to.
 *
 * @param limit - counts the requests of platforms, each grant by itself
 */
export const letIn =
  (limit: RequestHandler): RequestHandler =>
  (request, response, next) => {
    const delegate = delegateOf(response)
    if (!delegate) {
      personOf(response)
      return next()
    }
    const scope = permittedFor(request)?.scope
    if (scope === undefined) {
      throw new Problem(notAllowed, { detail: 'this is for the learner alone' })
    }
    if (!delegate.scopes.has(scope)) {
      throw new Problem(notAllowed, { detail: `the learner did not give ${scope}` })
    }
    return limit(request, response, next)
  }

/** What lies in another profile is, to a platform, not there. */
export const keepToProfile: RequestHandler = async (request, response, next) => {
  if (!delegateOf(response)) return next()
  const match = permittedFor(request)?.match || undefined
  const { id: credentialId, shareId } = match?.groups ?? {}
  if (credentialId === undefined && shareId === undefined) return next()
  const thing = {
    ...(credentialId !== undefined && { credentialId }),
    ...(shareId !== undefined && { shareId }),
  }
  if (!(await opened(response).holds(ownerOf(response), thing))) {
    const { unknownCredential, unknownShare } = walletProblems
    throw new Problem(shareId === undefined ? unknownCredential : unknownShare)
  }
  next()
}
