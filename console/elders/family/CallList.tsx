// 先找谁: the order of calling, moved up and down by buttons that a keyboard reaches, and what can be done with each.
import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons'
import { Button, Collapse, Tag } from 'antd'
import { useState } from 'react'
import type { Elder } from '../../../domain/elders/elder.ts'
import { type Kin, kinEndings } from '../../../domain/elders/kin.ts'
import { useAct } from '../../asking.ts'
import { useWords } from '../../language.tsx'
import { useNotice } from '../../states.tsx'
import { EndKinDialog } from './EndKinDialog.tsx'
import { KinDialog } from './KinDialog.tsx'
import { firstToCall, whereWords } from './kin-words.ts'

interface CallListProps {
  elder: Elder
  kin: readonly Kin[]
  past: readonly Kin[]
  editable: boolean
}

export function CallList({ elder, kin, past, editable }: CallListProps) {
  const say = useWords()
  const notice = useNotice()
  const reorder = useAct('kin.reorder', ['kin.list', 'elder.get', 'household.list'])
  const [dialog, setDialog] = useState<{ kind: 'change' | 'end'; kin: Kin } | null>(null)
  const close = () => setDialog(null)
  const first = firstToCall(kin)
  const swap = (at: number, by: 1 | -1) => {
    const ids = kin.map(one => one.id)
    const moved = ids.splice(at, 1)
    ids.splice(at + by, 0, ...moved)
    reorder.mutate(
      { countyCode: elder.countyCode, elderId: elder.id, ids },
      { onSuccess: () => notice.done(say('family.reordered')), onError: notice.refused },
    )
  }
  return (
    <>
      {kin.length === 0 ? (
        <p className="soft">{say('family.noOrder')}</p>
      ) : (
        <>
          {editable && kin.length > 1 && <p className="soft panel-note">{say('family.orderNote')}</p>}
          <ol className="call-list">
            {kin.map((one, at) => (
              <li key={one.id} className={one === first ? 'first' : ''}>
                <span className="call-number" aria-hidden="true">
                  {at + 1}
                </span>
                <CallWho kin={one} isFirst={one === first} />
                {editable && (
                  <span className="call-acts no-print">
                    <Button
                      icon={<ArrowUpOutlined />}
                      aria-label={say('family.up', { name: one.name })}
                      disabled={at === 0 || reorder.isPending}
                      onClick={() => swap(at, -1)}
                    />
                    <Button
                      icon={<ArrowDownOutlined />}
                      aria-label={say('family.down', { name: one.name })}
                      disabled={at === kin.length - 1 || reorder.isPending}
                      onClick={() => swap(at, 1)}
                    />
                    <Button onClick={() => setDialog({ kind: 'change', kin: one })}>
                      {say('family.change')}
                    </Button>
                    <Button onClick={() => setDialog({ kind: 'end', kin: one })}>{say('family.end')}</Button>
                  </span>
                )}
              </li>
            ))}
          </ol>
        </>
      )}
      {past.length > 0 && <PastKin past={past} />}
      {dialog?.kind === 'change' && <KinDialog elder={elder} kin={dialog.kin} onClose={close} />}
      {dialog?.kind === 'end' && <EndKinDialog elder={elder} kin={dialog.kin} onClose={close} />}
    </>
  )
}

function CallWho({ kin, isFirst }: { kin: Kin; isFirst: boolean }) {
  const say = useWords()
  return (
    <span className="call-who">
      <span>
        <span className="soft">{kin.relation}</span> <b>{kin.name}</b>{' '}
        <span className="nowrap">{kin.phoneMask ?? say('elder.noPhone')}</span>
      </span>
      <span className="soft small">
        {[whereWords(say, kin), kin.lastContactOn && say('family.lastContact', { day: kin.lastContactOn })]
          .filter(Boolean)
          .join(' · ')}
      </span>
      {(isFirst || kin.hasKey || kin.isSupporter) && (
        <span className="tags">
          {isFirst && <Tag className="kin-tag first">{say('family.callFirst')}</Tag>}
          {kin.hasKey && <Tag className="kin-tag key">{say('family.key')}</Tag>}
          {kin.isSupporter && <Tag>{say('family.supporter')}</Tag>}
        </span>
      )}
    </span>
  )
}

function PastKin({ past }: { past: readonly Kin[] }) {
  const say = useWords()
  return (
    <Collapse
      ghost
      items={[
        {
          key: 'past',
          label: `${say('family.past')}（${past.length}）`,
          children: (
            <ul>
              {past.map(one => (
                <li key={one.id}>
                  {one.relation} {one.name} · {one.endedOn} {one.endedWhy && kinEndings.words[one.endedWhy]}
                </li>
              ))}
            </ul>
          ),
        },
      ]}
    />
  )
}
