/**
 * Receiving from an issuer where the learner signs in: there and back again.
 *
 * What was asked is kept, sealed, under a state that only this learner's key makes a name of: another
 * person's answer finds nothing. Of two answers with one state one goes on, and an answer that was taken
 * goes on where it stopped.
 *
 * @module
 */

import type { Ground } from '../../platform/ground.ts'
import type { Language } from '../../platform/i18n.ts'
import { Problem } from '../../platform/problem.ts'
import { walletProblems } from '../problems.ts'
import type { Vault } from '../vault/vault.ts'
import {
  beginSignIn,
  codeOf,
  redeemSignIn,
  type SignIn,
  type SignInAnswer,
  spentOf,
} from './authorization.ts'
import { collectAll, grantIn, heldOf, type IssuerMetadata, type ReceiveDeps } from './collecting.ts'
import type { Grant } from './grant.ts'
import { createIssuerClient } from './issuer-client.ts'
import { type Progress, type ProgressOfOffer, progressOf } from './progress.ts'

type Deps = ReceiveDeps & { readonly config: Pick<Ground['config'], 'publicUrl'> }

export interface SignInStart {
  /** Where the learner's browser goes. */
  readonly authorizationUrl: string
  readonly issuer: string
}

const nameOf = (state: string): readonly string[] => ['sign-in', state]

/**
 * Asks the issuer of an offer to let the learner sign in.
 *
 * @throws {Problem} `invalid-offer`, `unsupported-offer`, `offer-refused`, `issuer-unreachable`
 */
export async function beginReceiving(
  vault: Vault,
  offerUri: string,
  deps: Deps,
): Promise<SignInStart> {
  const client = createIssuerClient(deps)
  const offer = await client.readOffer(offerUri)
  const metadata = await client.metadata(offer.issuer)
  const choice = client.choose(offer, metadata)
  const { authorizationUrl, state, signIn } = await beginSignIn(offer, { metadata, choice }, deps)
  await progressOf(vault, nameOf(state), deps).write({ signIn })
  return { authorizationUrl, issuer: offer.issuer }
}

/**
 * Receives with what the learner's browser brought back.
 *
 * @returns ids of the credentials in the wallet
 * @throws {Problem} `unknown-issuer-sign-in`, `sign-in-mixed-up`, and those of receiving
 */
export async function endReceiving(
  vault: Vault,
  { answer, language }: { readonly answer: SignInAnswer; readonly language: Language },
  deps: Deps,
): Promise<readonly string[]> {
  const progress = progressOf(vault, nameOf(answer.state), deps)
  const known = await progress.read()
  const held = await heldOf(deps.db, vault, known)
  if (held.length > 0) return held
  const earlier = grantIn(known, deps.clock())
  const signIn = signInOf(known, earlier ? 0 : deps.clock())
  // The code that brought a grant is spent, and what it brought is over.
  if (!earlier && known && 'grant' in known) throw new Problem(walletProblems.unknownSignIn)
  const { offer } = signIn
  const named = { issuer: offer.credential_issuer, needsTxCode: false, offer }
  const withSignIn = (next: Progress): Progress =>
    'grant' in next ? { ...next, signIn: spentOf(signIn) } : next
  const kept: ProgressOfOffer = {
    ...progress,
    write: (next) => progress.write(withSignIn(next)),
    take: (next) => progress.take(withSignIn(next)),
  }
  const client = createIssuerClient(deps, deps.config.publicUrl)
  return collectAll(
    { client, offer: named, progress: kept, language, earlier },
    (metadata) => permission({ answer, signIn, progress: kept }, metadata, deps),
    deps,
  )
}

/** @throws {Problem} `unknown-issuer-sign-in` for one that is nowhere, over, or used */
function signInOf(known: Progress | undefined, now: number): SignIn {
  const signIn = known && 'signIn' in known ? known.signIn : undefined
  if (!signIn || signIn.expiresAt <= now) throw new Problem(walletProblems.unknownSignIn)
  return signIn
}

async function permission(
  {
    answer,
    signIn,
    progress,
  }: {
    readonly answer: SignInAnswer
    readonly signIn: SignIn
    readonly progress: ProgressOfOffer
  },
  metadata: IssuerMetadata,
  deps: Deps,
): Promise<Grant> {
  const code = codeOf(answer, signIn, metadata)
  // Spent before it is sent: whatever becomes of it, it is sent once.
  const spent = { ...spentOf(signIn), expiresAt: 0 }
  if (!(await progress.take({ signIn: spent }))) throw new Problem(walletProblems.unknownSignIn)
  const grant = await redeemSignIn(signIn, code, { metadata, deps })
  await progress.write({ grant })
  return grant
}
