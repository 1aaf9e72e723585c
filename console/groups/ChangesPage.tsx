// The inbox of changes to key groups: what the records suggest, answered one by one or all that are shown.
import { Segmented, Select, Space } from 'antd'
import { elderGroups, recordedGroups } from '../../domain/elders/elder.ts'
import { proposalKinds } from '../../domain/elders/groups/proposals.ts'
import { useFilters } from '../address.ts'
import { useAnswer, usePages } from '../asking.ts'
import { figure } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useMay, useSession } from '../session.tsx'
import { AcceptShown } from './AcceptShown.tsx'
import { Change, DecidedChange } from './Change.tsx'
import { OpenPapers } from './OpenPapers.tsx'

const tabs = ['waiting', 'decided', 'papers'] as const
type Tab = (typeof tabs)[number]

export function ChangesPage() {
  const say = useWords()
  const { post } = useSession()
  const [filters, change] = useFilters()
  const region = filters.region ?? post.regionCode
  const tab = tabs.find(one => one === filters.tab) ?? 'waiting'
  return (
    <Page
      title={say('proposals.title')}
      above={<RegionBar code={region} to={code => paths.changes({ ...filters, region: code })} />}
    >
      <p className="soft">{say('proposals.note')}</p>
      <search className="filters no-print">
        <Segmented<Tab>
          size="large"
          value={tab}
          options={tabs.map(one => ({ value: one, label: say(`proposals.${one}Tab`) }))}
          onChange={chosen => change({ tab: chosen === 'waiting' ? undefined : chosen, kind: undefined })}
        />
        {tab === 'papers' ? <PaperFilters /> : <KindFilter region={region} counted={tab === 'waiting'} />}
      </search>
      {tab === 'waiting' && <Waiting region={region} />}
      {tab === 'decided' && <Decided region={region} />}
      {tab === 'papers' && <OpenPapers region={region} />}
    </Page>
  )
}

/** Each kind with how many wait, so that one sees where the work is. */
function KindFilter({ region, counted }: { region: string; counted: boolean }) {
  const say = useWords()
  const [filters, change] = useFilters()
  const list = useAnswer('proposal.list', { regionCode: region, limit: 1 })
  const waiting = list.data?.waiting ?? {}
  return (
    <Select
      size="large"
      className="filter-text"
      allowClear
      aria-label={say('proposals.kind')}
      placeholder={say('proposals.allKinds')}
      value={filters.kind ?? null}
      options={proposalKinds.keys.map(key => ({
        value: key as string,
        label: counted ? `${proposalKinds.words[key]}（${waiting[key] ?? 0}）` : proposalKinds.words[key],
      }))}
      onChange={(kind: string | null | undefined) => change({ kind: kind ?? undefined })}
    />
  )
}

function PaperFilters() {
  const say = useWords()
  const [filters, change] = useFilters()
  const asks = filters.asks ?? 'evidence'
  return (
    <Space wrap>
      <Select
        size="large"
        className="filter-group"
        aria-label={say('proposals.asks')}
        value={asks}
        options={[
          { value: 'evidence', label: say('proposals.asksEvidence') },
          { value: 'expiry', label: say('proposals.asksExpiry') },
          { value: 'confirmation', label: say('proposals.asksConfirmation') },
        ]}
        onChange={chosen => change({ asks: chosen === 'evidence' ? undefined : chosen })}
      />
      <Select
        size="large"
        className="filter-group"
        allowClear
        aria-label={say('elders.group')}
        placeholder={say('elders.allGroups')}
        value={filters.group ?? null}
        options={recordedGroups.keys.map(key => ({ value: key as string, label: elderGroups.words[key] }))}
        onChange={(group: string | null | undefined) => change({ group: group ?? undefined })}
      />
    </Space>
  )
}

function useKind() {
  const [filters] = useFilters()
  return proposalKinds.keys.find(key => key === filters.kind)
}

function Waiting({ region }: { region: string }) {
  const say = useWords()
  const editable = useMay()('elder:edit')
  const kind = useKind()
  const list = usePages('proposal.list', { regionCode: region, ...(kind && { kind }) })
  return (
    <Panel
      title={list.total === null ? undefined : say('proposals.total', { count: figure(list.total) })}
      extra={editable && list.rows.length > 1 && <AcceptShown rows={list.rows} />}
      note={!editable && say('proposals.noRight')}
    >
      <Paged list={list} nothing={say('proposals.none')}>
        {rows => (
          <ul className="change-list">
            {rows.map(row => (
              <Change key={row.id} row={row} editable={editable} />
            ))}
          </ul>
        )}
      </Paged>
    </Panel>
  )
}

function Decided({ region }: { region: string }) {
  const say = useWords()
  const kind = useKind()
  const filter = { regionCode: region, ...(kind && { kind }) }
  const accepted = usePages('proposal.list', { ...filter, state: 'accepted' })
  const declined = usePages('proposal.list', { ...filter, state: 'declined' })
  return (
    <>
      {[declined, accepted].map((list, place) => (
        <Panel
          key={place === 0 ? 'declined' : 'accepted'}
          title={say(place === 0 ? 'proposals.decline' : 'proposals.acceptedTitle')}
        >
          <Paged list={list} nothing={say('proposals.noneDecided')}>
            {rows => (
              <ul className="change-list">
                {rows.map(row => (
                  <DecidedChange key={row.id} row={row} />
                ))}
              </ul>
            )}
          </Paged>
        </Panel>
      ))}
    </>
  )
}
