// Who finds what on an open phone: a visitor the list of elders, whoever serves or cooks a home of her own.
//
// A home is one line here: its screens, and what it fetches and keeps for days without signal. Everything else
// (sealed store, outbox, sending, settings, waiting records) is the same for all.
import type { ComponentType, ReactNode } from 'react'
import type { Role } from '../domain/accounts/roles.ts'
import { canteenHome } from './canteens/home.tsx'
import type { ScreenParts } from './OpenPhone.tsx'
import { fetchOrders, WorkerHome } from './orders/WorkerHome.tsx'

export interface HomeParts extends ScreenParts {
  /** What waits to be sent, for the top of the first screen. */
  strip: ReactNode
  /** Where in the home: empty on its first screen; `go({ at: 'home', path: 'order/…' })` leads on. */
  path: string
}

export interface Home {
  Screens: ComponentType<HomeParts>
  /**
   * What the phone has → what it should have; the same value back where nothing changed. Kept sealed, and read
   * by the screens as `useWork(phone.work).carried`. `at` is the moment of asking.
   */
  fetch(known: unknown, at: string): Promise<unknown>
}

export const homes: Partial<Record<Role, Home>> = {
  careWorker: { Screens: WorkerHome, fetch: fetchOrders },
  canteenCook: canteenHome,
}
