// 登记变化: choose what happened, say when and on what grounds, read what follows, confirm.
import { Alert, Button, Modal } from 'antd'
import { useState } from 'react'
import type { Sent } from '../../domain/api.ts'
import type { Elder } from '../../domain/elders/elder.ts'
import { type LifeEventKind, lifeEventKinds } from '../../domain/life-events/life-event.ts'
import { newId } from '../../ui/client.ts'
import { useAct, useAnswer } from '../asking.ts'
import { useWords } from '../language.tsx'
import { Loading, Trouble, useNotice } from '../states.tsx'
import { ChangeForm, type FilledChange } from './ChangeForm.tsx'
import { changeIcons } from './ChangeIcon.tsx'
import { Consequences } from './Consequences.tsx'
import { possibleKinds } from './kinds.ts'

interface ChangeDialogProps {
  elder: Pick<Elder, 'countyCode' | 'id' | 'name' | 'absences'>
  /** What a visitor reported: kind and day are filled in, and the report is answered by recording. */
  report?: { id: string; kind: LifeEventKind | null; happenedOn: string }
  onClose: () => void
}

export function ChangeDialog({ elder, report, onClose }: ChangeDialogProps) {
  const say = useWords()
  const [id] = useState(newId)
  const [kind, setKind] = useState<LifeEventKind | null>(report?.kind ?? null)
  const [filled, setFilled] = useState<FilledChange | null>(null)
  const [isPreview, setPreview] = useState(false)
  const title =
    kind === null
      ? say('change.title', { name: elder.name })
      : `${elder.name} · ${lifeEventKinds.words[kind]}`
  return (
    <Modal open width={680} title={title} footer={null} onCancel={onClose} destroyOnHidden>
      {kind === null && <ChooseKind elder={elder} onChosen={setKind} />}
      {kind !== null && !isPreview && (
        <ChangeForm
          kind={kind}
          countyCode={elder.countyCode}
          filled={filled}
          day={report?.happenedOn}
          onBack={() => {
            setKind(null)
            setFilled(null)
          }}
          onFilled={values => {
            setFilled(values)
            setPreview(true)
          }}
        />
      )}
      {kind !== null && filled !== null && isPreview && (
        <Confirm
          event={{
            countyCode: elder.countyCode,
            id,
            elderId: elder.id,
            kind,
            ...filled,
            reportId: report?.id ?? null,
          }}
          onBack={() => setPreview(false)}
          onClose={onClose}
        />
      )}
    </Modal>
  )
}

function ChooseKind({
  elder,
  onChosen,
}: {
  elder: Pick<Elder, 'absences'>
  onChosen: (kind: LifeEventKind) => void
}) {
  const say = useWords()
  return (
    <>
      <p className="soft">{say('change.choose')}</p>
      <div className="change-kinds">
        {possibleKinds(elder.absences).map(kind => (
          <Button key={kind} size="large" icon={changeIcons[kind]} onClick={() => onChosen(kind)}>
            {say(`change.${kind}`)}
          </Button>
        ))}
      </div>
    </>
  )
}

interface ConfirmProps {
  event: Sent<'lifeEvent.record'>
  onBack: () => void
  onClose: () => void
}

/** Everything that may look different after a life has changed. */
const stale = [
  'elder.get',
  'elder.list',
  'board.read',
  'aidCase.list',
  'lifeEvent.history',
  'lifeEvent.list',
  'lifeEvent.reports',
  'transfer.list',
] as const

function Confirm({ event, onBack, onClose }: ConfirmProps) {
  const say = useWords()
  const notice = useNotice()
  const preview = useAnswer('lifeEvent.preview', event)
  const record = useAct('lifeEvent.record', stale)
  const asksOther = event.kind === 'movedToOtherCounty'
  const save = () =>
    record.mutate(event, {
      onSuccess: () => {
        notice.done(
          asksOther ? say('change.proposed') : say('change.done', { kind: lifeEventKinds.words[event.kind] }),
        )
        onClose()
      },
    })
  return (
    <>
      {preview.isPending && <Loading />}
      {preview.isError && <Trouble error={preview.error} />}
      {preview.data && <Consequences all={preview.data.consequences} />}
      {preview.data?.late && <Alert type="warning" showIcon title={say('change.late')} className="below" />}
      {record.isError && <Trouble error={record.error} />}
      <div className="dialog-foot">
        <Button onClick={onBack}>{say('change.edit')}</Button>
        <Button
          type="primary"
          danger={event.kind === 'died'}
          disabled={!preview.data}
          loading={record.isPending}
          onClick={save}
        >
          {asksOther ? say('change.propose') : say('change.confirm')}
        </Button>
      </div>
    </>
  )
}
