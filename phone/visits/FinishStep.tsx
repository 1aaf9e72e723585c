// Last step: services wanted, a note, photo and voice, and what was found, before saving.
import { useState } from 'react'
import { type VisitNeed, visitFields, visitNeeds } from '../../domain/visits/answers.ts'
import { go } from '../address.ts'
import { ruleNumber } from '../due-list.ts'
import { Button, Choice, Field, Group, Notice, Sure } from '../frame/Controls.tsx'
import { useSpeech } from '../language.tsx'
import type { ScreenParts } from '../OpenPhone.tsx'
import { useWork } from '../open-phone.ts'
import { EmergencyCalls } from './DangerAdvice.tsx'
import { DoorCode } from './DoorCode.tsx'
import { emergencyFieldsIn, heardIn, isBlock, openSteps, stepsOf, unaskedCount, withStart } from './draft.ts'
import { KeptMedia } from './KeptMedia.tsx'
import type { StepParts } from './VisitForm.tsx'

const openWords = {
  how: 'form.method',
  last: 'last.title',
  house: 'house.title',
  finish: 'form.finish',
} as const

type FinishParts = StepParts & { phone: ScreenParts['phone']; goToStep: (step: number) => void }

export function FinishStep({ draft, change, phone, goToStep }: FinishParts) {
  const { say, choices } = useSpeech()
  const [asking, setAsking] = useState(false)
  const emergencies = draft.result === 'met' ? emergencyFieldsIn(heardIn(draft)) : []
  const open = openSteps(draft)
  const toggleNeed = (need: VisitNeed) =>
    change({
      needs: draft.needs.includes(need) ? draft.needs.filter(one => one !== need) : [...draft.needs, need],
    })
  return (
    <>
      {emergencies.length > 0 && (
        <Notice kind="danger" icon="danger">
          {say('danger.title')}
          <EmergencyCalls fields={emergencies} elderId={draft.elderId} phone={phone} />
        </Notice>
      )}
      {open.length > 0 && (
        <Notice kind="warn">
          {say('form.openSteps')}
          {open.map(step => (
            <Button key={step} onClick={() => goToStep(stepsOf(draft).indexOf(step))}>
              {isBlock(step) ? choices.blocks[step] : say(openWords[step])}
            </Button>
          ))}
        </Notice>
      )}
      {draft.mends && <StartTime draft={draft} change={change} />}
      {draft.result === 'met' && <Findings draft={draft} phone={phone} />}
      {draft.result === 'met' && (
        <Group title={say('form.needs')}>
          {visitNeeds.keys.map((need: VisitNeed) => (
            <Choice key={need} chosen={draft.needs.includes(need)} onChoose={() => toggleNeed(need)}>
              {choices.needs[need]}
            </Choice>
          ))}
        </Group>
      )}
      {draft.method === 'home' && <DoorCode draft={draft} change={change} />}
      <KeptMedia draft={draft} phone={phone} />
      <Note draft={draft} change={change} />
      <Button kind="quiet" onClick={() => setAsking(true)}>
        {say('form.dropDraft')}
      </Button>
      {asking && (
        <Sure
          question={say('form.dropSure')}
          yes={say('form.dropDraft')}
          onNo={() => setAsking(false)}
          onYes={() =>
            void phone.work.dropDraft(draft.elderId).then(() => go({ at: 'today' }, { replace: true }))
          }
        />
      )}
    </>
  )
}

function Findings({ draft, phone }: Pick<StepParts, 'draft'> & { phone: ScreenParts['phone'] }) {
  const { say, choices, listed } = useSpeech()
  const { settings } = useWork(phone.work)
  const limit = ruleNumber(settings, 'visit.notAskedLimit')
  const unasked = unaskedCount(draft.answers)
  const named = (level: 'danger' | 'attention') =>
    visitFields.keys.filter(field => heardIn(draft)[field] === level).map(field => choices.fields[field])
  const [danger, attention] = [named('danger'), named('attention')]
  return (
    <section aria-label={say('form.summary')}>
      {danger.length > 0 && (
        <Notice kind="danger" icon="danger">
          {say('form.summaryDanger', { fields: listed(danger) })}
        </Notice>
      )}
      {attention.length > 0 && (
        <Notice kind="warn" icon="eye">
          {say('form.summaryAttention', { fields: listed(attention) })}
        </Notice>
      )}
      {danger.length + attention.length === 0 && (
        <Notice kind="good" icon="check">
          {say('form.summaryFine')}
        </Notice>
      )}
      {unasked > limit && <Notice kind="warn">{say('form.unasked', { count: unasked, limit })}</Notice>}
      {unasked > 0 && unasked <= limit && (
        <p className="soft">{say('form.unaskedFew', { count: unasked })}</p>
      )}
    </section>
  )
}

const longestNote = 1000

function Note({ draft, change }: StepParts) {
  const { say } = useSpeech()
  return (
    <div className="field">
      <label htmlFor="note">{say('form.note')}</label>
      <textarea
        id="note"
        rows={3}
        maxLength={longestNote}
        value={draft.note}
        onChange={event => change({ note: event.target.value })}
      />
    </div>
  )
}

/** A record refused for a wrong clock: the visitor says when it really was. */
function StartTime({ draft, change }: StepParts) {
  const { say } = useSpeech()
  // Shown in Shanghai's time whatever zone the phone was set to: that is how the wrong time came about.
  const shown = new Date(Date.parse(draft.startedAt) + 8 * 3_600_000).toISOString().slice(0, 16)
  return (
    <Field
      label={say('form.startedAt')}
      type="datetime-local"
      value={shown}
      onChange={typed => {
        const startedAt = new Date(`${typed}:00+08:00`)
        if (Number.isNaN(startedAt.getTime())) return
        const { startedAt: start, touchedAt } = withStart(draft, startedAt)
        change({ startedAt: start, touchedAt })
      }}
    />
  )
}
