/**
 * Keeps the verify pages on the device: without a network they open as they were, and nothing else does.
 * The build puts the names of its files before this text; it runs as it stands and imports nothing.
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

const scope = self as unknown as Scope
const PREFIX = 'verify-pages-'
const CURRENT = PREFIX + VERSION
const PAGE = '/verify'

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

const isPage = (path: string): boolean => /^\/(verify|v\/[^/]+)\/?$/.test(path)

scope.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== scope.location.origin) return
  if (request.mode === 'navigate' && isPage(pathname)) event.respondWith(newestPage(request))
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
