// The door of a phone that several people share: who is at it, and what of each still waits.
import { useCallback, useEffect, useState } from 'react'
import { Button, Cover, Notice, Screen } from '../frame/Controls.tsx'
import { Icon } from '../frame/Icon.tsx'
import { useSpeech } from '../language.tsx'
import { type Person, type PhonePeople, peopleMost } from '../people.ts'
import type { Unsent } from '../store.ts'

export type PersonHere = Person & { unsent: Unsent }

/** Looks again while the door is shown: what waits may go up meanwhile. */
export function usePeople(people: PhonePeople): { here: PersonHere[] | null; look: () => Promise<void> } {
  const [here, setHere] = useState<PersonHere[] | null>(null)
  const look = useCallback(async () => {
    const list = await people.list()
    setHere(
      await Promise.all(
        list.map(async person => ({ ...person, unsent: await people.storeOf(person).unsent() })),
      ),
    )
  }, [people])
  useEffect(() => {
    void look()
    const timer = setInterval(() => void look(), 3000)
    return () => clearInterval(timer)
  }, [look])
  return { here, look }
}

interface WhoProps {
  people: PhonePeople
  onChoose: (person: Person) => void
  onNew: () => void
}

export function Who({ people, onChoose, onNew }: WhoProps) {
  const { say } = useSpeech()
  const { here } = usePeople(people)
  return (
    <Screen title={say('who.title')}>
      {!here && <p className="center">{say('app.loading')}</p>}
      <ul className="list people">
        {here?.map(person => (
          <li key={person.accountId}>
            <button type="button" className="card person" onClick={() => onChoose(person)}>
              <Icon name="person" />
              <span>
                <span className="name">{person.name ?? say('who.nameless')}</span>
                <WhatWaits unsent={person.unsent} />
              </span>
            </button>
          </li>
        ))}
      </ul>
      {here && here.length < peopleMost && <Button onClick={onNew}>{say('who.new')}</Button>}
      {here && here.length >= peopleMost && (
        <>
          <Notice kind="info">{say('who.full', { count: peopleMost })}</Notice>
          <Button kind="quiet" onClick={onNew}>
            {say('who.newWhenFull')}
          </Button>
        </>
      )}
      <p className="soft">{say('who.apart')}</p>
    </Screen>
  )
}

/** Sealed records go by themselves; the others wait for her PIN, and the door says so. */
export function WhatWaits({ unsent }: { unsent: Unsent }) {
  const { say } = useSpeech()
  const { waiting, needsPin, refused } = unsent
  if (waiting + refused === 0) return <span className="soft">{say('who.nothingWaits')}</span>
  return (
    <>
      {waiting > 0 && <span className="mark warn">{say('who.waits', { count: waiting })}</span>}
      {needsPin > 0 && <span className="soft">{say('who.needsPin', { count: needsPin })}</span>}
      {refused > 0 && <span className="mark danger">{say('who.refused', { count: refused })}</span>}
    </>
  )
}

/** Five people for four places: one of them must make room, and not while her records have not gone. */
export function PhoneFull({
  people,
  onBack,
  onRoom,
}: {
  people: PhonePeople
  onBack: () => void
  onRoom: () => void
}) {
  const { say } = useSpeech()
  return (
    <Screen title={say('who.fullTitle')} back={onBack}>
      <Notice kind="warn">{say('who.fullWhy', { count: peopleMost })}</Notice>
      <PeopleHere people={people} mayRemove={() => true} onRemoved={onRoom} />
    </Screen>
  )
}

export function PeopleHere({
  people,
  mayRemove,
  onRemoved,
}: {
  people: PhonePeople
  mayRemove: (person: Person) => boolean
  onRemoved: () => void
}) {
  const { say } = useSpeech()
  const { here, look } = usePeople(people)
  const [leaving, setLeaving] = useState<PersonHere | null>(null)
  const remove = (person: PersonHere) =>
    people
      .forget(person)
      .then(() => setLeaving(null))
      .then(look)
      .then(onRemoved)
  return (
    <>
      <ul className="list people">
        {here?.map(person => (
          <li key={person.accountId} className="card">
            <span className="name">{person.name ?? say('who.nameless')}</span>
            <WhatWaits unsent={person.unsent} />
            {mayRemove(person) && (
              <Button kind="quiet" onClick={() => setLeaving(person)}>
                {say('who.remove')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {leaving && (
        <Leaving person={leaving} onYes={() => void remove(leaving)} onNo={() => setLeaving(null)} />
      )}
    </>
  )
}

function Leaving({ person, onYes, onNo }: { person: PersonHere; onYes: () => void; onNo: () => void }) {
  const { say } = useSpeech()
  const { waiting, refused } = person.unsent
  const name = person.name ?? say('who.nameless')
  const left = waiting + refused
  return (
    <Cover
      title={left > 0 ? say('who.removeWaiting', { name, count: left }) : say('who.removeSure', { name })}
    >
      <Button kind="main" onClick={onNo}>
        {say('act.cancel')}
      </Button>
      {/* What is sealed goes up without her: nobody may throw it away for her. */}
      {person.unsent.letters.length === 0 && (
        <Button kind="danger" onClick={onYes}>
          {say('who.remove')}
        </Button>
      )}
    </Cover>
  )
}
