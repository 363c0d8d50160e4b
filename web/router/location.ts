/** Where the reader is: one store over the browser's history. */
export interface Place {
  readonly path: string
  readonly query: URLSearchParams
  /** What stands behind `#`: never sent to a server. */
  readonly fragment: string
}

const listeners = new Set<() => void>()
let current = here()

function here(): Place {
  const { pathname, search, hash } = window.location
  return { path: pathname, query: new URLSearchParams(search), fragment: hash.slice(1) }
}

function changed(): void {
  current = here()
  for (const listener of listeners) listener()
}

window.addEventListener('popstate', changed)
window.addEventListener('hashchange', changed)

export const place = (): Place => current

export function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The verify pages are an entry of their own, under a policy of their own: one loads anew between them and the rest. */
const isVerifier = ({ pathname }: { readonly pathname: string }): boolean =>
  /^\/(verify|v\/[^/]+)\/?$/.test(pathname)

/** Goes to one of our pages without loading anew. Addresses that are no pages are left to the browser. */
export function navigate(to: string, { replace = false }: { replace?: boolean } = {}): void {
  const url = new URL(to, window.location.href)
  if (url.origin !== window.location.origin || isVerifier(url) !== isVerifier(window.location)) {
    window.location.assign(url)
    return
  }
  if (replace) window.history.replaceState(null, '', url)
  else window.history.pushState(null, '', url)
  changed()
  if (!url.hash && !replace) window.scrollTo(0, 0)
}
