// An assessment on the phone: one item or one room a screen, every tap kept, back and on at will.
import { useEffect, useState } from 'react'
import {
  type AbilityItem,
  abilityItems,
  blockMaximum,
  blockSum,
} from '../../domain/assessments/ability-items.ts'
import { type HomePart, homeParts } from '../../domain/assessments/adaptation.ts'
import { hazardsOfPart } from '../../domain/assessments/home-safety.ts'
import { type SelfCareItem, selfCareItems } from '../../domain/assessments/self-care.ts'
import { go } from '../address.ts'
import type { RuleSettings } from '../due-list.ts'
import { Button, Choice, Notice, ReadAloud, Screen, Sure } from '../frame/Controls.tsx'
import { useSpeech } from '../language.tsx'
import type { PhoneKey } from '../messages/zh.ts'
import type { ScreenParts } from '../OpenPhone.tsx'
import { useWork } from '../open-phone.ts'
import {
  type AbilityDraft,
  type AssessmentDraft,
  type AssessmentKind,
  firstMissing,
  type HomeDraft,
  lastStep,
  type SelfCareDraft,
  withAble,
  withHazard,
  withScore,
} from './draft.ts'
import { AbilityFinish, HomeFinish, SelfCareFinish } from './Finish.tsx'
import { useAssessWords } from './words.ts'

export const kindTitle: Readonly<Record<AssessmentKind, PhoneKey>> = {
  ability: 'assess.ability',
  selfCare: 'assess.selfCare',
  homeSafety: 'assess.home',
}

type FormParts = ScreenParts & { kind: AssessmentKind; elderId: string }

export function AssessForm({ phone, kind, elderId }: FormParts) {
  const { say } = useSpeech()
  const { elders, assessments } = useWork(phone.work)
  const draft = assessments.find(one => one.kind === kind && one.elderId === elderId)
  const name = elders.find(one => one.elder.id === elderId)?.elder.name
  const { work } = phone
  useEffect(() => {
    void work.startAssessment(kind, elderId)
  }, [work, kind, elderId])
  if (!draft)
    return (
      <Screen title={say(kindTitle[kind])} back={() => go({ at: 'elder', elderId })}>
        <Notice kind="info">{say(name ? 'app.loading' : 'elder.gone')}</Notice>
      </Screen>
    )
  return <Steps phone={phone} draft={draft} name={name ?? ''} />
}

interface StepsParts {
  phone: ScreenParts['phone']
  draft: AssessmentDraft
  name: string
}

function Steps({ phone, draft, name }: StepsParts) {
  const { say } = useSpeech()
  const [saving, setSaving] = useState<'idle' | 'busy' | 'failed'>('idle')
  const { work, sending } = phone
  const { settings } = useWork(work)
  const last = lastStep[draft.kind]
  const isLast = draft.at >= last
  const missing = firstMissing(draft)
  const toElder = () => go({ at: 'elder', elderId: draft.elderId })

  function put(next: AssessmentDraft): void {
    void work.putAssessment(next)
    if (next.at !== draft.at) window.scrollTo(0, 0)
  }

  async function save(): Promise<void> {
    setSaving('busy')
    try {
      const kept = await work.saveAssessment(draft.kind, draft.elderId)
      void sending.run()
      go({ at: 'saved', actId: kept.act.id }, { replace: true })
    } catch (error) {
      console.error(error)
      setSaving('failed')
    }
  }

  return (
    <Screen
      title={`${name} · ${say(kindTitle[draft.kind])}`}
      back={() => (draft.at === 0 ? toElder() : put({ ...draft, at: draft.at - 1 }))}
      action={
        <>
          {saving === 'failed' && <Notice kind="danger">{say('form.saveFailed')}</Notice>}
          {isLast ? (
            <Button
              kind="good"
              icon="check"
              disabled={saving === 'busy' || missing !== null}
              onClick={() => void save()}
            >
              {say(saving === 'busy' ? 'form.saving' : 'form.save')}
            </Button>
          ) : (
            <Button kind="main" onClick={() => put({ ...draft, at: draft.at + 1 })}>
              {say('act.next')}
            </Button>
          )}
        </>
      }
      corner={isLast ? null : <ReadStep draft={draft} />}
    >
      <div className="steps" aria-hidden="true">
        <span style={{ width: `${(Math.min(draft.at + 1, last) / last) * 100}%` }} />
      </div>
      <p className="soft">
        {say('assess.progress', { at: Math.min(draft.at + 1, last), of: last })} · {say('form.savedDraft')}
      </p>
      <Step draft={draft} put={put} settings={settings} />
      {isLast && missing !== null && (
        <Notice kind="warn">
          {say('assess.missing')}
          <Button onClick={() => put({ ...draft, at: missing })}>{say('assess.goMissing')}</Button>
        </Notice>
      )}
      {isLast && <Mended phone={phone} draft={draft} />}
      {isLast && (
        <DropDraft onDrop={() => void work.dropAssessment(draft.kind, draft.elderId).then(toElder)} />
      )}
    </Screen>
  )
}

interface StepParts {
  draft: AssessmentDraft
  put: (next: AssessmentDraft) => void
  settings: RuleSettings
}

function Step({ draft, put, settings }: StepParts) {
  switch (draft.kind) {
    case 'ability': {
      const item = abilityItems[draft.at]
      return item ? (
        <AbilityStep key={item.code} draft={draft} item={item} put={put} />
      ) : (
        <AbilityFinish draft={draft} put={put} settings={settings} />
      )
    }
    case 'selfCare': {
      const item = selfCareItems.keys[draft.at]
      return item ? <SelfCareStep draft={draft} item={item} put={put} /> : <SelfCareFinish draft={draft} />
    }
    case 'homeSafety': {
      const part = homeParts.keys[draft.at]
      return part ? <HomeStep draft={draft} part={part} put={put} /> : <HomeFinish draft={draft} put={put} />
    }
  }
}

/** For whoever reads slowly: the item with all its steps, or the room with all that may be seen there, spoken. */
function ReadStep({ draft }: { draft: AssessmentDraft }) {
  const words = useAssessWords()
  const said = (): string[] => {
    if (draft.kind === 'ability') {
      const item = abilityItems[draft.at]
      return item
        ? [words.items[item.code], words.notes[item.code] ?? '', ...words.anchors[item.anchors]]
        : []
    }
    if (draft.kind === 'selfCare') {
      const item = selfCareItems.keys[draft.at]
      return item ? [words.selfCare[item]] : []
    }
    const part = homeParts.keys[draft.at]
    return part ? [words.parts[part], ...hazardsOfPart(part).map(hazard => words.hazards[hazard])] : []
  }
  return <ReadAloud text={said().filter(Boolean).join('. ')} />
}

interface AbilityStepParts {
  draft: AbilityDraft
  item: AbilityItem
  put: (next: AbilityDraft) => void
}

function AbilityStep({ draft, item, put }: AbilityStepParts) {
  const { say } = useSpeech()
  const words = useAssessWords()
  const { code, block, maximum } = item
  const steps = words.anchors[item.anchors]
  const note = words.notes[code]
  return (
    <fieldset className="group" aria-labelledby="assess-item">
      <p className="soft">
        {words.blocks[block]} {blockSum(draft.scores, block)} / {blockMaximum(block)}
      </p>
      <h2 id="assess-item" className="big">
        {words.items[code]}
      </h2>
      {note && <p>{note}</p>}
      <div className="choices columns-1 anchors">
        {steps.map((step, place) => {
          const score = maximum - place
          return (
            <Choice
              key={step}
              chosen={draft.scores[code] === score}
              onChoose={() => put(withScore(draft, code, score))}
            >
              <b className="score">{say('assess.points', { score })}</b> {step}
            </Choice>
          )
        })}
      </div>
    </fieldset>
  )
}

interface SelfCareStepParts {
  draft: SelfCareDraft
  item: SelfCareItem
  put: (next: SelfCareDraft) => void
}

function SelfCareStep({ draft, item, put }: SelfCareStepParts) {
  const { say } = useSpeech()
  const words = useAssessWords()
  return (
    <fieldset className="group" aria-labelledby="assess-item">
      <h2 id="assess-item" className="big">
        {words.selfCare[item]}
      </h2>
      <div className="choices columns-1">
        {[true, false].map(able => (
          <Choice
            key={String(able)}
            chosen={draft.able[item] === able}
            onChoose={() => put(withAble(draft, item, able))}
          >
            {say(able ? 'assess.able' : 'assess.unable')}
          </Choice>
        ))}
      </div>
    </fieldset>
  )
}

interface HomeStepParts {
  draft: HomeDraft
  part: HomePart
  put: (next: HomeDraft) => void
}

function HomeStep({ draft, part, put }: HomeStepParts) {
  const { say } = useSpeech()
  const words = useAssessWords()
  return (
    <fieldset className="group" aria-labelledby="assess-item">
      <h2 id="assess-item" className="big">
        {words.parts[part]}
      </h2>
      <p className="soft">{say('assess.tickSeen')}</p>
      <div className="choices columns-1">
        {hazardsOfPart(part).map(hazard => {
          const seen = draft.hazards.includes(hazard)
          return (
            <Choice
              key={hazard}
              kind="attention"
              chosen={seen}
              onChoose={() => put(withHazard(draft, hazard, !seen))}
            >
              {words.hazards[hazard]}
            </Choice>
          )
        })}
      </div>
    </fieldset>
  )
}

function Mended({ phone, draft }: Pick<StepsParts, 'phone' | 'draft'>) {
  const { say } = useSpeech()
  const { acts } = useWork(phone.work)
  const mended = acts.find(kept => kept.act.id === draft.mends)
  return mended ? (
    <Notice kind="warn">{say('form.mending', { reason: mended.refusal?.message ?? '' })}</Notice>
  ) : null
}

function DropDraft({ onDrop }: { onDrop: () => void }) {
  const { say } = useSpeech()
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button kind="quiet" onClick={() => setAsking(true)}>
        {say('form.dropDraft')}
      </Button>
      {asking && (
        <Sure
          question={say('form.dropSure')}
          yes={say('act.delete')}
          onYes={onDrop}
          onNo={() => setAsking(false)}
        />
      )}
    </>
  )
}
