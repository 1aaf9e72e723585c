// The month's plan of each township: made, looked at, in force, and how far it is done.
import { Button, Space, Tag } from 'antd'
import type { Output } from '../../domain/api.ts'
import { newId } from '../../ui/client.ts'
import { useGo } from '../address.ts'
import { useAct, usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { figure, monthText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { useMay } from '../session.tsx'
import { useNotice } from '../states.tsx'
import { MonthChoice } from './MonthChoice.tsx'

type Row = Output<'roundPlan.list'>['rows'][number]

export function PlanList({ region, month }: { region: string; month: string }) {
  const say = useWords()
  const list = usePages('roundPlan.list', { regionCode: region, month })
  return (
    <>
      <search className="filters no-print">
        <MonthChoice month={month} />
      </search>
      <Panel note={say('rounds.plansWhat')}>
        <Paged list={list} nothing={say('rounds.plansNone')}>
          {rows => (
            <CardTable<Row>
              rowKey="regionCode"
              dataSource={rows}
              pagination={false}
              columns={[
                {
                  key: 'name',
                  title: say('rounds.township'),
                  render: (_, row) => row.regionName,
                },
                { key: 'state', title: say('rounds.state'), render: (_, row) => <State row={row} /> },
                {
                  key: 'planned',
                  title: say('rounds.planned'),
                  align: 'right',
                  render: (_, row) => figure(row.planned),
                },
                {
                  key: 'done',
                  title: say('rounds.done'),
                  align: 'right',
                  render: (_, row) => figure(row.done),
                },
                {
                  key: 'late',
                  title: say('rounds.late'),
                  align: 'right',
                  render: (_, row) => (
                    <span className={row.late > 0 ? 'warn-text' : ''}>{figure(row.late)}</span>
                  ),
                },
                {
                  key: 'gaps',
                  title: say('rounds.gaps'),
                  align: 'right',
                  render: (_, row) => figure(row.published?.marks.gaps ?? 0),
                },
                {
                  key: 'act',
                  title: say('rounds.acts'),
                  render: (_, row) => <Acts row={row} month={month} />,
                },
              ]}
            />
          )}
        </Paged>
      </Panel>
    </>
  )
}

function State({ row }: { row: Row }) {
  const say = useWords()
  return (
    <Space wrap size="small">
      {row.published ? <Tag color="success">{say('rounds.inForce')}</Tag> : <Tag>{say('rounds.noPlan')}</Tag>}
      {row.draft && <Tag color="warning">{say('rounds.waits')}</Tag>}
    </Space>
  )
}

function Acts({ row, month }: { row: Row; month: string }) {
  const say = useWords()
  const go = useGo()
  const may = useMay()
  const notice = useNotice()
  const draft = useAct('roundPlan.draft', ['roundPlan.list', 'roundPlan.get'])
  const countyCode = row.regionCode.slice(0, 6)
  const make = () =>
    draft.mutate(
      { countyCode, regionCode: row.regionCode, month, id: newId() },
      { onSuccess: ({ id }) => go(paths.roundPlan({ countyCode, id })), onError: notice.refused },
    )
  return (
    <Space wrap>
      {row.published && <Go to={paths.roundPlan(row.published)}>{say('rounds.open')}</Go>}
      {row.draft && <Go to={paths.roundPlan(row.draft)}>{say('rounds.openDraft')}</Go>}
      {may('round:plan') && (
        <Button
          loading={draft.isPending}
          onClick={make}
          aria-label={say('rounds.makeFor', { place: row.regionName, month: monthText(month) })}
        >
          {say(row.published ? 'rounds.again' : 'rounds.make')}
        </Button>
      )}
    </Space>
  )
}
