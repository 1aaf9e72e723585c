// The whole app: doors first, then the open phone with its screens.

import { useEffect } from 'react'
import { call, newId } from '../ui/client.ts'
import { ChangePassword, ChoosePost, OldPassword } from './account/Doors.tsx'
import { type Gate, idleMs, type SignInReason, useGate } from './account/gate.ts'
import { SetPin } from './account/SetPin.tsx'
import { SignIn } from './account/SignIn.tsx'
import { Unlock } from './account/Unlock.tsx'
import { PhoneFull, Who } from './account/Who.tsx'
import { Notice, Screen } from './frame/Controls.tsx'
import { useSpeech } from './language.tsx'
import type { PhoneKey } from './messages/zh.ts'
import { OpenPhone } from './OpenPhone.tsx'
import type { PhonePeople } from './people.ts'
import { isLost } from './sending.ts'
import { useDoorCarrying } from './waiting/door-carrying.ts'

const reasonWords: Readonly<Record<SignInReason, PhoneKey>> = {
  pinUsedUp: 'signIn.pinUsedUp',
  forgotten: 'signIn.again',
  lost: 'signIn.lost',
  noVisitorPost: 'signIn.noVisitorPost',
}

export function App({ people }: { people: PhonePeople }) {
  const { say } = useSpeech()
  const door = useGate(people)
  const { gate } = door
  useIdleLock(gate, () => door.lock(true))
  useLostCheck(gate, () => void door.lost())
  useDoorCarrying(gate, people)
  const deviceFor = async (login: string) => ({
    phoneId: await people.phoneId(newId),
    id: await people.deviceIdFor(login, newId),
  })
  switch (gate.at) {
    case 'starting':
    case 'noSupport':
      return <Waiting isSupported={gate.at === 'starting'} />
    case 'signIn':
      return (
        <SignIn
          key={gate.person?.accountId}
          deviceFor={deviceFor}
          {...(gate.person?.login && { login: gate.person.login })}
          notice={gate.reason && say(reasonWords[gate.reason])}
          onSession={door.signedIn}
          back={gate.reason === null || gate.person ? () => void door.atDoor() : false}
        />
      )
    case 'changePassword':
      return <ChangePassword current={gate.password} onChanged={door.passwordChanged} />
    case 'choosePost':
      return <ChoosePost posts={gate.posts} onChoose={door.postChosen} />
    case 'full':
      return (
        <PhoneFull people={people} onBack={() => void door.atDoor()} onRoom={() => void door.roomMade()} />
      )
    case 'oldPassword':
      return <OldPassword onPassword={door.oldPasswordGiven} onClear={door.cleared} />
    case 'setPin':
      return <SetPin onPin={door.pinChosen} />
    case 'who':
      return <Who people={people} onChoose={person => void door.choose(person)} onNew={door.somebodyNew} />
    case 'unlock':
      return (
        <Unlock
          key={gate.person.accountId}
          store={gate.store}
          name={gate.person.name}
          onOther={() => void door.atDoor()}
          lockedByItself={gate.byItself}
          onOpen={opened => void door.unlocked(opened)}
          onPasswordNeeded={door.passwordNeeded}
        />
      )
    case 'open':
      return (
        <OpenPhone
          key={gate.session.account.id}
          people={people}
          store={gate.store}
          opened={gate.opened}
          session={gate.session}
          onLost={() => void door.lost()}
          onLock={() => door.lock(false)}
          onSignOut={() => void door.signOut()}
        />
      )
  }
}

function Waiting({ isSupported }: { isSupported: boolean }) {
  const { say } = useSpeech()
  return (
    <Screen title={say('app.name')}>
      {isSupported ? (
        <p className="center">{say('app.loading')}</p>
      ) : (
        <Notice kind="danger">{say('app.noSupport')}</Notice>
      )}
    </Screen>
  )
}

/** Whoever found the phone does not unlock it: a reported loss must be learnt before the PIN, at the next line. */
function useLostCheck(gate: Gate, lost: () => void): void {
  const isLocked = gate.at === 'unlock' || gate.at === 'who'
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
