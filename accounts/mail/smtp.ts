import { createTransport } from 'nodemailer'
import type { RenderedMail } from './letter.ts'

/** Hands one mail to the mail server; rejects when it did not take it. */
export type SendMail = (to: string, mail: RenderedMail) => Promise<void>

const TIMEOUT = 15_000 // milliseconds

/**
 * @param url - `smtp://` or `smtps://`, with user and password where the server asks for them
 * @param from - sender, e.g. `Brevet <no-reply@brevet.example>`
 */
export function smtp(url: string, from: string): SendMail {
  const transport = createTransport(
    {
      url,
      connectionTimeout: TIMEOUT,
      greetingTimeout: TIMEOUT,
      socketTimeout: TIMEOUT,
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    { from },
  )
  return async (to, { subject, text, html }) => {
    const mail = { to: { name: '', address: to }, subject, text, html }
    await transport.sendMail(mail).catch((error: unknown) => Promise.reject(impersonal(error)))
  }
}

/** What went wrong without the words of the server, which repeat the address. */
function impersonal(error: unknown): Error {
  const { code, responseCode } = error as { readonly code?: string; readonly responseCode?: number }
  return new Error(
    `the mail server took no mail: ${code ?? 'unknown'} ${responseCode ?? ''}`.trim(),
  )
}
