// Telling the office what has happened to an elder: one tap what, one tap when; a person there decides.
import { useState } from 'react'
import { addDays } from '../../domain/kernel/day.ts'
import { type ReportedKind, reportedKinds } from '../../domain/life-events/life-event.ts'
import { sentenceOf } from '../account/Doors.tsx'
import { go } from '../address.ts'
import { Button, Choice, Field, Group, Notice, Screen } from '../frame/Controls.tsx'
import type { IconName } from '../frame/Icon.tsx'
import { useSpeech } from '../language.tsx'
import type { ScreenParts } from '../OpenPhone.tsx'
import { useWork } from '../open-phone.ts'

const icons: Readonly<Record<ReportedKind, IconName>> = {
  died: 'noPerson',
  hospitalised: 'danger',
  enteredInstitution: 'home',
  moved: 'upload',
  awayForLong: 'clock',
  returned: 'check',
}

/** Days back from today; what is longer ago is written into the note. */
const daysAgo = [0, 1, 2] as const
const dayWords = ['report.today', 'report.yesterday', 'report.dayBefore'] as const

export function ReportPage({ phone, elderId }: ScreenParts & { elderId: string }) {
  const { say, choices } = useSpeech()
  const { elders, today } = useWork(phone.work)
  const [kind, setKind] = useState<ReportedKind | null>(null)
  const [ago, setAgo] = useState<(typeof daysAgo)[number]>(0)
  const [note, setNote] = useState('')
  const [trouble, setTrouble] = useState<string | null>(null)
  const elder = elders.find(one => one.elder.id === elderId)?.elder
  const back = () => go({ at: 'elder', elderId })
  if (!elder)
    return (
      <Screen title={say('report.title')} back={() => go({ at: 'today' })}>
        <Notice kind="warn">{say('elder.gone')}</Notice>
      </Screen>
    )

  function send(): void {
    if (kind === null) return
    phone.work
      .report(elderId, { kind, happenedOn: addDays(today, -ago), note: note.trim() || null })
      .then(kept => {
        void phone.sending.run({ force: true })
        go({ at: 'saved', actId: kept.act.id }, { replace: true })
      })
      .catch((error: unknown) => setTrouble(sentenceOf(error)))
  }

  return (
    <Screen
      title={elder.name}
      back={back}
      action={
        <Button kind="main" icon="check" disabled={kind === null} onClick={send}>
          {say(kind === null ? 'report.chooseFirst' : 'report.send')}
        </Button>
      }
    >
      {trouble && <Notice kind="danger">{trouble}</Notice>}
      <Group title={say('report.what')}>
        {reportedKinds.keys.map(key => (
          <Choice key={key} icon={icons[key]} chosen={kind === key} onChoose={() => setKind(key)}>
            {choices.reports[key]}
          </Choice>
        ))}
      </Group>
      <Group title={say('report.when')} columns={3}>
        {daysAgo.map(days => (
          <Choice key={days} chosen={ago === days} onChoose={() => setAgo(days)}>
            {say(dayWords[days])}
          </Choice>
        ))}
      </Group>
      <Field label={say('report.note')} value={note} onChange={setNote} />
      <Notice kind="info">{say('report.whatThen')}</Notice>
    </Screen>
  )
}
