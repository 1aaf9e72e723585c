// Whoever owes for living in a home, most first; the name opens the stay where it is received.
import { Button, Tag } from 'antd'
import type { Output } from '../../domain/api.ts'
import { useFilters } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { dayText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { money } from '../money.ts'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useSession } from '../session.tsx'
import { Answered, Nothing } from '../states.tsx'

type Row = Output<'stayFee.arrears'>['rows'][number]

export function ArrearsPage() {
  const say = useWords()
  const { post } = useSession()
  const [filters] = useFilters()
  const region = filters.region ?? post.regionCode
  const answer = useAnswer('stayFee.arrears', { regionCode: region })
  return (
    <Page
      title={say('stays.arrears')}
      above={<RegionBar code={region} to={code => paths.stayArrears({ region: code })} />}
      actions={<Button onClick={() => window.print()}>{say('stays.print')}</Button>}
    >
      <p className="no-print">
        <Go to={paths.stays({ region })}>{say('stays.backToHomes')}</Go>
      </p>
      <Answered query={answer}>
        {({ rows, owedFen }) =>
          rows.length === 0 ? (
            <Nothing>{say('stays.nobodyOwes')}</Nothing>
          ) : (
            <Panel title={say('stays.owedSum', { people: rows.length, yuan: money(owedFen) })}>
              <Rows rows={rows} />
            </Panel>
          )
        }
      </Answered>
    </Page>
  )
}

function Rows({ rows }: { rows: Row[] }) {
  const say = useWords()
  return (
    <CardTable<Row>
      rowKey="stayId"
      dataSource={rows}
      pagination={false}
      columns={[
        {
          key: 'name',
          title: say('stays.resident'),
          render: (_, row) => (
            <>
              <Go to={paths.stay({ countyCode: row.countyCode, id: row.stayId })} className="strong">
                {row.residentName}
              </Go>{' '}
              {row.hasLeft && <Tag>{say('stays.hasLeft')}</Tag>}
            </>
          ),
        },
        { key: 'home', title: say('stays.home'), dataIndex: 'facilityName' },
        {
          key: 'owed',
          title: say('stays.owedYuan'),
          align: 'right',
          render: (_, row) => <span className="warn-text">{money(row.owedFen)}</span>,
        },
        {
          key: 'last',
          title: say('stays.lastPaid'),
          render: (_, row) => (row.lastPaidOn === null ? say('stays.neverPaid') : dayText(row.lastPaidOn)),
        },
      ]}
    />
  )
}
