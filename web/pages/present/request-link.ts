/** Where the page is that answers a request. */
export const presentPath = (requestUri: string): string =>
  `/present?request=${encodeURIComponent(requestUri)}`

/** A code or link in which somebody asks for a presentation (OpenID4VP 1.0 §5). */
export const isRequest = (text: string): boolean =>
  /^(openid4vp|haip|haip-vp):/.test(text) ||
  (/^https?:/.test(text) && /[?&]client_id=/.test(text) && /[?&]request(_uri)?=/.test(text))
