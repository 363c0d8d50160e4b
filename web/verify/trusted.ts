/**
 * Our policy lets scripts come from addresses of our own alone (Trusted Types).
 *
 * @module
 */

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { readonly createScriptURL: (url: string) => string },
  ): { createScriptURL(url: string): unknown }
}

/** The service workers, and what the build makes of the worker that checks. */
const OURS = /^\/((?:wallet-)?sw|assets\/checking-worker-[\w-]+)\.js$/

const rules = {
  createScriptURL: (wanted: string) => {
    if (!OURS.test(wanted)) throw new TypeError('not a script of ours')
    return wanted
  },
}

const { trustedTypes } = window as { readonly trustedTypes?: TrustedTypes }
const policy = trustedTypes?.createPolicy('brevet-worker', rules)

/** An address as the browser wants it, where it has such a policy. @throws {TypeError} */
export const trusted = (url: string): string => (policy ?? rules).createScriptURL(url) as string
