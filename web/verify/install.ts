/**
 * Registers the service worker of the verify pages.
 *
 * @module
 */

import { trusted } from './trusted.ts'

/** After the page is there: what it keeps for later must not slow the first load. */
export function installWorker(): void {
  const { serviceWorker } = navigator as { readonly serviceWorker?: ServiceWorkerContainer }
  if (!serviceWorker) return
  const register = () => void serviceWorker.register(trusted('/sw.js')).catch(() => undefined)
  if (document.readyState === 'complete') register()
  else window.addEventListener('load', register, { once: true })
}
