// This phone as a thing: its own id, its name for the office, the room left on it, keeping it from being cleared.
import type { PhoneStore } from './store.ts'

export const appVersion = import.meta.env.APP_VERSION

/** Chosen once; a phone wiped after a loss comes back as another phone. */
export async function deviceIdOf(store: PhoneStore, newId: () => string): Promise<string> {
  const known = await store.readChoice<string>('deviceId')
  if (known !== null) return known
  const id = newId()
  await store.writeChoice('deviceId', id)
  return id
}

/** A name by which the office can tell two phones apart; never more than the browser says anyway. */
export function deviceName(userAgent: string): string {
  const model = /\(([^)]*)\)/.exec(userAgent)?.[1] ?? ''
  const parts = model.split(';').map(part => part.trim())
  const said = parts.find(part => /Android|iPhone|Windows|Mac|Linux/.test(part)) ?? '手机'
  const extra = parts.at(-1) === said ? '' : ` ${parts.at(-1)}`
  return `${said}${extra}`.slice(0, 60).trim() || '手机'
}

export interface Room {
  usedMegabytes: number
  freeMegabytes: number
  isPersisted: boolean
}

/** Below this a day with photos may not fit any more. */
const lowMegabytes = 60

export function isLow(room: Room | null): boolean {
  return room !== null && room.freeMegabytes < lowMegabytes
}

/** Null where the browser does not tell. */
export async function roomOnPhone(): Promise<Room | null> {
  if (!navigator.storage?.estimate) return null
  const { usage = 0, quota = 0 } = await navigator.storage.estimate()
  const isPersisted = (await navigator.storage.persisted?.()) ?? false
  const megabytes = (bytes: number) => Math.max(0, Math.round(bytes / 1_000_000))
  return { usedMegabytes: megabytes(usage), freeMegabytes: megabytes(quota - usage), isPersisted }
}

export async function askToKeep(): Promise<void> {
  if (!(await navigator.storage?.persisted?.())) await navigator.storage?.persist?.()
}
