// Asking an elder how she wants to be called on: one tap each, dated today.
import { useState } from 'react'
import { sexes, spokenLanguages } from '../../domain/elders/elder.ts'
import { dayParts, type Wish, wishedWays } from '../../domain/rounds/wish.ts'
import { sentenceOf } from '../account/Doors.tsx'
import { go } from '../address.ts'
import { Button, Choice, Group, Notice, Screen } from '../frame/Controls.tsx'
import { useSpeech } from '../language.tsx'
import type { ScreenParts } from '../OpenPhone.tsx'
import { useWork } from '../open-phone.ts'
import { wishOf } from './month.ts'

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const

export function WishPage({ phone, elderId }: ScreenParts & { elderId: string }) {
  const { say } = useSpeech()
  const { elders, rounds, acts } = useWork(phone.work)
  const [wish, setWish] = useState<Wish>(() => plain(wishOf(elderId, rounds, acts)))
  const [trouble, setTrouble] = useState<string | null>(null)
  const elder = elders.find(one => one.elder.id === elderId)?.elder
  if (!elder)
    return (
      <Screen title={say('wish.title')} back={() => go({ at: 'today' })}>
        <Notice kind="warn">{say('elder.gone')}</Notice>
      </Screen>
    )
  const save = () =>
    phone.work.keepWish(elderId, wish).then(
      kept => {
        void phone.sending.run({ force: true })
        go({ at: 'saved', actId: kept.act.id }, { replace: true })
      },
      (error: unknown) => setTrouble(sentenceOf(error)),
    )
  return (
    <Screen
      title={say('wish.of', { name: elder.name })}
      back={() => go({ at: 'elder', elderId })}
      action={
        <Button kind="main" icon="check" onClick={() => void save()}>
          {say('wish.save')}
        </Button>
      }
    >
      {trouble && <Notice kind="danger">{trouble}</Notice>}
      <WishForm wish={wish} change={part => setWish({ ...wish, ...part })} />
    </Screen>
  )
}

/** Carried wishes and kept acts hold more than the wish itself. */
function plain({ weekdays: on, dayPart, way, language, visitorSex, notWeekdays, notDays }: Wish): Wish {
  return { weekdays: on, dayPart, way, language, visitorSex, notWeekdays, notDays }
}

function WishForm({ wish, change }: { wish: Wish; change: (part: Partial<Wish>) => void }) {
  const { say } = useSpeech()
  const flipped = (list: readonly number[], day: number) =>
    list.includes(day) ? list.filter(one => one !== day) : [...list, day]
  return (
    <>
      <Group title={say('wish.weekdays')} columns={3}>
        {weekdays.map(day => (
          <Choice
            key={day}
            chosen={wish.weekdays.includes(day)}
            onChoose={() =>
              change({
                weekdays: flipped(wish.weekdays, day),
                notWeekdays: wish.notWeekdays.filter(one => one !== day),
              })
            }
          >
            {say(`weekday.${day}`)}
          </Choice>
        ))}
      </Group>
      <Group title={say('wish.notWeekdays')} columns={3}>
        {weekdays.map(day => (
          <Choice
            key={day}
            chosen={wish.notWeekdays.includes(day)}
            onChoose={() =>
              change({
                notWeekdays: flipped(wish.notWeekdays, day),
                weekdays: wish.weekdays.filter(one => one !== day),
              })
            }
          >
            {say(`weekday.${day}`)}
          </Choice>
        ))}
      </Group>
      <HowForm wish={wish} change={change} />
    </>
  )
}

function HowForm({ wish, change }: { wish: Wish; change: (part: Partial<Wish>) => void }) {
  const { say, choices } = useSpeech()
  return (
    <>
      <Group title={say('wish.dayPart')}>
        {dayParts.keys.map(part => (
          <Choice
            key={part}
            chosen={wish.dayPart === part}
            onChoose={() => change({ dayPart: wish.dayPart === part ? null : part })}
          >
            {say(`dayPart.${part}`)}
          </Choice>
        ))}
      </Group>
      <Group title={say('wish.way')} columns={3}>
        {wishedWays.map(way => (
          <Choice
            key={way}
            chosen={wish.way === way}
            onChoose={() => change({ way: wish.way === way ? null : way })}
          >
            {choices.methods[way]}
          </Choice>
        ))}
      </Group>
      <Group title={say('wish.language')}>
        {spokenLanguages.keys.map(language => (
          <Choice
            key={language}
            chosen={wish.language === language}
            onChoose={() => change({ language: wish.language === language ? null : language })}
          >
            {choices.spoken[language]}
          </Choice>
        ))}
      </Group>
      <Group title={say('wish.visitorSex')}>
        {sexes.keys
          .filter(sex => sex === 'female' || sex === 'male')
          .map(sex => (
            <Choice
              key={sex}
              chosen={wish.visitorSex === sex}
              onChoose={() => change({ visitorSex: wish.visitorSex === sex ? null : sex })}
            >
              {say(`sex.${sex}`)}
            </Choice>
          ))}
      </Group>
    </>
  )
}
