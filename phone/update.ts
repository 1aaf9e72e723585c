// A newer app waits until the visitor taps: nothing changes under her hands in the middle of a visit.
import { useSyncExternalStore } from 'react'

let waiting: ServiceWorker | null = null
const listeners = new Set<() => void>()

function nowWaiting(worker: ServiceWorker | null): void {
  waiting = worker
  for (const listener of listeners) listener()
}

export function registerWorker(): void {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return
  // The first worker takes over an app that is already the newest: no reason to reload then.
  let isUpdate = navigator.serviceWorker.controller !== null
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (isUpdate) window.location.reload()
    isUpdate = true
  })
  navigator.serviceWorker.register('/phone/service-worker.js', { scope: '/phone/' }).then(watch, () => {
    // Without it the app still works while there is a network; the next start tries again.
  })
}

function watch(registration: ServiceWorkerRegistration): void {
  const look = () => {
    const worker = registration.waiting
    if (worker && navigator.serviceWorker.controller) nowWaiting(worker)
  }
  look()
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', look)
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && navigator.onLine) registration.update().catch(() => {})
  })
}

/** A function that brings the new version in; null while there is none. */
export function useUpdate(): (() => void) | null {
  const worker = useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => waiting,
  )
  return worker && (() => worker.postMessage('update'))
}
