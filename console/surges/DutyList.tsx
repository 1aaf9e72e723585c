// Whom an emergency calls on; those nobody has reached first, and among them whom no visitor looks after.
import { Select, Switch } from 'antd'
import { dutyStates, type Surge, type SurgeDuty, surgeCriteria } from '../../domain/surges/surge.ts'
import { useFilters } from '../address.ts'
import { usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { instantText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { Labelled } from '../Labelled.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { useSession } from '../session.tsx'

export function DutyList({ surge }: { surge: Surge }) {
  const say = useWords()
  const { post } = useSession()
  const [filters, change] = useFilters()
  const state = dutyStates.keys.find(key => key === filters.state)
  const shown = filters.state === 'all' ? undefined : (state ?? 'unreached')
  const list = usePages('surge.duties', {
    ...{ countyCode: surge.countyCode, id: surge.id },
    regionCode: filters.region ?? post.regionCode,
    withoutVisitor: filters.alone === 'yes',
    ...(shown && { state: shown }),
  })
  return (
    <Panel title={say('surges.duties')}>
      <search className="filters no-print">
        <Select
          size="large"
          className="filter-group"
          aria-label={say('surges.village')}
          allowClear
          placeholder={say('surges.stateAll')}
          value={filters.region ?? null}
          showSearch={{ optionFilterProp: 'label' }}
          options={surge.villages.map(village => ({ value: village.regionCode, label: village.name }))}
          onChange={(code: string | null | undefined) => change({ region: code ?? undefined })}
        />
        <Select
          size="large"
          className="filter-group"
          aria-label={say('surges.dutyState')}
          value={shown ?? 'all'}
          options={[
            ...dutyStates.keys.map(key => ({ value: key as string, label: dutyStates.words[key] })),
            { value: 'all', label: say('surges.stateAll') },
          ]}
          onChange={chosen => change({ state: chosen === 'unreached' ? undefined : chosen })}
        />
        <Labelled word={say('surges.withoutVisitor')} after>
          {id => (
            <Switch
              id={id}
              checked={filters.alone === 'yes'}
              onChange={on => change({ alone: on ? 'yes' : undefined })}
            />
          )}
        </Labelled>
      </search>
      <Paged list={list} nothing={say('surges.noDuties')}>
        {rows => <Duties rows={rows} />}
      </Paged>
    </Panel>
  )
}

function Duties({ rows }: { rows: SurgeDuty[] }) {
  const say = useWords()
  return (
    <CardTable<SurgeDuty>
      rowKey="elderId"
      dataSource={rows}
      pagination={false}
      columns={[
        {
          key: 'elder',
          title: say('surges.elder'),
          render: (_, row) => (
            <>
              <Go to={paths.elder({ countyCode: row.countyCode, id: row.elderId })}>{row.elderName}</Go>
              {row.age !== null && <span className="soft"> {say('elder.age', { age: row.age })}</span>}
            </>
          ),
        },
        { key: 'village', title: say('surges.village'), dataIndex: 'villageName' },
        {
          key: 'reasons',
          title: say('surges.reasons'),
          render: (_, row) => row.reasons.map(reason => surgeCriteria.words[reason]).join('、'),
        },
        {
          key: 'visitor',
          title: say('surges.visitor'),
          render: (_, row) =>
            row.visitorName ?? <span className="danger-text">{say('surges.noVisitor')}</span>,
        },
        {
          key: 'state',
          title: say('surges.dutyState'),
          render: (_, row) => (
            <>
              {dutyStates.words[row.state]}
              {row.state === 'reached' && row.byPhone && `（${say('surges.byPhone')}）`}
              {row.reachedAt && <div className="soft small">{instantText(row.reachedAt)}</div>}
            </>
          ),
        },
      ]}
    />
  )
}
