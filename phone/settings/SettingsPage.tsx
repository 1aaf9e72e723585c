// Language, type size, phone code, space, signing out.
import { useEffect, useState } from 'react'
import { hasRight } from '../../domain/accounts/roles.ts'
import { PeopleHere } from '../account/Who.tsx'
import { go } from '../address.ts'
import { appVersion, type Room, roomOnPhone } from '../device.ts'
import { Button, Choice, Cover, Group, Screen } from '../frame/Controls.tsx'
import { LanguageChoices } from '../frame/LanguageChoice.tsx'
import { useSpeech } from '../language.tsx'
import type { ScreenParts } from '../OpenPhone.tsx'
import { useWork } from '../open-phone.ts'
import type { PhonePeople } from '../people.ts'

type SettingsParts = ScreenParts & { people: PhonePeople; onLock: () => void; onSignOut: () => void }

export function SettingsPage({ phone, people, onLock, onSignOut }: SettingsParts) {
  const { say, size, setSize } = useSpeech()
  const { session, acts, drafts } = useWork(phone.work)
  const [asking, setAsking] = useState(false)
  const unsent =
    acts.filter(kept => kept.state === 'waiting' || kept.state === 'refused').length + drafts.length
  return (
    <Screen title={say('settings.title')} back={() => go({ at: 'today' })}>
      <p>
        <strong>{say('settings.me', { name: session.account.name, region: session.post.regionName })}</strong>
      </p>
      <Group title={say('settings.language')} columns={3}>
        <LanguageChoices />
      </Group>
      <Group title={say('settings.size')}>
        <Choice chosen={size === 'normal'} onChoose={() => setSize('normal')}>
          {say('settings.sizeNormal')}
        </Choice>
        <Choice chosen={size === 'large'} onChoose={() => setSize('large')}>
          {say('settings.sizeLarge')}
        </Choice>
      </Group>
      <Button icon="upload" onClick={() => go({ at: 'waiting' })}>
        {say('waiting.title')}
      </Button>
      {hasRight(session.post.role, 'visit:record') && (
        <Button icon="eye" onClick={() => go({ at: 'mine' })}>
          {say('mine.title')}
        </Button>
      )}
      <Button onClick={() => go({ at: 'pin' })}>{say('settings.pin')}</Button>
      <Button onClick={onLock}>{say('settings.lock')}</Button>
      <Button onClick={() => setAsking(true)}>{say('settings.signOut')}</Button>
      <Group title={say('who.settings')} columns={1}>
        <PeopleHere
          people={people}
          mayRemove={person => person.accountId !== session.account.id}
          onRemoved={() => {}}
        />
      </Group>
      <RoomFacts />
      <p className="soft">{say('settings.version', { version: appVersion })}</p>
      {asking && <SignOut unsent={unsent} onSignOut={onSignOut} onNo={() => setAsking(false)} />}
    </Screen>
  )
}

/** With work not yet sent, staying is the main way out. */
function SignOut({ unsent, onSignOut, onNo }: { unsent: number; onSignOut: () => void; onNo: () => void }) {
  const { say } = useSpeech()
  const sentence =
    unsent > 0 ? say('settings.signOutWaiting', { count: unsent }) : say('settings.signOutSure')
  return (
    <Cover title={sentence}>
      <Button kind="main" onClick={onNo}>
        {say('act.cancel')}
      </Button>
      <Button kind={unsent > 0 ? 'danger' : 'plain'} onClick={onSignOut}>
        {say(unsent > 0 ? 'settings.signOutAnyway' : 'settings.signOut')}
      </Button>
    </Cover>
  )
}

function RoomFacts() {
  const { say } = useSpeech()
  const [room, setRoom] = useState<Room | null>(null)
  useEffect(() => {
    roomOnPhone().then(setRoom, () => setRoom(null))
  }, [])
  if (!room) return null
  return (
    <dl className="facts">
      <dt>{say('settings.storage')}</dt>
      <dd>
        {say('settings.storageUsed', { used: room.usedMegabytes, free: room.freeMegabytes })}
        <div>{say(room.isPersisted ? 'settings.storageKept' : 'settings.storageNotKept')}</div>
      </dd>
    </dl>
  )
}
