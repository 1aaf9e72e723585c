// Beds of care at home on their provider's desk: whose they are, who goes there, how far the month has come, each visit.
import { Button, Modal, Select, Tag } from 'antd'
import { useState } from 'react'
import { abilityLevels } from '../../domain/assessments/ability.ts'
import { bedStandings, type OwnBed } from '../../domain/home-care/home-bed.ts'
import { useAct, useAnswer, usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { dayText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { useNotice } from '../states.tsx'
import { VisitsTable } from './BedVisits.tsx'

export function OwnBeds({ countyCode }: { countyCode: string }) {
  const say = useWords()
  const list = usePages('homeBed.mine', { countyCode })
  const [shown, setShown] = useState<OwnBed | null>(null)
  return (
    <Panel title={say('bed.own')}>
      <Paged list={list} nothing={say('bed.ownNone')}>
        {rows => (
          <CardTable<OwnBed>
            rowKey="id"
            dataSource={rows}
            pagination={false}
            columns={[
              {
                key: 'elder',
                title: say('bed.elder'),
                render: (_, row) => (
                  <>
                    <b>{row.elderName}</b> <span className="soft">{row.villageName}</span>
                    <div className="soft small">{abilityLevels.words[row.level]}</div>
                  </>
                ),
              },
              {
                key: 'standing',
                title: say('bed.standing'),
                render: (_, row) => (
                  <Tag color={row.standing === 'bedServed' ? 'success' : 'warning'}>
                    {bedStandings.words[row.standing]}
                  </Tag>
                ),
              },
              {
                key: 'month',
                title: say('bed.month'),
                render: (_, row) => (
                  <Tag color={row.monthVisits >= row.monthlyVisits ? 'success' : 'warning'}>
                    {say('bed.monthOf', { done: row.monthVisits, owed: row.monthlyVisits })}
                  </Tag>
                ),
              },
              {
                key: 'last',
                title: say('bed.last'),
                render: (_, row) => (row.lastVisitOn ? dayText(row.lastVisitOn) : say('bed.lastVisitNone')),
              },
              { key: 'worker', title: say('bed.worker'), render: (_, row) => <WorkerOf bed={row} /> },
              {
                key: 'visits',
                title: say('bed.visitList'),
                render: (_, row) => <Button onClick={() => setShown(row)}>{say('bed.visitsShow')}</Button>,
              },
            ]}
          />
        )}
      </Paged>
      {shown && <OwnVisits bed={shown} onClose={() => setShown(null)} />}
    </Panel>
  )
}

/** Whose phone carries the bed. */
function WorkerOf({ bed }: { bed: OwnBed }) {
  const say = useWords()
  const notice = useNotice()
  const { countyCode, id, elderName } = bed
  const { data } = useAnswer('homeBed.mine', { countyCode, limit: 1 })
  const entrust = useAct('homeBed.entrust', ['homeBed.mine'])
  return (
    <Select
      className="worker-choice"
      allowClear
      aria-label={say('bed.entrust', { name: elderName })}
      placeholder={say('bed.nobody')}
      value={bed.workerId}
      loading={entrust.isPending}
      options={(data?.workers ?? []).map(one => ({ value: one.id, label: one.name }))}
      onChange={(chosen: string | null | undefined) =>
        entrust.mutate(
          { countyCode, id, workerId: chosen ?? null },
          { onSuccess: () => notice.done(say('bed.entrusted')), onError: notice.refused },
        )
      }
    />
  )
}

function OwnVisits({ bed, onClose }: { bed: OwnBed; onClose: () => void }) {
  const say = useWords()
  const list = usePages('homeBed.mineVisits', { countyCode: bed.countyCode, id: bed.id, limit: 20 })
  return (
    <Modal
      open
      width={960}
      title={say('bed.visitsOf', { name: bed.elderName })}
      footer={null}
      onCancel={onClose}
    >
      <Paged list={list} nothing={say('bed.visitsNone')}>
        {rows => <VisitsTable rows={rows} countyCode={bed.countyCode} />}
      </Paged>
    </Modal>
  )
}
