// Regulars who did not come and said nothing: who, since when, whose visitor; closed by any sign of life or by a person.
import { Button, Segmented, Tag } from 'antd'
import { useState } from 'react'
import { type AbsentRow, absentEndings } from '../../domain/canteen-safety/absent.ts'
import { meals } from '../../domain/canteens/canteen.ts'
import { riskLevels } from '../../domain/risk/level.ts'
import { useFilters } from '../address.ts'
import { useAct, usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { instantText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useMay, useSession } from '../session.tsx'

export function AbsentPage() {
  const say = useWords()
  const { post } = useSession()
  const [filters, change] = useFilters()
  const region = filters.region ?? post.regionCode
  const ended = filters.ended === 'yes'
  const list = usePages('absentRegular.list', { regionCode: region, ended })
  return (
    <Page
      title={say('absent.title')}
      above={<RegionBar code={region} to={code => paths.absentRegulars({ region: code })} />}
    >
      <p className="soft">{say('absent.what')}</p>
      <search className="filters no-print">
        <Segmented
          size="large"
          value={ended ? 'yes' : 'no'}
          options={[
            { value: 'no', label: say('absent.open') },
            { value: 'yes', label: say('absent.ended') },
          ]}
          onChange={chosen => change({ ended: chosen === 'yes' ? 'yes' : undefined })}
        />
      </search>
      <Panel>
        <Paged list={list} nothing={say('absent.none')}>
          {rows => <Rows rows={rows} ended={ended} />}
        </Paged>
      </Panel>
    </Page>
  )
}

const riskColours = { red: 'error', orange: 'warning', yellow: 'warning', green: 'default' } as const

function Rows({ rows, ended }: { rows: readonly AbsentRow[]; ended: boolean }) {
  const say = useWords()
  const [settling, setSettling] = useState<AbsentRow | null>(null)
  return (
    <>
      <CardTable<AbsentRow>
        rowKey="id"
        dataSource={[...rows]}
        pagination={false}
        columns={[
          {
            key: 'who',
            title: say('absent.who'),
            render: (_, row) => (
              <Go to={paths.elder({ countyCode: row.countyCode, id: row.elderId })} className="strong">
                {row.elderName}
                {row.elderAge !== null && ` ${row.elderAge}`}
              </Go>
            ),
          },
          {
            key: 'risk',
            title: say('safety.light'),
            render: (_, row) => <Tag color={riskColours[row.risk]}>{riskLevels.words[row.risk]}</Tag>,
          },
          {
            key: 'place',
            title: say('absent.place'),
            render: (_, row) => `${row.canteenName}（${row.villageName}）`,
          },
          {
            key: 'missed',
            title: say('absent.missed'),
            render: (_, row) =>
              say('absent.missedOf', {
                ...{ count: row.missed, day: row.lastDay.slice(5), meal: meals.words[row.lastMeal] },
              }),
          },
          {
            key: 'visitor',
            title: say('absent.visitor'),
            render: (_, row) => row.visitorName ?? <Tag color="error">{say('absent.noVisitor')}</Tag>,
          },
          {
            key: 'since',
            title: say('absent.since'),
            render: (_, row) => instantText(row.raisedAt).slice(5),
          },
          {
            key: 'end',
            title: ended ? say('absent.endedBy') : '',
            render: (_, row) => <Ending row={row} onSettle={() => setSettling(row)} />,
          },
        ]}
      />
      {settling && <Settle row={settling} onClose={() => setSettling(null)} />}
    </>
  )
}

function Ending({ row, onSettle }: { row: AbsentRow; onSettle: () => void }) {
  const say = useWords()
  const may = useMay()
  const { countyCode, caseId, endedBy, endNote } = row
  if (endedBy) return <>{[absentEndings.words[endedBy], endNote].filter(Boolean).join('：')}</>
  return (
    <>
      {caseId && <Go to={paths.aidCase({ countyCode, id: caseId })}>{say('incident.case')}</Go>}{' '}
      {may('canteen:run') && <Button onClick={onSettle}>{say('absent.settle')}</Button>}
    </>
  )
}

function Settle({ row, onClose }: { row: AbsentRow; onClose: () => void }) {
  const say = useWords()
  const settle = useAct('absentRegular.settle', ['absentRegular.list', 'safety.standing'])
  return (
    <ReasonDialog<{ reason: string }>
      title={`${row.elderName} · ${say('absent.settle')}`}
      note={say('absent.settleNote')}
      submit={say('absent.settle')}
      busy={settle.isPending}
      error={settle.error}
      onSubmit={({ reason }) =>
        settle.mutate({ countyCode: row.countyCode, id: row.id, note: reason }, { onSuccess: onClose })
      }
      onClose={onClose}
    />
  )
}
