/**
 * The one file that knows better-auth: sessions, links by mail, passkeys.
 *
 * @module
 */

import { passkey } from '@better-auth/passkey'
import { type BetterAuthOptions, betterAuth } from 'better-auth'
import { magicLink } from 'better-auth/plugins'
import type { Database } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { httpProblems } from '../../platform/http/problems.ts'
import { isLanguage, type Language } from '../../platform/i18n.ts'
import { newId } from '../../platform/id.ts'
import type { Log } from '../../platform/log.ts'
import { Problem } from '../../platform/problem.ts'
import { languageOrEnglish, type Person } from '../people/person.ts'
import { authDatabase, oneTimeStore } from './store.ts'

/** A link that was asked for, to be put in a mail. */
export interface LinkToSend {
  readonly email: string
  /** Whoever has it may sign in, once. */
  readonly token: string
  readonly language: Language
  /** Where the browser goes afterwards. */
  readonly next: string
}

/** A browser that signed in. */
export interface Session {
  readonly id: string
  readonly person: Person
  /** The organisation chosen for this session, if one was. */
  readonly organisationId: string | undefined
}

/** A link that was good: who came by it, and the `set-cookie` values of the session. */
export interface Redemption {
  readonly personId: string
  readonly cookies: readonly string[]
}

export interface SignIn {
  /**
   * Makes a link and hands it to `sendLink`.
   *
   * @throws {Problem} `too-many-requests` when the address has too many open links, so that nobody's
   *   mailbox is flooded from many hosts; not in development
   */
  requestLink(link: {
    readonly email: string
    readonly name: string
    readonly language: Language
    readonly next: string
  }): Promise<void>
  /**
   * Signs in with the token of a link, once; a person not known before is added.
   *
   * @returns `undefined` when the link is used, expired or was never sent
   */
  redeemLink(token: string, userAgent: string): Promise<Redemption | undefined>
  /**
   * Who the cookies say is there, and the `set-cookie` values that prolong or remove the session.
   */
  session(cookie: string): Promise<{ session: Session | undefined; cookies: readonly string[] }>
  /** Passes a request on to better-auth's own endpoints: passkeys, signing out. */
  handle(request: Request): Promise<Response>
}

interface Deps extends Pick<Ground, 'config' | 'clock' | 'random' | 'log'> {
  readonly db: Database
  /** Signs cookies; 32 bytes. */
  readonly secret: Uint8Array
  sendLink(link: LinkToSend): Promise<void>
}

export const AUTH_PATH = '/auth'
export const LINK_SECONDS = 900
const SESSION_SECONDS = 7 * 86_400
const MOST_OPEN_LINKS = 5
const COOKIE_PREFIX = 'brevet'

/** `true` when the cookies may hold a session: anything else need not be looked up. */
export const mayHoldSession = (cookie: string | undefined): cookie is string =>
  cookie?.includes(`${COOKIE_PREFIX}.session_token=`) ?? false

/**
 * Origins of our own pages. In development a page may also have been opened by the number of the host.
 */
export const ownOrigins = ({ publicUrl, production }: Ground['config']): readonly string[] =>
  production ? [publicUrl] : [publicUrl, publicUrl.replace('//localhost', '//127.0.0.1')]

export function createSignIn(deps: Deps): SignIn {
  const auth = betterAuth(authOptions(deps))
  return {
    requestLink: async ({ email, name, language, next }) => {
      const { internalAdapter } = await auth.$context
      await internalAdapter.findVerificationValue('') // removes those that expired
      const open = await oneTimeStore(deps.db).openLinks(email)
      if (deps.config.production && open >= MOST_OPEN_LINKS) {
        throw new Problem(httpProblems.tooManyRequests, { retryAfter: LINK_SECONDS })
      }
      const metadata = { language, next }
      const body = { email, metadata, ...(name !== '' && { name }) }
      await auth.api.signInMagicLink({ body, headers: new Headers() })
    },
    redeemLink: async (token, userAgent) => {
      const headers = new Headers({ 'user-agent': userAgent })
      const answer = await auth.api.magicLinkVerify({ query: { token }, headers, asResponse: true })
      if (!answer.ok) return undefined
      const { user } = (await answer.json()) as { readonly user: { readonly id: string } }
      return { personId: user.id, cookies: answer.headers.getSetCookie() }
    },
    session: async (cookie) => {
      const { headers, response } = await auth.api.getSession({
        headers: new Headers({ cookie }),
        returnHeaders: true,
      })
      return {
        session: response ? sessionOf(response) : undefined,
        cookies: headers.getSetCookie(),
      }
    },
    handle: (request) => auth.handler(request),
  }
}

function sessionOf({
  session,
  user,
}: {
  readonly session: { id: string; organisationId?: string | null | undefined }
  readonly user: { id: string; email: string; name: string; language?: string | null | undefined }
}): Session {
  const { id, email, name } = user
  return {
    id: session.id,
    person: { id, email, name, language: languageOrEnglish(user.language ?? null) },
    organisationId: session.organisationId ?? undefined,
  }
}

const links = ({ sendLink }: Deps) =>
  magicLink({
    expiresIn: LINK_SECONDS,
    storeToken: 'hashed',
    sendMagicLink: ({ email, token, metadata }) => {
      const { language, next } = metadata ?? {}
      return sendLink({
        email,
        token,
        language: isLanguage(language) ? language : 'en',
        next: typeof next === 'string' ? next : '/',
      })
    },
  })

const passkeys = ({ config }: Deps) =>
  passkey({
    rpName: 'Brevet',
    rpID: new URL(config.publicUrl).hostname,
    origin: config.publicUrl,
    authenticatorSelection: { residentKey: 'required', userVerification: 'preferred' },
    schema: {
      passkey: {
        modelName: 'accounts_passkey',
        fields: {
          publicKey: 'public_key',
          userId: 'user_id',
          credentialID: 'credential_id',
          deviceType: 'device_type',
          backedUp: 'backed_up',
          createdAt: 'created_at',
        },
      },
    },
  })

/** Settings of better-auth; whatever it would read from the environment is said here. */
export function authOptions(deps: Deps) {
  const { config, db, clock, random, secret, log } = deps
  return {
    appName: 'Brevet',
    baseURL: config.publicUrl,
    basePath: AUTH_PATH,
    trustedOrigins: [...ownOrigins(config)],
    secret: Buffer.from(secret).toString('base64url'),
    database: authDatabase(db),
    ...TABLES,
    plugins: [links(deps), passkeys(deps)],
    rateLimit: { enabled: false }, // ours count by address and by host
    telemetry: { enabled: false },
    logger: logger(log),
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      useSecureCookies: config.publicUrl.startsWith('https:'),
      disableOriginCheck: false,
      disableCSRFCheck: false,
      ipAddress: { disableIpTracking: true },
      database: { generateId: () => newId(random, clock()) },
    },
  } satisfies BetterAuthOptions
}

const TIMES = { createdAt: 'created_at', updatedAt: 'updated_at' } as const

/** Our names for better-auth's tables and columns. */
const TABLES = {
  user: {
    modelName: 'accounts_user',
    fields: { emailVerified: 'email_verified', ...TIMES },
    additionalFields: { language: { type: 'string', required: false, input: false } },
  },
  session: {
    modelName: 'accounts_session',
    expiresIn: SESSION_SECONDS,
    fields: {
      userId: 'user_id',
      expiresAt: 'expires_at',
      ipAddress: 'ip_address',
      userAgent: 'user_agent',
      ...TIMES,
    },
    additionalFields: {
      organisationId: {
        type: 'string',
        required: false,
        input: false,
        fieldName: 'organisation_id',
      },
    },
  },
  account: {
    modelName: 'accounts_account',
    fields: {
      userId: 'user_id',
      accountId: 'account_id',
      providerId: 'provider_id',
      accessToken: 'access_token',
      refreshToken: 'refresh_token',
      idToken: 'id_token',
      accessTokenExpiresAt: 'access_token_expires_at',
      refreshTokenExpiresAt: 'refresh_token_expires_at',
      ...TIMES,
    },
  },
  verification: {
    modelName: 'accounts_verification',
    fields: { expiresAt: 'expires_at', ...TIMES },
  },
} satisfies Pick<BetterAuthOptions, 'user' | 'session' | 'account' | 'verification'>

/** Its messages without their arguments, which may name people. */
const logger = (log: Log): NonNullable<BetterAuthOptions['logger']> => ({
  level: 'warn',
  log: (level, message) => {
    if (level === 'error') log.error({ from: 'better-auth' }, message)
    else log.warn({ from: 'better-auth' }, message)
  },
})
