// What stands in a place: bath sets above all, how many, in use or not, and who paid.
import { Tag } from 'antd'
import { useState } from 'react'
import {
  type EquipmentCondition,
  type EquipmentKind,
  equipmentConditions,
  equipmentKinds,
} from '../../domain/facilities/facility.ts'
import type { EquipmentLine, Facility } from '../../domain/facilities/site.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { newId } from '../../ui/client.ts'
import { useAct } from '../asking.ts'
import { EndDialog } from '../EndDialog.tsx'
import { FormDialog } from '../FormDialog.tsx'
import { KeptLines } from '../KeptLines.tsx'
import { useWords } from '../language.tsx'
import { useMay } from '../session.tsx'
import { useNotice } from '../states.tsx'
import { stale } from './stale.ts'

interface EquipmentProps {
  facility: Facility
  equipment: readonly EquipmentLine[]
}

export function EquipmentPanel({ facility, equipment }: EquipmentProps) {
  const say = useWords()
  const may = useMay()
  const end = useAct('facility.endEquipment', stale)
  const key = { countyCode: facility.countyCode, id: facility.id }
  return (
    <KeptLines<EquipmentLine>
      title={say('kit.title')}
      none={say('kit.none')}
      words={{ add: say('kit.add'), edit: say('kit.edit'), end: say('kit.end') }}
      manages={may('facility:manage')}
      rows={equipment}
      columns={[
        { key: 'kind', title: say('kit.kind'), render: (_, row) => equipmentKinds.words[row.kind] },
        { key: 'pieces', title: say('kit.pieces'), dataIndex: 'pieces', className: 'nowrap' },
        {
          key: 'condition',
          title: say('kit.condition'),
          className: 'nowrap',
          render: (_, row) => <Condition of={row.condition} />,
        },
        {
          key: 'received',
          title: say('kit.received'),
          className: 'nowrap',
          render: (_, row) => row.receivedOn ?? '—',
        },
        { key: 'source', title: say('kit.source'), render: (_, row) => row.source ?? '—' },
      ]}
      brief={row => (
        <>
          {equipmentKinds.words[row.kind]} {say('kit.piecesOf', { count: row.pieces })}{' '}
          <Condition of={row.condition} />
          <div className="soft small">{[row.receivedOn, row.source].filter(Boolean).join(' · ')}</div>
        </>
      )}
      form={(held, onClose) => <LineDialog of={key} held={held} onClose={onClose} />}
      ending={(row, onClose) => (
        <EndDialog
          title={say('kit.endTitle')}
          note={say('kit.endNote', { name: equipmentKinds.words[row.kind] })}
          submit={say('kit.end')}
          act={end}
          input={{ ...key, equipmentId: row.id, endedOn: dayOf(new Date()) }}
          onClose={onClose}
        />
      )}
    />
  )
}

function Condition({ of: condition }: { of: EquipmentCondition }) {
  const word = equipmentConditions.words[condition]
  return condition === 'inUse' ? <span>{word}</span> : <Tag color="warning">{word}</Tag>
}

interface Filled {
  kind: EquipmentKind
  pieces: number
  condition: EquipmentCondition
  receivedOn?: string | null
  source?: string | null
}

interface LineDialogProps {
  of: { countyCode: string; id: string }
  held: EquipmentLine | null
  onClose: () => void
}

function LineDialog({ of, held, onClose }: LineDialogProps) {
  const say = useWords()
  const notice = useNotice()
  const [equipmentId] = useState(() => held?.id ?? newId())
  const keep = useAct('facility.keepEquipment', stale)
  return (
    <FormDialog<Filled>
      title={say(held ? 'kit.editTitle' : 'kit.add')}
      submit={say('form.save')}
      act={keep}
      initial={held ?? { kind: 'bathSet', pieces: 1, condition: 'inUse' }}
      fields={[
        { name: 'kind', word: say('kit.kind'), as: 'choice', words: equipmentKinds.words },
        { name: 'pieces', word: say('kit.pieces'), as: 'number', least: 1, greatest: 5_000 },
        { name: 'condition', word: say('kit.condition'), as: 'choice', words: equipmentConditions.words },
        { name: 'receivedOn', word: say('kit.received'), as: 'day', isPast: true, optional: true },
        { name: 'source', word: say('kit.source'), as: 'text', most: 60, optional: true },
      ]}
      onSubmit={({ kind, pieces, condition, receivedOn, source }) =>
        keep.mutate(
          {
            ...{ ...of, equipmentId, kind, pieces, condition },
            ...{ receivedOn: receivedOn || null, source: source?.trim() || null },
          },
          {
            onSuccess: () => {
              notice.done(say('facility.saved'))
              onClose()
            },
          },
        )
      }
      onClose={onClose}
    />
  )
}
