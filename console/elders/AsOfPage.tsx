// The ledger as it was on a chosen day, with a banner that nobody can overlook; its numbers are the board's.
import { Input, Select, Tag } from 'antd'
import { absenceKinds, elderGroups, sexes } from '../../domain/elders/elder.ts'
import { frozenStandings } from '../../domain/indicators/frozen.ts'
import { levelOf } from '../../domain/kernel/area.ts'
import { addMonths, dayOf, lastDayOf, monthOf } from '../../domain/kernel/day.ts'
import { useFilters } from '../address.ts'
import { type RowOf, usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { ExportButton } from '../elder-lists/ExportDialog.tsx'
import { dayText, figure } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { Labelled } from '../Labelled.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useMay, useSession } from '../session.tsx'
import { Nothing } from '../states.tsx'
import { Groups } from './ElderTable.tsx'

type Row = RowOf<'elder.asOf'>

export function AsOfPage() {
  const say = useWords()
  const { post } = useSession()
  const [filters, change] = useFilters()
  const region = filters.region ?? post.regionCode
  const today = dayOf(new Date())
  const day = filters.day ?? lastDayOf(addMonths(monthOf(today), -1))
  const level = levelOf(region)
  const isWide = level === 'province' || level === 'prefecture'
  return (
    <Page
      title={say('asOf.title')}
      above={<RegionBar code={region} to={code => paths.asOf({ ...filters, region: code })} />}
      actions={<Go to={paths.elders({ region })}>{say('asOf.back')}</Go>}
    >
      <div className="as-of" role="note">
        <strong>{say('asOf.banner', { day: dayText(day) })}</strong>
        <span>{say('asOf.note')}</span>
      </div>
      <search className="filters no-print">
        <Labelled word={say('asOf.day')}>
          {id => (
            <Input
              id={id}
              type="date"
              size="large"
              className="day"
              max={today}
              value={day}
              onChange={event => event.target.value && change({ day: event.target.value })}
            />
          )}
        </Labelled>
        <Select
          className="filter-group"
          size="large"
          allowClear
          aria-label={say('elders.group')}
          placeholder={say('elders.allGroups')}
          value={filters.group ?? null}
          options={elderGroups.keys.map(key => ({ value: key as string, label: elderGroups.words[key] }))}
          onChange={(group: string | null | undefined) => change({ group: group ?? undefined })}
        />
      </search>
      {isWide ? <Nothing>{say('asOf.chooseCounty')}</Nothing> : <ThatDay region={region} day={day} />}
    </Page>
  )
}

function ThatDay({ region, day }: { region: string; day: string }) {
  const say = useWords()
  const may = useMay()
  const [filters] = useFilters()
  const group = elderGroups.keys.find(key => key === filters.group)
  const standing = frozenStandings.keys.find(key => key === filters.standing)
  const list = usePages('elder.asOf', {
    regionCode: region,
    day,
    ...(group && { group }),
    ...(standing && { standing }),
  })
  const standings = list.query.data?.pages[0]?.standings ?? {}
  return (
    <>
      <Standings standings={standings} chosen={standing ?? null} />
      <Panel
        title={list.total === null ? undefined : say('list.total', { count: figure(list.total) })}
        extra={may('elder:export') && !standing && <ExportButton region={region} asOf={day} />}
      >
        <Paged list={list} nothing={say('asOf.none')}>
          {rows => <Rows rows={rows} />}
        </Paged>
      </Panel>
    </>
  )
}

/** Where everybody stood; each number narrows the list to those people. */
function Standings({ standings, chosen }: { standings: Record<string, number>; chosen: string | null }) {
  const say = useWords()
  const [filters] = useFilters()
  const all = Object.values(standings).reduce((sum, count) => sum + count, 0)
  const places = [
    { key: undefined, word: say('asOf.onRecord'), count: all },
    ...frozenStandings.keys.map(key => ({
      key: key as string | undefined,
      word: frozenStandings.words[key],
      count: standings[key] ?? 0,
    })),
  ]
  return (
    <ul className="chips">
      {places.map(({ key, word, count }) => (
        <li key={word}>
          <Go
            to={paths.asOf({ ...filters, standing: key })}
            className={(key ?? null) === chosen ? 'chip chosen-chip' : 'chip'}
          >
            {word} <b>{figure(count)}</b> {say('unit.people')}
          </Go>
        </li>
      ))}
    </ul>
  )
}

function Rows({ rows }: { rows: Row[] }) {
  const say = useWords()
  return (
    <CardTable<Row>
      rowKey="id"
      dataSource={rows}
      pagination={false}
      columns={[
        {
          key: 'name',
          title: say('elder.name'),
          width: 170,
          render: (_, row) => (
            <>
              <Go to={paths.elder(row)} className="strong">
                {row.name}
              </Go>
              <div className="soft small">
                {sexes.words[row.sex]}
                {row.age !== null && ` · ${say('elder.age', { age: row.age })}`}
              </div>
            </>
          ),
        },
        {
          key: 'village',
          title: say('elder.village'),
          render: (_, row) => (
            <>
              {row.livedIn ?? row.villageName}
              <div className="soft small">
                {row.livedIn ? say('asOf.livesNow', { village: row.villageName }) : row.townshipName}
              </div>
            </>
          ),
        },
        { key: 'groups', title: say('elder.groups'), render: (_, row) => <Groups groups={row.groups} /> },
        {
          key: 'standing',
          title: say('asOf.standing'),
          render: (_, row) => frozenStandings.words[row.standing],
        },
        {
          key: 'absences',
          title: say('asOf.away'),
          render: (_, row) => (
            <span className="tags">
              {row.absences.map(absence => (
                <Tag key={`${absence.kind}${absence.validFrom}`}>{absenceKinds.words[absence.kind]}</Tag>
              ))}
              {row.endedOn && (
                <span className="soft small">{say('asOf.endedSince', { day: row.endedOn })}</span>
              )}
            </span>
          ),
        },
      ]}
    />
  )
}
