// The inbox of disputes between counties: what waits for us first, with its clock.
import { Segmented } from 'antd'
import { disputeStages } from '../../domain/duplicates/disputes.ts'
import type { Dispute } from '../../domain/duplicates/disputes-api.ts'
import { useFilters } from '../address.ts'
import { usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { figure, instantText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { DisputeClock } from './DisputeClock.tsx'
import '../duplicates/side-by-side.css'

export function DisputesPage() {
  const say = useWords()
  const [filters, change] = useFilters()
  const shown = filters.shown === 'all' || filters.shown === 'over' ? filters.shown : 'mine'
  const list = usePages('dispute.list', { open: shown !== 'over', mine: shown === 'mine' })
  return (
    <Page title={say('disputes.title')}>
      <search className="filters no-print">
        <Segmented
          size="large"
          value={shown}
          options={[
            { value: 'mine', label: say('disputes.mine') },
            { value: 'all', label: say('disputes.all') },
            { value: 'over', label: say('disputes.over') },
          ]}
          onChange={value => change({ shown: value === 'mine' ? undefined : value })}
        />
      </search>
      <Panel title={list.total === null ? undefined : say('disputes.total', { count: figure(list.total) })}>
        <Paged list={list} nothing={say(shown === 'mine' ? 'disputes.noneMine' : 'disputes.none')}>
          {rows => <DisputeTable rows={rows} />}
        </Paged>
      </Panel>
    </Page>
  )
}

function DisputeTable({ rows }: { rows: Dispute[] }) {
  const say = useWords()
  return (
    <CardTable<Dispute>
      rowKey={row => `${row.countyCode}.${row.id}`}
      dataSource={rows}
      pagination={false}
      columns={[
        {
          key: 'who',
          title: say('disputes.who'),
          render: (_, row) => {
            const brief = row.responder.brief ?? row.opener.brief
            return (
              <>
                <Go to={paths.dispute(row)} className="strong">
                  {brief?.maskedName ?? say('disputes.title')}
                </Go>
                <div className="soft small">
                  {brief?.bornOn} {brief?.numberMask?.slice(-4)}
                </div>
              </>
            )
          },
        },
        {
          key: 'between',
          title: say('disputes.between'),
          render: (_, row) =>
            say('disputes.versus', { opener: row.opener.countyName, responder: row.responder.countyName }),
        },
        {
          key: 'waits',
          title: say('disputes.waits'),
          render: (_, row) => (
            <>
              <span className={row.isMine ? 'warn-text strong' : 'strong'}>
                {disputeStages.words[row.stage]}
              </span>
              <DisputeClock dispute={row} />
            </>
          ),
        },
        {
          key: 'openedAt',
          title: say('disputes.openedAt'),
          width: 170,
          render: (_, row) => instantText(row.openedAt),
        },
      ]}
    />
  )
}
