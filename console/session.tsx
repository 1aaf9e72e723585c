// Who is signed in, in which post, and what that post may do.
import { createContext, type ReactNode, useContext } from 'react'
import type { Session } from '../domain/accounts/account.ts'
import type { Right } from '../domain/accounts/rights.ts'

const SessionContext = createContext<Session | null>(null)

export function SessionProvider({ session, children }: { session: Session; children: ReactNode }) {
  return <SessionContext value={session}>{children}</SessionContext>
}

/** Only below the gate, where somebody is signed in. */
export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('useSession outside the gate')
  return session
}

export function useMay(): (right: Right) => boolean {
  const { rights } = useSession()
  return right => rights.includes(right)
}
