// 多日没有消息的老人: since when, the last sign and what it was, and the case that asks after her.
import { Segmented, Select } from 'antd'
import { riskLevels } from '../../domain/risk/level.ts'
import { lifeSignKinds, type SilenceRow, silenceEndings } from '../../domain/silence/silence.ts'
import { useFilters } from '../address.ts'
import { usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { instantText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useSession } from '../session.tsx'

export function SilencePage() {
  const say = useWords()
  const { post } = useSession()
  const [filters, change] = useFilters()
  const region = filters.region ?? post.regionCode
  const ended = filters.ended === 'yes'
  const risk = riskLevels.keys.find(key => key === filters.risk)
  const list = usePages('silence.list', { regionCode: region, ended, ...(risk && { risk }) })
  return (
    <Page
      title={say('silence.title')}
      above={<RegionBar code={region} to={code => paths.silence({ ...filters, region: code })} />}
    >
      <search className="filters no-print">
        <Segmented
          size="large"
          value={ended ? 'ended' : 'now'}
          options={[
            { value: 'now', label: say('silence.now') },
            { value: 'ended', label: say('silence.ended') },
          ]}
          onChange={chosen => change({ ended: chosen === 'ended' ? 'yes' : undefined })}
        />
        <Select
          className="filter-group"
          size="large"
          allowClear
          aria-label={say('silence.risk')}
          placeholder={say('silence.anyRisk')}
          value={filters.risk ?? null}
          options={riskLevels.keys
            .filter(key => key !== 'green')
            .map(key => ({ value: key as string, label: riskLevels.words[key] }))}
          onChange={(chosen: string | null | undefined) => change({ risk: chosen ?? undefined })}
        />
      </search>
      <Panel note={say('silence.what')}>
        <Paged list={list} nothing={say(ended ? 'silence.noneEnded' : 'silence.none')}>
          {rows => <SilentTable rows={rows} ended={ended} />}
        </Paged>
      </Panel>
    </Page>
  )
}

const msPerDay = 86_400_000

function SilentTable({ rows, ended }: { rows: SilenceRow[]; ended: boolean }) {
  const say = useWords()
  return (
    <CardTable<SilenceRow>
      rowKey="id"
      dataSource={rows}
      pagination={false}
      scroll={{ x: 900 }}
      columns={[
        {
          key: 'who',
          title: say('silence.who'),
          render: (_, row) => (
            <>
              <Go to={paths.elder({ countyCode: row.countyCode, id: row.elderId })} className="strong">
                {row.elderName}
              </Go>
              <div className="soft small">
                {row.elderAge !== null && `${say('elder.age', { age: row.elderAge })} · `}
                {row.villageName} · {say('silence.risk')}：{riskLevels.words[row.risk]}
              </div>
            </>
          ),
        },
        {
          key: 'last',
          title: say('silence.last'),
          render: (_, row) => (
            <>
              {instantText(row.lastAt)}
              <div className="soft small">{lifeSignKinds.words[row.lastKind]}</div>
            </>
          ),
        },
        {
          key: 'for',
          title: say('silence.for'),
          render: (_, row) => (
            <>
              <b>{say('silence.days', { days: daysOf(row) })}</b>
              <div className="soft small">{say('silence.limit', { days: row.days })}</div>
            </>
          ),
        },
        ended
          ? { key: 'how', title: say('silence.how'), render: (_, row) => <Ending row={row} /> }
          : {
              key: 'since',
              title: say('silence.since'),
              render: (_, row) => instantText(row.openedAt),
            },
        {
          key: 'case',
          title: say('silence.case'),
          width: 110,
          render: (_, row) =>
            row.caseId === null ? (
              <span className="soft">{say('silence.noCase')}</span>
            ) : (
              <Go to={paths.aidCase({ countyCode: row.countyCode, id: row.caseId })}>
                {say('homeDevice.toCase')}
              </Go>
            ),
        },
      ]}
    />
  )
}

function daysOf({ lastAt, endedAt }: SilenceRow): number {
  const until = endedAt === null ? Date.now() : Date.parse(endedAt)
  return Math.floor((until - Date.parse(lastAt)) / msPerDay)
}

function Ending({ row }: { row: SilenceRow }) {
  const { endedAt, endedBy, endedSignAt, endedSignKind } = row
  if (endedAt === null || endedBy === null) return null
  return (
    <>
      {endedSignKind !== null && endedSignAt !== null
        ? `${instantText(endedSignAt)} ${lifeSignKinds.words[endedSignKind]}`
        : silenceEndings.words[endedBy]}
      <div className="soft small">{instantText(endedAt)}</div>
    </>
  )
}
