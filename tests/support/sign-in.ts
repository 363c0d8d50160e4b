/**
 * Signs people in as they do it: by the link in a mail.
 *
 * @module
 */

interface InboxMail {
  readonly to: string
  readonly links: readonly string[]
}

/**
 * Asks for a link, takes it from the development inbox and opens it.
 *
 * @returns the value of the `cookie` header that the person's browser sends from now on
 */
export async function signInByLink(origin: string, email: string): Promise<string> {
  await expectOk(await send(origin, '/auth/sign-in/magic-link', { email }))
  const inbox = await expectOk(await fetch(`${origin}/api/inbox`))
  const { mails } = (await inbox.json()) as { readonly mails: readonly InboxMail[] }
  const mail = mails.find(({ to, links }) => to === email && links[0]?.includes('/auth/link?'))
  const token = new URL(mail?.links[0] ?? 'about:blank').searchParams.get('token')
  if (token === null) throw new Error(`no link for ${email} in the inbox`)
  const answer = await expectOk(await send(origin, '/auth/link', { token }))
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

const send = (origin: string, path: string, body: unknown): Promise<Response> =>
  fetch(origin + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify(body),
  })

async function expectOk(response: Response): Promise<Response> {
  if (response.ok) return response
  throw new Error(`${response.url} answered ${response.status}: ${await response.text()}`)
}
