// What visitors say has happened, longest waiting first: an officer makes an event of it, or finds it untrue.
import { Button, Space } from 'antd'
import { useState } from 'react'
import type { LifeEventReport } from '../../domain/life-events/api.ts'
import { type LifeEventKind, reportedKinds } from '../../domain/life-events/life-event.ts'
import { useAct, useAnswer, usePages } from '../asking.ts'
import { dayText, instantText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { useNotice } from '../states.tsx'
import { ChangeDialog } from './ChangeDialog.tsx'

export function ReportList({ region }: { region: string }) {
  const say = useWords()
  const list = usePages('lifeEvent.reports', { regionCode: region })
  const [doing, setDoing] = useState<{ report: LifeEventReport; what: 'confirm' | 'dismiss' } | null>(null)
  const close = () => setDoing(null)
  return (
    <Panel>
      <Paged list={list} nothing={say('reports.none')}>
        {rows => (
          <ul className="rows reports">
            {rows.map(report => (
              <Report
                key={report.id}
                report={report}
                onConfirm={() => setDoing({ report, what: 'confirm' })}
                onDismiss={() => setDoing({ report, what: 'dismiss' })}
              />
            ))}
          </ul>
        )}
      </Paged>
      {doing?.what === 'confirm' && <ConfirmReport report={doing.report} onClose={close} />}
      {doing?.what === 'dismiss' && <DismissReport report={doing.report} onClose={close} />}
    </Panel>
  )
}

interface ReportProps {
  report: LifeEventReport
  onConfirm: () => void
  onDismiss: () => void
}

function Report({ report, onConfirm, onDismiss }: ReportProps) {
  const say = useWords()
  const { countyCode, elderId, elderName, villageName, kind, happenedOn, note } = report
  return (
    <li className="report">
      <div>
        <Go to={paths.elder({ countyCode, id: elderId })} className="strong">
          {elderName}
        </Go>{' '}
        <span className="soft">{villageName}</span>
        <div>
          {dayText(happenedOn)} ·{' '}
          {say('reports.says', { name: report.reportedByName, kind: reportedKinds.words[kind] })}
        </div>
        {note && <p className="visit-note">{note}</p>}
        <div className="soft small">{instantText(report.reportedAt)}</div>
      </div>
      <Space wrap>
        <Button onClick={onDismiss}>{say('reports.dismiss')}</Button>
        <Button type="primary" onClick={onConfirm}>
          {say('reports.confirm')}
        </Button>
      </Space>
    </li>
  )
}

/** Moving has three ways; the officer finds out which. */
const eventKinds: Readonly<Record<LifeEventReport['kind'], LifeEventKind | null>> = {
  died: 'died',
  hospitalised: 'hospitalised',
  enteredInstitution: 'enteredInstitution',
  moved: null,
  awayForLong: 'awayForLong',
  returned: null,
}

function ConfirmReport({ report, onClose }: { report: LifeEventReport; onClose: () => void }) {
  const { countyCode, elderId, id, kind, happenedOn } = report
  const elder = useAnswer('elder.get', { countyCode, id: elderId })
  if (!elder.data) return null
  return (
    <ChangeDialog elder={elder.data} report={{ id, kind: eventKinds[kind], happenedOn }} onClose={onClose} />
  )
}

function DismissReport({ report, onClose }: { report: LifeEventReport; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const dismiss = useAct('lifeEvent.dismiss', ['lifeEvent.reports'])
  return (
    <ReasonDialog<{ reason: string }>
      title={say('reports.dismissTitle')}
      note={say('reports.dismissNote')}
      submit={say('reports.dismiss')}
      busy={dismiss.isPending}
      error={dismiss.error}
      onClose={onClose}
      onSubmit={({ reason }) =>
        dismiss.mutate(
          { countyCode: report.countyCode, id: report.id, answer: reason },
          {
            onSuccess: () => {
              notice.done(say('reports.dismissed'))
              onClose()
            },
          },
        )
      }
    />
  )
}
