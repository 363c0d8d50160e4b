/**
 * Keeps some pages on the device, those that verify or those of the wallet: without a network they open
 * as they were, and nothing else does. No answer of the server is kept here, the pages themselves alone.
 * The build puts names before this text; it runs as it stands and imports nothing.
 */

interface ExtendableEvent extends Event {
  waitUntil(promise: Promise<unknown>): void
}
interface FetchEvent extends ExtendableEvent {
  readonly request: Request
  respondWith(response: Promise<Response>): void
}
interface Scope {
  readonly location: Location
  readonly clients: { claim(): Promise<void> }
  addEventListener(type: 'install' | 'activate', listener: (event: ExtendableEvent) => void): void
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void
}

declare const PRECACHE: readonly string[]
declare const VERSION: string
/** Beginning of the names of its caches; another worker keeps others. */
declare const PREFIX: string
/** The page that stands for all it opens, and what their paths look like. */
declare const PAGE: string
declare const PATHS: RegExp

const scope = self as unknown as Scope
const CURRENT = PREFIX + VERSION

scope.addEventListener('install', (event) => {
  event.waitUntil(caches.open(CURRENT).then((cache) => cache.addAll([PAGE, ...PRECACHE])))
})

// Only once no page of the last version is open: such a page still needs its files.
scope.addEventListener('activate', (event) => {
  event.waitUntil(dropOthers().then(() => scope.clients.claim()))
})

async function dropOthers(): Promise<void> {
  const old = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CURRENT)
  await Promise.all(old.map((name) => caches.delete(name)))
}

scope.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== scope.location.origin) return
  if (request.mode === 'navigate' && PATHS.test(pathname)) event.respondWith(newestPage(request))
  else if (PRECACHE.includes(pathname)) event.respondWith(kept(request, pathname))
})

/** The page of the server where it answers: it names the files of the newest version. */
async function newestPage(request: Request): Promise<Response> {
  try {
    return await fetch(request)
  } catch (error) {
    const page = await caches.match(PAGE)
    if (page) return page
    throw error
  }
}

const kept = async (request: Request, path: string): Promise<Response> =>
  (await caches.match(path)) ?? fetch(request)
