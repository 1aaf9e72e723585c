// The visit form: one step a screen, every tap kept, a well elder done in under a minute.
import { useEffect, useRef, useState } from 'react'
import { dayOf } from '../../domain/kernel/day.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { BundleElder } from '../../domain/sync/bundle.ts'
import { fieldsOfBlock, type VisitBlock, type VisitField } from '../../domain/visits/answers.ts'
import { go } from '../address.ts'
import { isLow, type Room, roomOnPhone } from '../device.ts'
import { Button, Notice, Screen, Sure } from '../frame/Controls.tsx'
import { dayText, useSpeech } from '../language.tsx'
import type { ScreenParts } from '../OpenPhone.tsx'
import { useWork } from '../open-phone.ts'
import { AskAloud, ElderVoice } from './AskAloud.tsx'
import { BlockStep } from './BlockStep.tsx'
import { ChildrenGroup } from './ChildrenGroup.tsx'
import { DangerAdvice } from './DangerAdvice.tsx'
import {
  emergencyFieldsIn,
  type FormStep,
  heardIn,
  isBlock,
  isFromEarlierDay,
  isStepComplete,
  missingIn,
  openSteps,
  stepsOf,
  type VisitDraft,
} from './draft.ts'
import { FinishStep } from './FinishStep.tsx'
import { HouseStep } from './HouseStep.tsx'
import { HowStep } from './HowStep.tsx'
import { passHouse } from './household.ts'
import { LastStep } from './LastStep.tsx'
import { findPlace } from './place.ts'
import { SeasonGroup } from './SeasonGroup.tsx'

type FormParts = ScreenParts & { elderId: string }

export function VisitForm({ phone, sendingState, elderId }: FormParts) {
  const { say } = useSpeech()
  const { elders, drafts } = useWork(phone.work)
  const draft = drafts.find(one => one.elderId === elderId)
  const elder = elders.find(one => one.elder.id === elderId)?.elder

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
        <Notice kind="info">{say(elder ? 'app.loading' : 'elder.gone')}</Notice>
      </Screen>
    )
  return (
    <ElderVoice elder={elder}>
      <Steps phone={phone} sendingState={sendingState} draft={draft} elder={elder} />
    </ElderVoice>
  )
}

type StepsParts = ScreenParts & { draft: VisitDraft; elder: BundleElder | undefined }

export interface StepParts {
  draft: VisitDraft
  change: (change: Partial<VisitDraft>) => void
}

/** Every tap can be taken back, the last one first; where she stands and what was photographed stay. */
function useUndo(draft: VisitDraft, change: StepParts['change']) {
  const past = useRef<Partial<VisitDraft>[]>([])
  return {
    change(part: Partial<VisitDraft>) {
      const keys = Object.keys(part) as (keyof VisitDraft)[]
      past.current.push(Object.fromEntries(keys.map(key => [key, draft[key]])))
      change(part)
    },
    isPossible: past.current.length > 0,
    undo() {
      const before = past.current.pop()
      if (before) change(before)
    },
    forget() {
      past.current = []
    },
  }
}

function Steps({ phone, draft, elder }: StepsParts) {
  const { say, choices } = useSpeech()
  const [showMissing, setShowMissing] = useState(false)
  const [saving, setSaving] = useState<'idle' | 'busy' | 'failed'>('idle')
  const [why, setWhy] = useState<string | null>(null)
  const { work, sending } = phone
  const undoable = useUndo(draft, part => void work.changeDraft(draft.elderId, part))
  const steps = stepsOf(draft)
  const at = Math.min(draft.step, steps.length - 1)
  const step = steps[at] ?? 'how'
  const name = elder?.name ?? ''
  const missing: VisitField[] = isBlock(step) ? missingIn(draft, step) : []

  function move(to: number): void {
    setShowMissing(false)
    undoable.forget()
    void work.changeDraft(draft.elderId, { step: to })
    window.scrollTo(0, 0)
  }

  function next(): void {
    if (!isStepComplete(draft, step)) {
      setShowMissing(true)
      document.querySelector('.question.missing, .group')?.scrollIntoView({ block: 'center' })
    } else move(at + 1)
  }

  async function save(): Promise<void> {
    setSaving('busy')
    try {
      const { act } = await work.saveVisit(draft.elderId)
      go({ at: 'saved', actId: act.id }, { replace: true })
      await passHouse(work, draft, name)
      void sending.run({ force: true })
    } catch (error) {
      console.error(error)
      setWhy(error instanceof Refused ? error.message : null)
      setSaving('failed')
    }
  }

  const parts = { draft, change: undoable.change, elder, phone }
  const word = isBlock(step) ? choices.blocks[step] : say(stepTitles[step])
  return (
    <Screen
      title={step === 'how' ? say('form.title', { name }) : `${name} · ${word}`}
      back={() => (at === 0 ? go({ at: 'elder', elderId: draft.elderId }) : move(at - 1))}
      action={
        <>
          {showMissing && <MissingNotice step={step} missing={missing} />}
          {saving === 'failed' && <Notice kind="danger">{why ?? say('form.saveFailed')}</Notice>}
          {step === 'finish' ? (
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
      corner={isBlock(step) ? <AskBlockAloud block={step} /> : null}
    >
      <div className="steps" aria-hidden="true">
        <span style={{ width: `${((at + 1) / steps.length) * 100}%` }} />
      </div>
      <p className="soft">
        {say('form.step', { at: at + 1, of: steps.length })} · {say('form.savedDraft')}
      </p>
      <p className="hint">{say(`hint.${step}`)}</p>
      <StepBody {...parts} step={step} missing={missing} showMissing={showMissing} goToStep={move} />
      {undoable.isPossible && (
        <Button kind="quiet" icon="back" onClick={undoable.undo}>
          {say('undo.last')}
        </Button>
      )}
    </Screen>
  )
}

type BodyParts = StepParts & {
  step: FormStep
  elder: BundleElder | undefined
  phone: ScreenParts['phone']
  missing: readonly VisitField[]
  showMissing: boolean
  goToStep: (step: number) => void
}

function StepBody({ step, missing, showMissing, goToStep, ...parts }: BodyParts) {
  const { draft, phone } = parts
  const unadvised = emergencyFieldsIn(heardIn(draft)).find(field => !draft.advised.includes(field))
  return (
    <>
      {step === 'how' && <FirstNotices draft={draft} phone={phone} />}
      {step === 'how' && <HowStep {...parts} />}
      {step === 'last' && <LastStep {...parts} isShort={showMissing} />}
      {step === 'house' && <HouseStep {...parts} />}
      {step === 'finish' && <FinishStep {...parts} goToStep={goToStep} />}
      {isBlock(step) && <BlockStep key={step} block={step} {...parts} missing={showMissing ? missing : []} />}
      {step === 'safety' && <SeasonGroup {...parts} />}
      {step === 'care' && <ChildrenGroup {...parts} />}
      {unadvised && <DangerAdvice field={unadvised} {...parts} />}
    </>
  )
}

const stepTitles = {
  how: 'form.finish',
  last: 'last.title',
  house: 'house.title',
  finish: 'form.finish',
} as const

function MissingNotice({ step, missing }: { step: FormStep; missing: readonly VisitField[] }) {
  const { say, choices, listed } = useSpeech()
  const fields = listed(missing.map(field => choices.fields[field]))
  return (
    <Notice kind="danger">
      {isBlock(step)
        ? say('form.missing', { count: missing.length, fields })
        : say(step === 'last' ? 'last.answerAll' : step === 'house' ? 'house.answer' : 'form.chooseAll')}
    </Notice>
  )
}

/** For whoever reads slowly: every question of the block, spoken. */
function AskBlockAloud({ block }: { block: VisitBlock }) {
  return <AskAloud text={words => fieldsOfBlock[block].map(field => words.asks[field]).join(' ')} />
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
