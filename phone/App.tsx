// The whole app: doors first, then the open phone with its screens.

import { useEffect } from 'react'
import { call } from '../ui/client.ts'
import { ChangePassword, ChoosePost, OldPassword, OtherOwner } from './account/Doors.tsx'
import { type Gate, idleMs, type SignInReason, useGate } from './account/gate.ts'
import { SetPin } from './account/SetPin.tsx'
import { SignIn } from './account/SignIn.tsx'
import { Unlock } from './account/Unlock.tsx'
import { Notice, Screen } from './frame/Controls.tsx'
import { useSpeech } from './language.tsx'
import type { PhoneKey } from './messages/zh.ts'
import { OpenPhone } from './OpenPhone.tsx'
import { isLost } from './sending.ts'
import type { PhoneStore } from './store.ts'

const reasonWords: Readonly<Record<SignInReason, PhoneKey>> = {
  pinUsedUp: 'signIn.pinUsedUp',
  forgotten: 'signIn.again',
  lost: 'signIn.lost',
  noVisitorPost: 'signIn.noVisitorPost',
}

export function App({ store }: { store: PhoneStore }) {
  const { say } = useSpeech()
  const door = useGate(store)
  const { gate } = door
  useIdleLock(gate, () => door.lock(true))
  useLostCheck(gate, () => void door.lost())
  switch (gate.at) {
    case 'starting':
      return (
        <Screen title={say('app.name')}>
          <p className="center">{say('app.loading')}</p>
        </Screen>
      )
    case 'noSupport':
      return (
        <Screen title={say('app.name')}>
          <Notice kind="danger">{say('app.noSupport')}</Notice>
        </Screen>
      )
    case 'signIn':
      return (
        <SignIn
          store={store}
          notice={gate.reason && say(reasonWords[gate.reason])}
          onSession={door.signedIn}
          back={false}
        />
      )
    case 'changePassword':
      return <ChangePassword current={gate.password} onChanged={door.passwordChanged} />
    case 'choosePost':
      return <ChoosePost posts={gate.posts} onChoose={door.postChosen} />
    case 'otherOwner':
      return <OtherOwner onClear={door.cleared} onBack={door.backToUnlock} />
    case 'oldPassword':
      return <OldPassword onPassword={door.oldPasswordGiven} onClear={door.cleared} />
    case 'setPin':
      return <SetPin onPin={door.pinChosen} />
    case 'unlock':
      return (
        <Unlock
          store={store}
          lockedByItself={gate.byItself}
          onOpen={opened => void door.unlocked(opened)}
          onPasswordNeeded={door.passwordNeeded}
        />
      )
    case 'open':
      return (
        <OpenPhone
          key={gate.session.account.id}
          store={store}
          opened={gate.opened}
          session={gate.session}
          onLost={() => void door.lost()}
          onLock={() => door.lock(false)}
          onSignOut={() => void door.signOut()}
        />
      )
  }
}

/** Whoever found the phone does not unlock it: a reported loss must be learnt before the PIN, at the next line. */
function useLostCheck(gate: Gate, lost: () => void): void {
  const isLocked = gate.at === 'unlock'
  // biome-ignore lint/correctness/useExhaustiveDependencies: what follows a loss never changes its meaning
  useEffect(() => {
    if (!isLocked) return
    const ask = () => {
      call('session.current', {}).catch((error: unknown) => {
        if (isLost(error)) lost()
      })
    }
    ask()
    window.addEventListener('online', ask)
    return () => window.removeEventListener('online', ask)
  }, [isLocked])
}

/** Five minutes without a touch, also while the screen was off, and the key is forgotten. */
function useIdleLock(gate: Gate, lock: () => void): void {
  const isOpen = gate.at === 'open'
  // biome-ignore lint/correctness/useExhaustiveDependencies: the lock itself never changes its meaning
  useEffect(() => {
    if (!isOpen) return
    let touchedAtMs = Date.now()
    const touch = () => {
      touchedAtMs = Date.now()
    }
    const look = () => Date.now() - touchedAtMs >= idleMs && lock()
    const timer = setInterval(look, 5000)
    const seen = () => document.visibilityState === 'visible' && look()
    const signs = ['pointerdown', 'keydown', 'scroll'] as const
    for (const sign of signs) window.addEventListener(sign, touch, { passive: true })
    document.addEventListener('visibilitychange', seen)
    return () => {
      clearInterval(timer)
      for (const sign of signs) window.removeEventListener(sign, touch)
      document.removeEventListener('visibilitychange', seen)
    }
  }, [isOpen])
}
