// Somebody who is not on any list: written down at the door, compared with the village first, sent when there is signal.
import { useState } from 'react'
import { spokenLanguages } from '../../domain/elders/elder.ts'
import { sentenceOf } from '../account/Doors.tsx'
import { go } from '../address.ts'
import { Button, Choice, Field, Group, Notice, Screen } from '../frame/Controls.tsx'
import { useSpeech } from '../language.tsx'
import type { ScreenParts } from '../OpenPhone.tsx'
import { useWork } from '../open-phone.ts'
import { type Alike, alikeIn, type Directory, type NewcomerSaid, nothingSaid, reportOf } from './said.ts'

export function NewcomerPage({ phone }: ScreenParts) {
  const { say } = useSpeech()
  const { directory } = useWork(phone.work)
  const [said, setSaid] = useState<NewcomerSaid>(() => ({
    ...nothingSaid,
    villageCode: directory.villages[0]?.code ?? '',
  }))
  const [notThese, setNotThese] = useState<readonly string[]>([])
  const [trouble, setTrouble] = useState<string | null>(null)
  const alike = alikeIn(directory, said).filter(one => !notThese.includes(one.person.id))
  const isWhole = said.villageCode !== '' && said.name.trim() !== '' && said.sex !== null
  const save = () =>
    phone.work
      .keepNewcomer(parts => reportOf(said, { ...parts, notThese }))
      .then(
        kept => {
          void phone.sending.run({ force: true })
          go({ at: 'saved', actId: kept.act.id }, { replace: true })
        },
        (error: unknown) => setTrouble(sentenceOf(error)),
      )
  return (
    <Screen
      title={say('newcomer.title')}
      back={() => go({ at: 'today' })}
      action={
        <Button kind="main" icon="check" disabled={!isWhole || alike.length > 0} onClick={() => void save()}>
          {say('newcomer.save')}
        </Button>
      }
    >
      {trouble && <Notice kind="danger">{trouble}</Notice>}
      {directory.villages.length === 0 && <Notice kind="warn">{say('newcomer.noDirectory')}</Notice>}
      <Form said={said} directory={directory} change={part => setSaid({ ...said, ...part })} />
      {alike.length > 0 && (
        <AlikeList
          alike={alike}
          onOther={() => setNotThese([...notThese, ...alike.map(one => one.person.id)])}
        />
      )}
    </Screen>
  )
}

function AlikeList({ alike, onOther }: { alike: readonly Alike[]; onOther: () => void }) {
  const { say } = useSpeech()
  return (
    <Notice kind="warn" icon="eye">
      <strong>{say('newcomer.alike')}</strong>
      <ul>
        {alike.map(({ person, reasons }) => (
          <li key={person.id}>
            <b>{person.name}</b> {person.villageName}
            {person.bornOn && ` · ${person.bornOn}`}
            {person.numberTail && ` · …${person.numberTail}`}
            <div className="soft">{reasons.slice(0, 3).join('；')}</div>
          </li>
        ))}
      </ul>
      <Button onClick={() => go({ at: 'today' })}>{say('newcomer.isThis')}</Button>
      <Button kind="main" onClick={onOther}>
        {say('newcomer.isOther')}
      </Button>
    </Notice>
  )
}

interface FormProps {
  said: NewcomerSaid
  directory: Directory
  change: (part: Partial<NewcomerSaid>) => void
}

function Form({ said, directory, change }: FormProps) {
  const { say, choices } = useSpeech()
  return (
    <>
      {directory.villages.length > 1 && (
        <Group title={say('newcomer.village')}>
          {directory.villages.slice(0, 12).map(({ code, name }) => (
            <Choice
              key={code}
              chosen={said.villageCode === code}
              onChoose={() => change({ villageCode: code })}
            >
              {name}
            </Choice>
          ))}
        </Group>
      )}
      <Field label={say('newcomer.name')} value={said.name} onChange={name => change({ name })} />
      <Group title={say('newcomer.sex')}>
        {(['female', 'male'] as const).map(sex => (
          <Choice key={sex} chosen={said.sex === sex} onChoose={() => change({ sex })}>
            {say(`newcomer.${sex}`)}
          </Choice>
        ))}
      </Group>
      <Field label={say('newcomer.born')} value={said.born} digits onChange={born => change({ born })} />
      <Group title={say('newcomer.calendar')}>
        <Choice chosen={!said.lunar} onChoose={() => change({ lunar: false })}>
          {say('newcomer.solar')}
        </Choice>
        <Choice chosen={said.lunar} onChoose={() => change({ lunar: true })}>
          {say('newcomer.lunar')}
        </Choice>
      </Group>
      <Field
        label={say('newcomer.number')}
        value={said.citizenNumber}
        onChange={citizenNumber => change({ citizenNumber })}
      />
      <Field
        label={say('newcomer.phone')}
        type="tel"
        value={said.phone}
        onChange={phone => change({ phone })}
      />
      <Field label={say('newcomer.address')} value={said.address} onChange={address => change({ address })} />
      <Group title={say('elder.speaks')}>
        {spokenLanguages.keys.map(spokenLanguage => (
          <Choice
            key={spokenLanguage}
            chosen={said.spokenLanguage === spokenLanguage}
            onChoose={() => change({ spokenLanguage })}
          >
            {choices.spoken[spokenLanguage]}
          </Choice>
        ))}
      </Group>
      <Field label={say('newcomer.note')} value={said.note} onChange={note => change({ note })} />
    </>
  )
}
