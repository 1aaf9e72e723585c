// Keeps the app's own files on the phone so that it opens without signal; never touches what people recorded.

// The browser's types for service workers clash with those for pages, so the few used here are named.
interface Waiting extends Event {
  waitUntil(promise: Promise<unknown>): void
}
interface Fetching extends Waiting {
  request: Request
  respondWith(response: Promise<Response>): void
}
interface Worker {
  addEventListener(type: 'install' | 'activate', listener: (event: Waiting) => void): void
  addEventListener(type: 'fetch', listener: (event: Fetching) => void): void
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void
  skipWaiting(): Promise<void>
  clients: { claim(): Promise<void> }
  location: Location
}
/** Written by the build: every file of the app with its fingerprint. */
declare const appFiles: { version: string; files: readonly string[] }

const worker = self as unknown as Worker
const prefix = 'wanqing-phone-'
const cacheName = `${prefix}${appFiles.version}`
const page = '/phone/index.html'

// All or nothing: a cache with half an app would be worse than the old app. Files with a fingerprint in their
// name come out of the browser's own cache: over 64 kbit/s nobody loads the app twice.
worker.addEventListener('install', event => {
  event.waitUntil(
    caches
      .open(cacheName)
      .then(cache =>
        cache.addAll(
          appFiles.files.map(
            file => new Request(file, { cache: file.includes('/assets/') ? 'default' : 'reload' }),
          ),
        ),
      ),
  )
})

worker.addEventListener('activate', event => {
  event.waitUntil(
    caches
      .keys()
      .then(names =>
        Promise.all(
          names
            .filter(name => name.startsWith(prefix) && name !== cacheName)
            .map(name => caches.delete(name)),
        ),
      )
      .then(() => worker.clients.claim()),
  )
})

// Only when the visitor taps: an app that changes in the middle of a form is a bad surprise.
worker.addEventListener('message', event => {
  if (event.data === 'update') void worker.skipWaiting()
})

worker.addEventListener('fetch', event => {
  const { request } = event
  const address = new URL(request.url)
  if (request.method !== 'GET' || address.origin !== worker.location.origin) return
  if (!address.pathname.startsWith('/phone')) return
  const wanted = request.mode === 'navigate' ? page : address.pathname
  event.respondWith(
    caches
      .open(cacheName)
      .then(cache => cache.match(wanted))
      .then(kept => kept ?? fetch(request)),
  )
})
