// The list of elders: search, conditions, columns, kept lists; export, print; one act on many.
import { FilterOutlined, PlusOutlined, PrinterOutlined } from '@ant-design/icons'
import { Button, Input, Select, Switch } from 'antd'
import { useState } from 'react'
import { type ElderRow, elderGroups } from '../../domain/elders/elder.ts'
import { filterFromWords } from '../../domain/elders/filter.ts'
import { useFilters, useGo } from '../address.ts'
import { usePages } from '../asking.ts'
import { BulkBar, type Chosen, nobody } from '../elder-lists/BulkBar.tsx'
import { ColumnsButton } from '../elder-lists/ColumnsButton.tsx'
import { ExportButton } from '../elder-lists/ExportDialog.tsx'
import { KeptLists } from '../elder-lists/KeptLists.tsx'
import { finerCount, MoreFilters } from '../elder-lists/MoreFilters.tsx'
import { figure } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { Labelled } from '../Labelled.tsx'
import { useWords } from '../language.tsx'
import { NewcomersNotice } from '../newcomers/NewcomersNotice.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useMay, useSession } from '../session.tsx'
import { ElderTable } from './ElderTable.tsx'

export function EldersPage() {
  const say = useWords()
  const may = useMay()
  const go = useGo()
  const { post } = useSession()
  const [filters] = useFilters()
  const region = filters.region ?? post.regionCode
  const filter = filterFromWords(filters)
  const list = usePages('elder.list', { regionCode: region, ...filter })
  return (
    <Page
      title={say('elders.title')}
      above={<RegionBar code={region} to={code => paths.elders({ ...filters, region: code })} />}
      actions={
        <>
          <Go to={paths.asOf({ region })}>{say('asOf.open')}</Go>
          <Button onClick={() => go(paths.households({ region }))}>{say('households.open')}</Button>
          <KeptLists region={region} />
          {may('elder:edit') && (
            <Button
              type="primary"
              icon={<PlusOutlined />}
              onClick={() => go(paths.elderRegister({ region }))}
            >
              {say('elders.register')}
            </Button>
          )}
        </>
      }
    >
      {may('elder:edit') && <NewcomersNotice region={region} />}
      <EldersFilters />
      <Panel
        title={list.total === null ? undefined : say('list.total', { count: figure(list.total) })}
        extra={<ListActions region={region} />}
      >
        <Paged
          list={list}
          nothing={filter.text ? say('elders.noneFound', { text: filter.text }) : say('elders.none')}
        >
          {rows => <Listed rows={rows} region={region} />}
        </Paged>
      </Panel>
    </Page>
  )
}

function ListActions({ region }: { region: string }) {
  const say = useWords()
  const may = useMay()
  const go = useGo()
  const [filters] = useFilters()
  return (
    <span className="list-actions">
      <ColumnsButton />
      <Button icon={<PrinterOutlined />} onClick={() => go(paths.eldersPrint({ ...filters, region }))}>
        {say('lists.print')}
      </Button>
      {may('elder:export') && <ExportButton region={region} />}
    </span>
  )
}

function EldersFilters() {
  const say = useWords()
  const [filters, change] = useFilters()
  const finer = finerCount(filters)
  const [open, setOpen] = useState(finer > 0)
  return (
    <>
      <search className="filters no-print">
        <Input.Search
          key={filters.text}
          className="filter-text"
          size="large"
          allowClear
          defaultValue={filters.text ?? ''}
          placeholder={say('elders.search')}
          aria-label={say('elders.search')}
          enterButton={say('elders.find')}
          onSearch={text => change({ text: text.trim() || undefined })}
        />
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
        <Labelled word={say('elders.ended')} after>
          {id => (
            <Switch
              id={id}
              checked={filters.ended === 'yes'}
              onChange={ended => change({ ended: ended ? 'yes' : undefined })}
            />
          )}
        </Labelled>
        <Button icon={<FilterOutlined />} aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? say('lists.fewerFilters') : say('lists.moreFilters')}
          {!open && finer > 0 && ` (${finer})`}
        </Button>
      </search>
      {open && <MoreFilters />}
    </>
  )
}

function Listed({ rows, region }: { rows: ElderRow[]; region: string }) {
  const say = useWords()
  const may = useMay()
  const [chosen, setChosen] = useState<Chosen>(nobody)
  if (!may('elder:edit')) return <ElderTable rows={rows} />
  const shown = new Map(rows.map(row => [row.id, row]))
  const choose = (ids: string[]) => {
    // Who was chosen with the whole list and is not on this page stays chosen.
    const beyond = chosen.elderIds.filter(id => !shown.has(id))
    const elderIds = [...beyond, ...ids]
    const countyCode = chosen.countyCode || (shown.get(ids[0] ?? '')?.countyCode ?? '')
    setChosen(elderIds.length === 0 ? nobody : { countyCode, elderIds })
  }
  return (
    <>
      <BulkBar region={region} chosen={chosen} onChoose={setChosen} />
      <ElderTable rows={rows} chosen={chosen.elderIds} onChoose={choose} />
      <p className="soft small no-print">
        <Go to={paths.bulkActs({ region })}>{say('bulk.log')}</Go>
        {' · '}
        <Go to={paths.dueConsents({ region })}>{say('consents.dueTitle')}</Go>
        {may('elder:export') && (
          <>
            {' · '}
            <Go to={paths.exports({ region })}>{say('exports.log')}</Go>
          </>
        )}
      </p>
    </>
  )
}
