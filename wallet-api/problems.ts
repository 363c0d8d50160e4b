import type { ProblemType } from '../platform/problem.ts'

export const walletProblems = {
  unknownCredential: {
    slug: 'not-in-wallet',
    status: 404,
    title: 'There is no such credential in this wallet',
  },
  unknownShare: {
    slug: 'unknown-share',
    status: 404,
    title: 'There is no such link',
  },
  shareExpired: {
    slug: 'share-expired',
    status: 410,
    title: 'The link has expired; the credential may still be valid',
  },
  shareUsedUp: {
    slug: 'share-used-up',
    status: 410,
    title: 'The link was opened as often as its owner allowed; the credential may still be valid',
  },
  passcodeNeeded: {
    slug: 'passcode-needed',
    status: 403,
    title: 'The link needs the passcode that its owner told you',
  },
  wrongPasscode: {
    slug: 'wrong-passcode',
    status: 403,
    title: 'The passcode is not right',
  },
  shareLocked: {
    slug: 'share-locked',
    status: 410,
    title: 'The link is closed: its passcode was guessed at too often',
  },
  fieldsNotSeparable: {
    slug: 'fields-not-separable',
    status: 422,
    title: 'This credential can be shown as a whole only, or not with these fields alone',
  },
  unknownWork: {
    slug: 'unknown-work',
    status: 404,
    title: 'There is no such work beside this credential',
  },
  workWithoutContent: {
    slug: 'work-without-content',
    status: 422,
    title: 'A work is a link, a file, or both',
  },
  tooManyWorks: {
    slug: 'too-many-works',
    status: 409,
    title: 'There are as many works beside this credential as there can be',
  },
  unknownProfile: {
    slug: 'unknown-profile',
    status: 404,
    title: 'There is no such profile in this wallet',
  },
  otherProfile: {
    slug: 'credential-of-another-profile',
    status: 409,
    title:
      'The credential is of another of your profiles: choose that profile, or another credential',
  },
  boundToProfile: {
    slug: 'bound-to-profile',
    status: 409,
    title: 'The credential is bound to the key of one of your profiles, and stays there',
  },
  alreadyInProfile: {
    slug: 'already-in-profile',
    status: 409,
    title: 'The same credential is in that profile already',
  },
  tooManyProfiles: {
    slug: 'too-many-profiles',
    status: 409,
    title: 'There are as many profiles as there can be',
  },
  lastProfile: {
    slug: 'last-profile',
    status: 409,
    title: 'This is the only profile: a wallet has at least one',
  },
  profileNotAsTold: {
    slug: 'profile-not-as-told',
    status: 409,
    title:
      'The profile holds another number of credentials than was confirmed; nothing was removed',
  },
  walletLocked: {
    slug: 'wallet-locked',
    status: 423,
    title: 'The wallet is locked: only its owner can open it',
  },
  exportNotOpened: {
    slug: 'export-not-opened',
    status: 422,
    title: 'The passphrase does not open this file, or the file was changed; nothing was taken in',
  },
  wrongUnlocker: {
    slug: 'wrong-unlocker',
    status: 403,
    title: 'That does not open this wallet',
  },
  unknownUnlocker: {
    slug: 'unknown-unlocker',
    status: 404,
    title: 'There is no such way into this wallet',
  },
  lastUnlocker: {
    slug: 'last-unlocker',
    status: 409,
    title: 'This is the last way into the wallet: without it nobody could ever open it',
  },
  recoveryCodeFirst: {
    slug: 'recovery-code-first',
    status: 409,
    title: 'Make a recovery code first: a lost device or passphrase would lose the wallet',
  },
  walletFull: {
    slug: 'wallet-full',
    status: 409,
    title: 'The wallet holds as many credentials as it can',
  },
  invalidOffer: {
    slug: 'invalid-offer',
    status: 400,
    title: 'This is not an offer of a credential that we can read',
  },
  unsupportedOffer: {
    slug: 'unsupported-offer',
    status: 422,
    title: 'The issuer offers nothing that this wallet can receive',
  },
  signInNeeded: {
    slug: 'issuer-sign-in-needed',
    status: 409,
    title: 'The issuer wants you to sign in there first',
  },
  unknownSignIn: {
    slug: 'unknown-issuer-sign-in',
    status: 404,
    title: 'No such sign-in at an issuer is under way in this wallet, or it took too long',
  },
  signInMixedUp: {
    slug: 'sign-in-mixed-up',
    status: 422,
    title: 'Somebody else answered than the issuer where you signed in; nothing was sent to them',
  },
  transactionCodeNeeded: {
    slug: 'transaction-code-needed',
    status: 400,
    title: 'The offer needs the code that the issuer sent you',
  },
  offerRefused: {
    slug: 'offer-refused',
    status: 422,
    title: 'The issuer refused the offer: it was used, has expired, or the code is wrong',
  },
  issuerUnreachable: {
    slug: 'issuer-unreachable',
    status: 424,
    title: 'The issuer did not answer as it should',
  },
  issuerNotReady: {
    slug: 'issuer-not-ready',
    status: 409,
    title: 'The issuer is still preparing the credential',
  },
  credentialRefused: {
    slug: 'credential-refused',
    status: 422,
    title: 'The credential is not genuine, so it was not stored',
  },
  notForThisWallet: {
    slug: 'not-for-this-wallet',
    status: 422,
    title: 'The credential is about somebody else',
  },
  invalidRequestUri: {
    slug: 'invalid-presentation-request',
    status: 400,
    title: 'This is not a request for a presentation that we can read',
  },
  requestNotTrusted: {
    slug: 'request-not-trusted',
    status: 422,
    title: 'We cannot tell who asks for your credentials, or they are not who they say',
  },
  verifierUnreachable: {
    slug: 'verifier-unreachable',
    status: 424,
    title: 'Whoever asks did not answer as they should',
  },
  choiceDoesNotFit: {
    slug: 'choice-does-not-fit',
    status: 422,
    title: 'The credential chosen is not what was asked for',
  },
  badgeNotFetched: {
    slug: 'badge-not-fetched',
    status: 424,
    title: 'The address gave us no badge',
  },
  noBadgeInside: {
    slug: 'no-badge-inside',
    status: 422,
    title: 'There is no badge in the file that we can read',
  },
} as const satisfies Record<string, ProblemType>
