// The visit form: one step a screen, every tap kept, a well elder done in under a minute.
import { useEffect, useState } from 'react'
import { dayOf } from '../../domain/kernel/day.ts'
import { fieldsOfBlock, type VisitBlock, type VisitField } from '../../domain/visits/answers.ts'
import { go } from '../address.ts'
import { isLow, type Room, roomOnPhone } from '../device.ts'
import { Button, Notice, ReadAloud, Screen, Sure } from '../frame/Controls.tsx'
import { dayText, useSpeech } from '../language.tsx'
import type { ScreenParts } from '../OpenPhone.tsx'
import { useWork } from '../open-phone.ts'
import { BlockStep } from './BlockStep.tsx'
import { DangerAdvice } from './DangerAdvice.tsx'
import {
  emergencyFieldsIn,
  type FormStep,
  isFromEarlierDay,
  isHowComplete,
  missingIn,
  openSteps,
  stepsOf,
  type VisitDraft,
} from './draft.ts'
import { FinishStep } from './FinishStep.tsx'
import { HowStep } from './HowStep.tsx'
import { findPlace } from './place.ts'

type FormParts = ScreenParts & { elderId: string }

export function VisitForm({ phone, sendingState, elderId }: FormParts) {
  const { say } = useSpeech()
  const { elders, drafts } = useWork(phone.work)
  const draft = drafts.find(one => one.elderId === elderId)
  const name = elders.find(one => one.elder.id === elderId)?.elder.name

  // biome-ignore lint/correctness/useExhaustiveDependencies: once a form; the place is looked for meanwhile
  useEffect(() => {
    void phone.work.startDraft(elderId).then(async () => {
      if (phone.work.draftOf(elderId)?.place !== null) return
      const place = await findPlace()
      if (place) await phone.work.changeDraft(elderId, { place })
    })
  }, [elderId])

  if (!draft)
    return (
      <Screen title={say('today.title')} back={() => go({ at: 'today' })}>
        <Notice kind="info">{say(name ? 'app.loading' : 'elder.gone')}</Notice>
      </Screen>
    )
  return <Steps phone={phone} sendingState={sendingState} draft={draft} name={name ?? ''} />
}

export interface StepParts {
  draft: VisitDraft
  change: (change: Partial<VisitDraft>) => void
}

function Steps({ phone, draft, name }: ScreenParts & { draft: VisitDraft; name: string }) {
  const { say, choices } = useSpeech()
  const [showMissing, setShowMissing] = useState(false)
  const [saving, setSaving] = useState<'idle' | 'busy' | 'failed'>('idle')
  const { work, sending } = phone
  const change = (part: Partial<VisitDraft>) => void work.changeDraft(draft.elderId, part)
  const steps = stepsOf(draft)
  const at = Math.min(draft.step, steps.length - 1)
  const step = steps[at] ?? 'how'
  const unadvised = emergencyFieldsIn(draft.answers).find(field => !draft.advised.includes(field))
  const missing: VisitField[] = step === 'how' || step === 'finish' ? [] : missingIn(draft, step)

  function move(to: number): void {
    setShowMissing(false)
    change({ step: to })
    window.scrollTo(0, 0)
  }

  function next(): void {
    if ((step === 'how' && !isHowComplete(draft)) || missing.length > 0) {
      setShowMissing(true)
      document.querySelector('.question.missing, .group')?.scrollIntoView({ block: 'center' })
    } else move(at + 1)
  }

  async function save(): Promise<void> {
    setSaving('busy')
    try {
      const { act } = await work.saveVisit(draft.elderId)
      go({ at: 'saved', actId: act.id }, { replace: true })
      void sending.run({ force: true })
    } catch (error) {
      console.error(error)
      setSaving('failed')
    }
  }

  const isLast = step === 'finish'
  const word = step === 'how' ? name : step === 'finish' ? say('form.finish') : choices.blocks[step]
  return (
    <Screen
      title={step === 'how' ? say('form.title', { name }) : `${name} · ${word}`}
      back={() => (at === 0 ? go({ at: 'elder', elderId: draft.elderId }) : move(at - 1))}
      action={
        <>
          {showMissing && <MissingNotice step={step} missing={missing} />}
          {saving === 'failed' && <Notice kind="danger">{say('form.saveFailed')}</Notice>}
          {isLast ? (
            <Button
              kind="good"
              icon="check"
              disabled={saving === 'busy' || openSteps(draft).length > 0}
              onClick={() => void save()}
            >
              {say(saving === 'busy' ? 'form.saving' : 'form.save')}
            </Button>
          ) : (
            <Button kind="main" onClick={next}>
              {say('act.next')}
            </Button>
          )}
        </>
      }
      corner={step !== 'how' && !isLast ? <ReadAloudBlock block={step} /> : null}
    >
      <div className="steps" aria-hidden="true">
        <span style={{ width: `${((at + 1) / steps.length) * 100}%` }} />
      </div>
      <p className="soft">
        {say('form.step', { at: at + 1, of: steps.length })} · {say('form.savedDraft')}
      </p>
      {step === 'how' && <FirstNotices draft={draft} phone={phone} />}
      {step === 'how' && <HowStep draft={draft} change={change} />}
      {step === 'finish' && <FinishStep draft={draft} change={change} phone={phone} goToStep={move} />}
      {step !== 'how' && step !== 'finish' && (
        <BlockStep
          key={step}
          block={step}
          draft={draft}
          change={change}
          missing={showMissing ? missing : []}
        />
      )}
      {unadvised && <DangerAdvice field={unadvised} draft={draft} change={change} phone={phone} />}
    </Screen>
  )
}

function MissingNotice({ step, missing }: { step: FormStep; missing: readonly VisitField[] }) {
  const { say, choices } = useSpeech()
  const fields = missing.map(field => choices.fields[field]).join('、')
  return (
    <Notice kind="danger">
      {step === 'how' ? say('form.chooseAll') : say('form.missing', { count: missing.length, fields })}
    </Notice>
  )
}

/** For whoever reads slowly: every question of the block, spoken. */
function ReadAloudBlock({ block }: { block: VisitBlock }) {
  const { choices } = useSpeech()
  return <ReadAloud text={fieldsOfBlock[block].map(field => choices.asks[field]).join(' ')} />
}

/** What concerns the whole form: left over from another day, sent back, or no room on the phone. */
function FirstNotices({ draft, phone }: { draft: VisitDraft; phone: ScreenParts['phone'] }) {
  const { say, tag } = useSpeech()
  const { acts } = useWork(phone.work)
  const [room, setRoom] = useState<Room | null>(null)
  const [asking, setAsking] = useState(false)
  const mended = acts.find(kept => kept.act.id === draft.mends)
  useEffect(() => {
    roomOnPhone().then(setRoom, () => setRoom(null))
  }, [])
  return (
    <>
      {isLow(room) && (
        <Notice kind="warn" icon="danger">
          {say('state.storageLow', { megabytes: room?.freeMegabytes ?? 0 })}
        </Notice>
      )}
      {mended && (
        <Notice kind="warn">{say('form.mending', { reason: mended.refusal?.message ?? '' })}</Notice>
      )}
      {!draft.mends && isFromEarlierDay(draft, new Date()) && (
        <Notice kind="warn" icon="clock">
          {say('form.earlier', { day: dayText(dayOf(new Date(draft.startedAt)), tag) })}
          <Button onClick={() => setAsking(true)}>{say('form.restart')}</Button>
        </Notice>
      )}
      {asking && (
        <Sure
          question={say('form.dropSure')}
          yes={say('form.restart')}
          onNo={() => setAsking(false)}
          onYes={() =>
            void phone.work.dropDraft(draft.elderId).then(() => {
              setAsking(false)
              return phone.work.startDraft(draft.elderId)
            })
          }
        />
      )}
    </>
  )
}
