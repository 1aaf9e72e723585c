// The list of places; what seems to sleep can be chosen and asked after.
import { Button, Form, Input, Modal, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { facilityStates, managerRoles, siteKinds } from '../../domain/facilities/facility.ts'
import type { SiteRow } from '../../domain/facilities/site.ts'
import { levelOf, type RegionLevel } from '../../domain/kernel/area.ts'
import { dayOf, daysBetween } from '../../domain/kernel/day.ts'
import { useAct } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { useMay } from '../session.tsx'
import { Trouble, useNotice } from '../states.tsx'
import { siteAddress } from './NetworkMap.tsx'
import { FlagTags } from './standing.tsx'

const mayBeAsked = (row: SiteRow) =>
  row.kind !== 'canteen' &&
  (row.flags.includes('quietRed') || row.flags.includes('quietAmber')) &&
  !row.flags.includes('askedOpen')

export function placeWords(
  row: Pick<SiteRow, 'countyName' | 'townshipName' | 'villageName'>,
  wide: boolean,
): string {
  return (
    [wide ? row.countyName : null, row.townshipName, row.villageName].filter(Boolean).join(' ') ||
    row.countyName
  )
}

export function SiteRows({ rows, region }: { rows: readonly SiteRow[]; region: string }) {
  const say = useWords()
  const may = useMay()
  const [chosen, setChosen] = useState<string[]>([])
  const [asking, setAsking] = useState(false)
  const level = levelOf(region)
  const asked = rows.filter(row => chosen.includes(row.id))
  const selects = may('facility:manage') && rows.some(mayBeAsked)
  return (
    <>
      {selects && (
        <p className="no-print">
          <Button disabled={asked.length === 0} onClick={() => setAsking(true)}>
            {asked.length === 0 ? say('network.ask') : say('network.askMany', { count: asked.length })}
          </Button>
        </p>
      )}
      <CardTable<SiteRow>
        rowKey="id"
        dataSource={[...rows]}
        pagination={false}
        {...(selects && {
          rowSelection: {
            selectedRowKeys: chosen,
            onChange: keys => setChosen(keys.map(String)),
            getCheckboxProps: row => ({ disabled: !mayBeAsked(row), 'aria-label': row.name }),
          },
        })}
        columns={useColumns(level)}
        brief={row => <Brief row={row} level={level} />}
      />
      {asking && (
        <AskDialog
          asked={asked}
          onClose={() => {
            setAsking(false)
            setChosen([])
          }}
        />
      )}
    </>
  )
}

function useColumns(level: RegionLevel): TableColumnsType<SiteRow> {
  const say = useWords()
  const today = dayOf(new Date())
  const isWide = level === 'province' || level === 'prefecture'
  return [
    {
      key: 'name',
      title: say('network.name'),
      render: (_, row) => (
        <Go to={siteAddress(row)} className="strong">
          {row.name}
        </Go>
      ),
    },
    { key: 'kind', title: say('network.kind'), render: (_, row) => siteKinds.words[row.kind] },
    ...(level === 'village'
      ? []
      : [
          {
            key: 'place',
            title: say('network.place'),
            render: (_: unknown, row: SiteRow) => placeWords(row, isWide),
          },
        ]),
    {
      key: 'manager',
      title: say('network.manager'),
      render: (_, row) => <Manager row={row} />,
    },
    {
      key: 'beds',
      title: say('network.beds'),
      align: 'right',
      width: 80,
      render: (_, row) => (row.beds > 0 ? row.beds : <span className="soft">—</span>),
    },
    {
      key: 'state',
      title: say('network.state'),
      width: 110,
      render: (_, row) => facilityStates.words[row.state],
    },
    {
      key: 'last',
      title: say('network.lastActive'),
      width: 220,
      render: (_, row) => <LastActive day={row.lastActiveOn} today={today} />,
    },
    {
      key: 'light',
      title: say('network.light'),
      render: (_, row) => <FlagTags light={row.light} flags={row.flags} />,
    },
  ]
}

/** A place on a phone: its name and how it stands, then where, what and who in one line, and its last sign of life. */
function Brief({ row, level }: { row: SiteRow; level: RegionLevel }) {
  const say = useWords()
  const isWide = level === 'province' || level === 'prefecture'
  const facts = [
    level === 'village' ? null : placeWords(row, isWide),
    row.name.includes(siteKinds.words[row.kind]) ? null : siteKinds.words[row.kind],
    row.beds > 0 ? say('network.bedsOf', { count: row.beds }) : null,
    row.state === 'running' ? null : facilityStates.words[row.state],
  ].filter(Boolean)
  return (
    <>
      <Go to={siteAddress(row)} className="strong">
        {row.name}
      </Go>{' '}
      <FlagTags light={row.light} flags={row.flags} />
      <div className="soft small">
        {facts.join(' · ')}
        {row.managerName !== null && (
          <>
            {facts.length > 0 && ' · '}
            <Manager row={row} />
          </>
        )}
      </div>
      <div className="soft small">
        {say('network.lastActive')} <LastActive day={row.lastActiveOn} today={dayOf(new Date())} />
      </div>
    </>
  )
}

function Manager({ row }: { row: SiteRow }) {
  if (row.managerName === null) return <span className="soft">—</span>
  return (
    <>{row.managerRole ? `${row.managerName}（${managerRoles.words[row.managerRole]}）` : row.managerName}</>
  )
}

export function LastActive({ day, today }: { day: string | null; today: string }) {
  const say = useWords()
  if (day === null) return <span className="soft">{say('network.neverActive')}</span>
  if (day === today) return <>{say('network.today')}</>
  return <>{say('network.daysAgo', { day, days: daysBetween(day, today) })}</>
}

export function AskDialog({
  asked,
  onClose,
}: {
  asked: readonly Pick<SiteRow, 'countyCode' | 'id' | 'name'>[]
  onClose: () => void
}) {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<{ note?: string }>()
  const ask = useAct('facility.askVillage', ['facility.list', 'facility.standing', 'facility.get'])
  const send = ({ note }: { note?: string }) =>
    ask.mutate(
      {
        countyCode: asked[0]?.countyCode ?? '',
        ids: asked.map(one => one.id),
        note: note?.trim() || null,
      },
      {
        onSuccess: done => {
          notice.done(say('network.asked', { ...done }))
          onClose()
        },
      },
    )
  return (
    <Modal
      open
      title={say('network.askTitle')}
      okText={say('network.ask')}
      okButtonProps={{ loading: ask.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p>{say('network.askNote')}</p>
      <ul className="network-lines">
        {asked.map(one => (
          <li key={one.id}>{one.name}</li>
        ))}
      </ul>
      <Form form={form} layout="vertical" onFinish={send}>
        <Form.Item name="note" label={say('network.askWord')}>
          <Input.TextArea rows={2} maxLength={200} showCount />
        </Form.Item>
      </Form>
      {ask.isError && <Trouble error={ask.error} />}
    </Modal>
  )
}
