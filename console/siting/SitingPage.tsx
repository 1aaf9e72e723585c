// The plans of sites of an office: what was asked, how far it is, and two of them to be compared.
import { Button, Checkbox, Tag } from 'antd'
import { useState } from 'react'
import { type SitingPlanRow, type SitingState, sitingStates } from '../../domain/siting/plan.ts'
import { useGo } from '../address.ts'
import { usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { figure, momentText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { yuanText } from '../money.ts'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { useSession } from '../session.tsx'
import { keyText } from './keys.ts'

export const stateColours: Readonly<Record<SitingState, string>> = {
  solvingWaits: 'processing',
  solvingNow: 'processing',
  planReady: 'success',
  planImpossible: 'error',
  planCalledOff: 'default',
  planAdopted: 'success',
}

export const isReady = ({ state }: SitingPlanRow) => state === 'planReady' || state === 'planAdopted'

export function SitingPage() {
  const say = useWords()
  const go = useGo()
  const { post } = useSession()
  const [chosen, setChosen] = useState<string[]>([])
  const list = usePages('siting.list', { regionCode: post.regionCode })
  const two = list.rows.filter(row => chosen.includes(row.id))
  const choose = (id: string, isOn: boolean) =>
    setChosen(before => (isOn ? [...before, id].slice(-2) : before.filter(one => one !== id)))
  const [one, other] = two
  return (
    <Page
      title={say('siting.title')}
      actions={
        <>
          <Button
            disabled={!one || !other}
            onClick={() =>
              one && other && go(paths.sitingCompare({ one: keyText(one), other: keyText(other) }))
            }
          >
            {say('siting.compareTwo')}
          </Button>
          <Button type="primary" onClick={() => go(paths.sitingNew())}>
            {say('siting.new')}
          </Button>
        </>
      }
    >
      <p className="soft">{say('siting.what')}</p>
      <Panel note={say('siting.chooseTwo')}>
        <Paged list={list} nothing={say('siting.none')}>
          {rows => <Rows rows={rows} chosen={chosen} onChoose={choose} />}
        </Paged>
      </Panel>
    </Page>
  )
}

interface RowsProps {
  rows: readonly SitingPlanRow[]
  chosen: readonly string[]
  onChoose: (id: string, isOn: boolean) => void
}

function Rows({ rows, chosen, onChoose }: RowsProps) {
  const say = useWords()
  return (
    <CardTable<SitingPlanRow>
      rowKey="id"
      dataSource={[...rows]}
      pagination={false}
      columns={[
        {
          key: 'name',
          title: say('siting.name'),
          render: (_, row) => (
            <>
              <Checkbox
                aria-label={`${say('siting.compareTwo')} ${row.name} ${momentText(row.askedAt)}`}
                disabled={!isReady(row)}
                checked={chosen.includes(row.id)}
                onChange={event => onChoose(row.id, event.target.checked)}
              />{' '}
              <Go to={paths.sitingPlan(row)} className="strong">
                {row.name}
              </Go>
            </>
          ),
        },
        { key: 'regions', title: say('siting.regions'), render: (_, row) => row.regionNames.join('、') },
        {
          key: 'state',
          title: say('siting.state'),
          render: (_, row) => <Tag color={stateColours[row.state]}>{sitingStates.words[row.state]}</Tag>,
        },
        {
          key: 'sites',
          title: say('siting.sites'),
          render: (_, row) => (isReady(row) ? say('siting.sitesOf', { count: figure(row.sites) }) : '—'),
        },
        {
          key: 'cost',
          title: say('siting.cost'),
          render: (_, row) => (isReady(row) ? yuanText(row.costFen) : '—'),
        },
        {
          key: 'served',
          title: say('siting.served'),
          render: (_, row) => (isReady(row) ? say('siting.people', { count: figure(row.served) }) : '—'),
        },
        {
          key: 'asked',
          title: say('siting.asked'),
          render: (_, row) => `${row.askedByName ?? ''} ${momentText(row.askedAt)}`,
        },
      ]}
    />
  )
}
