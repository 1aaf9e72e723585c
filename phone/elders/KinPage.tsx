// Correcting what is known of the family at the kitchen table: who, the number now, where they live, the key.
import { useState } from 'react'
import { countries, kinships, whereabouts } from '../../domain/elders/kin.ts'
import type { BundleElder } from '../../domain/sync/bundle.ts'
import { sentenceOf } from '../account/Doors.tsx'
import { go } from '../address.ts'
import { Button, Choice, Field, Group, Notice, Screen } from '../frame/Controls.tsx'
import { useSpeech } from '../language.tsx'
import type { ScreenParts } from '../OpenPhone.tsx'
import { useWork } from '../open-phone.ts'
import { relationWords } from './KinCalls.tsx'
import { type KinSaid, nothingSaid, saidOf } from './kin-said.ts'

export function KinPage({ phone, elderId }: ScreenParts & { elderId: string }) {
  const { say } = useSpeech()
  const { elders } = useWork(phone.work)
  const [said, setSaid] = useState<KinSaid | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const elder = elders.find(one => one.elder.id === elderId)?.elder
  const back = () => go({ at: 'elder', elderId })
  if (!elder)
    return (
      <Screen title={say('kin.saved')} back={() => go({ at: 'today' })}>
        <Notice kind="warn">{say('elder.gone')}</Notice>
      </Screen>
    )
  if (said === null)
    return (
      <Screen title={say('kin.who')} back={back}>
        <WhoList elder={elder} onChoose={setSaid} />
      </Screen>
    )
  const save = () =>
    phone.work.keepKin(elderId, said).then(
      kept => {
        void phone.sending.run({ force: true })
        if (kept) go({ at: 'saved', actId: kept.act.id }, { replace: true })
        else back()
      },
      (error: unknown) => setTrouble(sentenceOf(error)),
    )
  const isIncomplete = said.known === null && (said.name.trim() === '' || said.kinship === null)
  return (
    <Screen
      title={said.known ? said.known.name : say('kin.new')}
      back={() => setSaid(null)}
      action={
        <Button kind="main" icon="check" disabled={isIncomplete} onClick={() => void save()}>
          {say('kin.save')}
        </Button>
      }
    >
      {trouble && <Notice kind="danger">{trouble}</Notice>}
      <SaidForm said={said} change={part => setSaid({ ...said, ...part })} />
    </Screen>
  )
}

function WhoList({ elder, onChoose }: { elder: BundleElder; onChoose: (said: KinSaid) => void }) {
  const speech = useSpeech()
  return (
    <div className="choices">
      {(elder.kin ?? []).map(one => (
        <Button key={one.id} icon="person" onClick={() => onChoose(saidOf(one))}>
          {relationWords(one, speech)} {one.name}
        </Button>
      ))}
      <Button icon="pen" kind="main" onClick={() => onChoose(nothingSaid)}>
        {speech.say('kin.new')}
      </Button>
    </div>
  )
}

interface FormProps {
  said: KinSaid
  change: (part: Partial<KinSaid>) => void
}

function SaidForm({ said, change }: FormProps) {
  const { say, choices } = useSpeech()
  const isFar = said.whereabouts === 'elsewhere' || said.whereabouts === 'abroad'
  return (
    <>
      {said.known === null && (
        <>
          <Field label={say('kin.name')} value={said.name} onChange={name => change({ name })} />
          <Group title={say('kin.kinship')}>
            {kinships.keys.map(kinship => (
              <Choice key={kinship} chosen={said.kinship === kinship} onChoose={() => change({ kinship })}>
                {choices.kinships[kinship]}
              </Choice>
            ))}
          </Group>
        </>
      )}
      <Group title={say('kin.where')}>
        {whereabouts.keys.map(where => (
          <Choice
            key={where}
            chosen={said.whereabouts === where}
            onChoose={() => change({ whereabouts: where })}
          >
            {choices.whereabouts[where]}
          </Choice>
        ))}
      </Group>
      {said.whereabouts === 'abroad' && (
        <Group title={say('kin.country')}>
          {countries.keys.map(country => (
            <Choice key={country} chosen={said.country === country} onChoose={() => change({ country })}>
              {choices.countries[country]}
            </Choice>
          ))}
        </Group>
      )}
      <Field
        label={said.known?.phone ? `${say('kin.phone')}（${say('kin.keepPhone')}）` : say('kin.phone')}
        type="tel"
        value={said.phone}
        onChange={phone => change({ phone })}
      />
      <Group title={say('kin.contact')}>
        <Choice
          chosen={said.contactDaysAgo === 0}
          onChoose={() => change({ contactDaysAgo: said.contactDaysAgo === 0 ? null : 0 })}
        >
          {say('kin.contactToday')}
        </Choice>
        <Choice
          chosen={said.contactDaysAgo === recentDays}
          onChoose={() => change({ contactDaysAgo: said.contactDaysAgo === recentDays ? null : recentDays })}
        >
          {say('kin.contactWeek')}
        </Choice>
      </Group>
      {!isFar && (
        <Choice chosen={said.hasKey} onChoose={() => change({ hasKey: !said.hasKey })}>
          {say('kin.keyAsk')}
        </Choice>
      )}
    </>
  )
}

/** 这几天: three days ago is near enough for a last contact. */
const recentDays = 3
