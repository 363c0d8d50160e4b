/**
 * A person with a browser, as far as HTTP goes: cookies, JSON, and a mailbox to sign in with.
 *
 * @module
 */

/** An answer that was not what the story needs. */
export class StoryBroken extends Error {
  override readonly name = 'StoryBroken'
}

export interface Person {
  get<T>(path: string): Promise<T>
  post<T>(path: string, body?: unknown): Promise<T>
  put<T>(path: string, body?: unknown): Promise<T>
  remove<T>(path: string, body?: unknown): Promise<T>
  /** Any status is an answer here. */
  ask<T>(path: string, body: unknown): Promise<{ readonly status: number; readonly body: T }>
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

interface Answer {
  readonly status: number
  readonly cookies: readonly string[]
  readonly text: string
}

/** How requests leave: `fetch`, or something like it. */
export type Send = (url: string, init: RequestInit) => Promise<Response>

export function createPerson(origin: string, send: Send, cookie = ''): Person {
  const call = async (method: Method, path: string, body?: unknown): Promise<Answer> => {
    const response = await send(origin + path, {
      method,
      headers: {
        ...(cookie !== '' && { cookie }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        accept: 'application/json',
        origin,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, cookies: response.headers.getSetCookie(), text }
  }
  const expect = async <T>(method: Method, path: string, body?: unknown): Promise<T> => {
    const { status, text } = await call(method, path, body)
    if (status >= 400) throw new StoryBroken(`${method} ${path} answered ${status}: ${text}`)
    return (text === '' ? undefined : JSON.parse(text)) as T
  }
  return {
    get: (path) => expect('GET', path),
    post: (path, body) => expect('POST', path, body ?? {}),
    put: (path, body) => expect('PUT', path, body ?? {}),
    remove: (path, body) => expect('DELETE', path, body ?? {}),
    ask: async <T>(path: string, body: unknown) => {
      const { status, text } = await call('POST', path, body)
      return { status, body: JSON.parse(text) as T }
    },
  }
}

interface Inbox {
  readonly mails: readonly { readonly to: string; readonly links: readonly string[] }[]
}

/** Asks for a link, takes it out of the development inbox, and opens it. */
export async function signIn(origin: string, send: Send, email: string): Promise<Person> {
  const nobody = createPerson(origin, send)
  await nobody.post('/auth/sign-in/magic-link', { email })
  const { mails } = await nobody.get<Inbox>('/api/inbox')
  const link = mails
    .filter(({ to }) => to === email)
    .flatMap(({ links }) => links)
    .find((each) => each.includes('/auth/link?'))
  const token = link === undefined ? null : new URL(link).searchParams.get('token')
  if (token === null) throw new StoryBroken(`no link for ${email} came into the inbox`)
  const response = await send(`${origin}/auth/link`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ token }),
  })
  if (!response.ok) throw new StoryBroken(`the link answered ${response.status}`)
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
  return createPerson(origin, send, cookies.join('; '))
}
