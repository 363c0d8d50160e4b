import express, { type Request, type RequestHandler, type Response, Router } from 'express'
import { personOf, requirePerson } from '../../platform/http/actor.ts'
import { jsonBody } from '../../platform/http/json-body.ts'
import type { RateLimiter } from '../../platform/http/rate-limit.ts'
import { parser } from '../../platform/http/validate.ts'
import { isLanguage, negotiateLanguage } from '../../platform/i18n.ts'
import { Problem } from '../../platform/problem.ts'
import {
  LinkQuery,
  LinkRedemption,
  LinkRequest,
  LOCAL_PATH,
  PasskeyId,
  PasskeyQuery,
  PasskeyRegistration,
  PasskeySignIn,
} from '../../schemas/accounts.ts'
import type { Accounts } from '../accounts.ts'
import { normalEmail } from '../people/person.ts'
import { accountsProblems } from '../problems.ts'
import { refuseCrossSite } from './cross-site.ts'
import { forward } from './forward.ts'
import { badLinkPage, confirmPage, type Page } from './link-page.ts'

export interface SignInEdge {
  readonly publicUrl: string
  /** Origins of our own pages. */
  readonly origins: readonly string[]
  readonly limit: RateLimiter
}

const parseLinkRequest = parser(LinkRequest)
const parseLinkQuery = parser(LinkQuery, 'query')
const parseRedemption = parser(LinkRedemption)
const isLocalPath = (text: string): boolean => new RegExp(LOCAL_PATH).test(text)
const parsePasskeyQuery = parser(PasskeyQuery, 'query')
const parseRegistration = parser(PasskeyRegistration)
const parsePasskeyId = parser(PasskeyId)
const parseSignIn = parser(PasskeySignIn)

const json = jsonBody({ limit: '64kb' })
const MAIL_BUDGET = { points: 10, duration: 900 }
const TRY_BUDGET = { points: 30, duration: 60 }

/** `/auth/…`: links by mail, passkeys, signing out. */
export function signInRoutes(accounts: Accounts, edge: SignInEdge): Router {
  const router = Router()
  const ownPagesOnly: RequestHandler = (request, _response, next) => {
    refuseCrossSite(originOf(request), edge.origins)
    next()
  }
  const tries = edge.limit('sign-in', TRY_BUDGET)
  const mails = edge.limit('sign-in-mail', MAIL_BUDGET)
  router.post('/auth/sign-in/magic-link', mails, ownPagesOnly, json, async (request, response) => {
    const { email, name = '', callbackURL, language } = parseLinkRequest(request.body)
    await accounts.signIn.requestLink({
      email: normalEmail(email),
      name,
      language: language ?? negotiateLanguage(request.get('accept-language')),
      next: callbackURL ?? '/',
    })
    response.set('cache-control', 'no-store').json({ status: true })
  })
  linkRoutes(router, accounts, [tries, ownPagesOnly])
  passkeyRoutes(router, { accounts, edge }, [tries, ownPagesOnly])
  return router
}

/** The page behind the link, and the press of its button. */
function linkRoutes(router: Router, accounts: Accounts, guards: readonly RequestHandler[]): void {
  const { signIn, people, texts } = accounts
  router.get('/auth/link', (request, response) => {
    const { token, next, lang } = parseLinkQuery(request.query)
    const language = isLanguage(lang) ? lang : negotiateLanguage(request.get('accept-language'))
    const page =
      token === undefined
        ? badLinkPage(texts, language)
        : confirmPage(texts, {
            language,
            token,
            next: next !== undefined && isLocalPath(next) ? next : '/',
          })
    show(response.status(token === undefined ? 400 : 200), page)
  })
  const redeem = async (request: Request, response: Response): Promise<string | undefined> => {
    const { token, next = '/', lang } = parseRedemption(request.body)
    const redemption = await signIn.redeemLink(token, request.get('user-agent') ?? '')
    if (!redemption) return undefined
    const language = lang ?? negotiateLanguage(request.get('accept-language'))
    await people.rememberLanguage(redemption.personId, language)
    setCookies(response, redemption.cookies)
    return next
  }
  const form = express.urlencoded({ extended: false, limit: '4kb' })
  router.post('/auth/link', ...guards, form, json, async (request, response) => {
    const next = await redeem(request, response)
    const wantsPage = request.is('urlencoded') !== false
    if (next !== undefined && wantsPage) return response.redirect(303, next)
    if (next !== undefined) return void response.json({ next })
    if (!wantsPage) throw new Problem(accountsProblems.invalidLink)
    const language = negotiateLanguage(request.get('accept-language'))
    show(response.status(accountsProblems.invalidLink.status), badLinkPage(texts, language))
  })
}

/** What better-auth answers itself, behind our schemas. */
function passkeyRoutes(
  router: Router,
  { accounts, edge }: { readonly accounts: Accounts; readonly edge: SignInEdge },
  guards: readonly RequestHandler[],
): void {
  const pass =
    (parse: (body: unknown) => unknown, answer: (body: unknown) => unknown): RequestHandler =>
    async (request, response) => {
      const forwarded = await forward(accounts.signIn, edge.publicUrl, {
        method: request.method === 'GET' ? 'GET' : 'POST',
        path: request.originalUrl,
        cookie: request.get('cookie'),
        origin: request.get('origin'),
        userAgent: request.get('user-agent'),
        body: parse(request.body),
      })
      setCookies(response, forwarded.cookies)
      response.json(answer(forwarded.body))
    }
  const nothing = () => ({})
  const asItIs = (body: unknown) => body
  const done = () => ({ status: true }) // the body of better-auth has the session's token in it
  const query: RequestHandler = (request, _response, next) => {
    parsePasskeyQuery(request.query)
    next()
  }
  router.get('/auth/passkey/generate-register-options', ...guards, query, pass(nothing, asItIs))
  router.post('/auth/passkey/verify-registration', ...guards, json, pass(parseRegistration, done))
  router.get('/auth/passkey/generate-authenticate-options', ...guards, pass(nothing, asItIs))
  router.post('/auth/passkey/verify-authentication', ...guards, json, pass(parseSignIn, done))
  const { people } = accounts
  router.get('/auth/passkey/list-user-passkeys', requirePerson, async (_request, response) => {
    response.json(await people.passkeys(personOf(response).personId))
  })
  router.post('/auth/passkey/delete-passkey', requirePerson, json, async (request, response) => {
    await people.removePasskey(personOf(response).personId, parsePasskeyId(request.body).id)
    response.json({ status: true })
  })
  router.post('/auth/sign-out', ...guards, pass(nothing, done))
  router.post('/auth/revoke-sessions', ...guards, pass(nothing, done))
}

export const originOf = (request: Request) => ({
  method: request.method,
  origin: request.get('origin'),
  fetchSite: request.get('sec-fetch-site'),
})

export function setCookies(response: Response, cookies: readonly string[]): void {
  response.set('cache-control', 'no-store')
  if (cookies.length > 0) response.append('set-cookie', [...cookies])
}

/** Not `no-referrer`: under it browsers hide the origin of our own form too. */
function show(response: Response, { html, contentSecurityPolicy }: Page): void {
  response
    .set({
      'content-security-policy': contentSecurityPolicy,
      'referrer-policy': 'strict-origin',
      'cache-control': 'no-store',
    })
    .type('html')
    .send(html)
}
