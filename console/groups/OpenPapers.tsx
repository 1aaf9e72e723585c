// Memberships that ask for something: proof lacking, a paper running out, nobody has vouched for them for a year.
import { Tag } from 'antd'
import { elderGroups, recordedGroups } from '../../domain/elders/elder.ts'
import { useFilters } from '../address.ts'
import { type RowOf, usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'

type Row = RowOf<'membership.open'>

export function OpenPapers({ region }: { region: string }) {
  const say = useWords()
  const [filters] = useFilters()
  const asks =
    (['evidence', 'expiry', 'confirmation'] as const).find(one => one === filters.asks) ?? 'evidence'
  const group = recordedGroups.keys.find(key => key === filters.group)
  const list = usePages('membership.open', { regionCode: region, asks, ...(group && { group }) })
  return (
    <Panel>
      <Paged list={list} nothing={say('proposals.papersNone')}>
        {rows => (
          <CardTable<Row>
            rowKey="id"
            dataSource={rows}
            pagination={false}
            columns={[
              {
                key: 'who',
                title: say('proposals.who'),
                render: (_, { elder }) => (
                  <>
                    <Go to={paths.elder(elder, { part: 'groups' })} className="strong">
                      {elder.name}
                    </Go>
                    <div className="soft small">
                      {elder.townshipName} {elder.villageName}
                    </div>
                  </>
                ),
              },
              {
                key: 'group',
                title: say('elders.group'),
                render: (_, row) => <Tag>{elderGroups.words[row.group]}</Tag>,
              },
              {
                key: 'since',
                title: say('groups.from'),
                render: (_, row) => (
                  <span className="nowrap">
                    {row.validFrom}
                    {row.expiresOn && (
                      <div className="warn-text">{say('proposals.expiresOn', { day: row.expiresOn })}</div>
                    )}
                  </span>
                ),
              },
              { key: 'evidence', title: say('proposals.evidence'), render: (_, row) => row.evidence },
              {
                key: 'confirmed',
                title: say('proposals.lastConfirmed'),
                render: (_, row) => <span className="nowrap">{row.confirmedOn ?? '—'}</span>,
              },
            ]}
          />
        )}
      </Paged>
    </Panel>
  )
}
