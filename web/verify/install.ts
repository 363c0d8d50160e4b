/**
 * Registers the service worker of the verify pages, or of the wallet.
 *
 * @module
 */

import { trusted } from './trusted.ts'

/** Which pages a worker is for; where two could be, the browser takes the narrower. */
interface PagesWorker {
  readonly script: string
  readonly scope: string
}

export const VERIFY_WORKER: PagesWorker = { script: '/sw.js', scope: '/' }
export const WALLET_WORKER: PagesWorker = { script: '/wallet-sw.js', scope: '/certificates' }

/** After the page is there: what it keeps for later must not slow the first load. */
export function installWorker({ script, scope }: PagesWorker): void {
  const { serviceWorker } = navigator as { readonly serviceWorker?: ServiceWorkerContainer }
  if (!serviceWorker) return
  const register = () =>
    void serviceWorker.register(trusted(script), { scope }).catch(() => undefined)
  if (document.readyState === 'complete') register()
  else window.addEventListener('load', register, { once: true })
}
