/**
 * Registers the service worker of the verify pages.
 *
 * @module
 */

const WORKER = '/sw.js'

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { readonly createScriptURL: (url: string) => string },
  ): { createScriptURL(url: string): unknown }
}

/** Our policy lets scripts come from one address alone (Trusted Types). */
function trusted(url: string): string {
  const { trustedTypes } = window as { readonly trustedTypes?: TrustedTypes }
  const rules = {
    createScriptURL: (wanted: string) => {
      if (wanted !== WORKER) throw new TypeError('not our service worker')
      return wanted
    },
  }
  return (trustedTypes?.createPolicy('brevet-worker', rules).createScriptURL(url) ?? url) as string
}

/** After the page is there: what it keeps for later must not slow the first load. */
export function installWorker(): void {
  const { serviceWorker } = navigator as { readonly serviceWorker?: ServiceWorkerContainer }
  if (!serviceWorker) return
  const register = () => void serviceWorker.register(trusted(WORKER)).catch(() => undefined)
  if (document.readyState === 'complete') register()
  else window.addEventListener('load', register, { once: true })
}
