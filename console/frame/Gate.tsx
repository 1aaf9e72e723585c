// Nobody gets past without a session; the address stays, so signing in leads to the screen that was asked for.
import { Outlet } from '@tanstack/react-router'
import { useAnswer } from '../asking.ts'
import { SessionProvider } from '../session.tsx'
import { Answered } from '../states.tsx'
import { MustChangePassword } from './MustChangePassword.tsx'
import { Shell } from './Shell.tsx'
import { SignIn } from './SignIn.tsx'

export function Gate() {
  const query = useAnswer('session.current', {})
  return (
    <Answered query={query}>
      {session => {
        if (!session) return <SignIn />
        return (
          <SessionProvider session={session} key={session.post.id}>
            {session.mustChangePassword ? (
              <MustChangePassword />
            ) : (
              <Shell>
                <Outlet />
              </Shell>
            )}
          </SessionProvider>
        )
      }}
    </Answered>
  )
}
