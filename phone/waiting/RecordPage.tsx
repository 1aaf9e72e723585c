// One record: its state, its receipt, the number to show the office, and what to do when it was sent back.
import { useEffect, useState } from 'react'
import type { ReportedKind } from '../../domain/life-events/life-event.ts'
import type { VisitInput } from '../../domain/visits/visit.ts'
import { sentenceOf } from '../account/Doors.tsx'
import { go } from '../address.ts'
import { kindOfOperation } from '../assessments/draft.ts'
import { Button, Cover, Field, Notice, Screen } from '../frame/Controls.tsx'
import { dayText, timeText, useSpeech } from '../language.tsx'
import type { ScreenParts } from '../OpenPhone.tsx'
import { useWork } from '../open-phone.ts'
import type { KeptAct } from '../outbox.ts'
import { titleOf } from './kept-words.ts'
import { reasonOf } from './WaitingList.tsx'

export function RecordPage({ phone, actId }: ScreenParts & { actId: string }) {
  const { say } = useSpeech()
  const { acts } = useWork(phone.work)
  const [trouble, setTrouble] = useState<string | null>(null)
  const [givingUp, setGivingUp] = useState(false)
  const kept = acts.find(one => one.act.id === actId)
  const back = () => go({ at: 'waiting' })
  if (!kept)
    return (
      <Screen title={say('waiting.title')} back={back}>
        <Notice kind="info">{say('waiting.none')}</Notice>
      </Screen>
    )
  const isVisit = kept.act.operation === 'visit.record'
  const kind = kindOfOperation(kept.act.operation)
  const isRefused = kept.state === 'refused'

  function mend(): void {
    const mended = kind
      ? phone.work
          .mendAssessment(actId, say('waiting.otherDraft'))
          .then(({ elderId }) => ({ at: kind, elderId }))
      : phone.work.mend(actId, say('waiting.otherDraft')).then(elderId => ({ at: 'visit' as const, elderId }))
    mended.then(
      place => go(place),
      (error: unknown) => setTrouble(sentenceOf(error)),
    )
  }

  return (
    <Screen
      title={kept.about.label}
      back={back}
      action={
        isRefused && (
          <>
            {(isVisit || kind) && (
              <Button kind="main" icon="pen" onClick={mend}>
                {say('waiting.mend')}
              </Button>
            )}
            <Button onClick={() => setGivingUp(true)}>{say('waiting.giveUp')}</Button>
          </>
        )
      }
    >
      {trouble && <Notice kind="danger">{trouble}</Notice>}
      <Notice kind={isRefused ? 'danger' : kept.state === 'sent' ? 'good' : 'warn'}>
        <strong>{say(`waiting.${kept.state}`)}</strong>
        <div>{reasonOf(kept, say)}</div>
      </Notice>
      <What kept={kept} />
      <CodeToShow kept={kept} />
      {givingUp && (
        <GiveUp
          onNo={() => setGivingUp(false)}
          onYes={reason => void phone.work.giveUp(actId, reason).then(() => setGivingUp(false))}
        />
      )}
    </Screen>
  )
}

/** A visit and a report say what was said; anything else is called by its name. */
function What({ kept }: { kept: KeptAct }) {
  const { say } = useSpeech()
  if (kept.act.operation === 'visit.record') return <Visited kept={kept} />
  if (kept.act.operation === 'lifeEvent.report') return <Reported kept={kept} />
  const title = titleOf(kept.act.operation)
  return title && <p>{say(title)}</p>
}

function Visited({ kept }: { kept: KeptAct }) {
  const { say, tag, choices } = useSpeech()
  const visit = kept.act.input as VisitInput
  return (
    <dl className="facts">
      <dt>{say('waiting.visitedAt')}</dt>
      <dd>{timeText(visit.startedAt, tag)}</dd>
      <dt>{say('form.method')}</dt>
      <dd>
        {choices.methods[visit.method]} · {choices.results[visit.result]}
      </dd>
    </dl>
  )
}

function Reported({ kept }: { kept: KeptAct }) {
  const { say, tag, choices } = useSpeech()
  const report = kept.act.input as { kind: ReportedKind; happenedOn: string; note: string | null }
  return (
    <dl className="facts">
      <dt>{say('report.saved')}</dt>
      <dd>
        {choices.reports[report.kind]} · {dayText(report.happenedOn, tag)}
        {report.note && <div>{report.note}</div>}
      </dd>
    </dl>
  )
}

/** Receipt when there is one, otherwise the end of the record's own number; the square holds the whole. */
function CodeToShow({ kept }: { kept: KeptAct }) {
  const { say } = useSpeech()
  const shown = kept.receipt ?? kept.act.id.slice(-8).toUpperCase()
  return (
    <section className="code">
      <h2 className="section">{say(kept.receipt ? 'waiting.receipt' : 'waiting.showCode')}</h2>
      <strong>{shown}</strong>
      <Square text={`wanqing:${kept.act.id}:${kept.receipt ?? ''}`} label={shown} />
      <p className="soft">{say('waiting.codeHelp')}</p>
    </section>
  )
}

/** The QR code's cells as one path; the drawing program is only loaded when a code is shown. */
function Square({ text, label }: { text: string; label: string }) {
  const [drawn, setDrawn] = useState<{ path: string; size: number } | null>(null)
  useEffect(() => {
    let isGone = false
    void import('qrcode-generator').then(({ default: qrcode }) => {
      const code = qrcode(0, 'M')
      code.addData(text)
      code.make()
      const size = code.getModuleCount()
      const cells = Array.from({ length: size * size }, (_, index) => [
        Math.floor(index / size),
        index % size,
      ])
      const dark = cells.filter(([row = 0, column = 0]) => code.isDark(row, column))
      if (!isGone) setDrawn({ size, path: dark.map(([row, column]) => `M${column} ${row}h1v1h-1z`).join('') })
    })
    return () => {
      isGone = true
    }
  }, [text])
  if (!drawn) return null
  return (
    <svg viewBox={`-2 -2 ${drawn.size + 4} ${drawn.size + 4}`} role="img" aria-label={label}>
      <path d={drawn.path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  )
}

function GiveUp({ onYes, onNo }: { onYes: (reason: string) => void; onNo: () => void }) {
  const { say } = useSpeech()
  const [reason, setReason] = useState('')
  return (
    <Cover title={say('waiting.giveUp')}>
      <Field label={say('waiting.giveUpWhy')} value={reason} onChange={setReason} />
      <Button kind="danger" disabled={reason.trim() === ''} onClick={() => onYes(reason.trim())}>
        {say('act.confirm')}
      </Button>
      <Button onClick={onNo}>{say('act.cancel')}</Button>
    </Cover>
  )
}
