// The list of elders: search, group, area; export; ticking some to give them a visitor.
import { DownloadOutlined, PlusOutlined, UserSwitchOutlined } from '@ant-design/icons'
import { Button, Input, Select, Switch } from 'antd'
import { useState } from 'react'
import { type ElderRow, elderGroups } from '../../domain/elders/elder.ts'
import { useFilters, useGo } from '../address.ts'
import { usePages } from '../asking.ts'
import { figure } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Labelled } from '../Labelled.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { saveAnswer } from '../save.ts'
import { useMay, useSession } from '../session.tsx'
import { useNotice } from '../states.tsx'
import { AssignDialog } from '../visits/AssignDialog.tsx'
import { ElderTable } from './ElderTable.tsx'

export function EldersPage() {
  const say = useWords()
  const may = useMay()
  const go = useGo()
  const { post } = useSession()
  const [filters] = useFilters()
  const region = filters.region ?? post.regionCode
  const group = elderGroups.keys.find(key => key === filters.group)
  const ended = filters.ended === 'yes'
  const text = filters.text?.trim()
  const list = usePages('elder.list', {
    regionCode: region,
    ended,
    ...(group && { group }),
    ...(text && { text }),
  })
  return (
    <Page
      title={say('elders.title')}
      above={<RegionBar code={region} to={code => paths.elders({ region: code, text, group })} />}
      actions={
        <>
          {may('elder:export') && (
            <ExportButton input={{ regionCode: region, ended, ...(group && { group }) }} />
          )}
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
      <EldersFilters />
      <Panel title={list.total === null ? undefined : say('list.total', { count: figure(list.total) })}>
        <Paged list={list} nothing={text ? say('elders.noneFound', { text }) : say('elders.none')}>
          {rows => <Listed rows={rows} region={region} />}
        </Paged>
      </Panel>
    </Page>
  )
}

function EldersFilters() {
  const say = useWords()
  const [filters, change] = useFilters()
  return (
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
    </search>
  )
}

function Listed({ rows, region }: { rows: ElderRow[]; region: string }) {
  const say = useWords()
  const may = useMay()
  const [chosen, setChosen] = useState<{ keys: string[]; rows: ElderRow[] }>({ keys: [], rows: [] })
  const [assigning, setAssigning] = useState(false)
  if (!may('visit:assign')) return <ElderTable rows={rows} />
  const clear = () => setChosen({ keys: [], rows: [] })
  return (
    <>
      <div className="chosen no-print">
        <Button
          icon={<UserSwitchOutlined />}
          disabled={chosen.rows.length === 0}
          onClick={() => setAssigning(true)}
        >
          {say('assign.open')}
        </Button>
        <span className="soft">
          {chosen.rows.length === 0
            ? say('assign.tickFirst')
            : say('assign.ticked', { count: chosen.rows.length })}
        </span>
      </div>
      <ElderTable
        rows={rows}
        chosen={chosen.keys}
        onChoose={(keys, picked) => setChosen({ keys, rows: picked })}
      />
      {assigning && (
        <AssignDialog
          elders={chosen.rows}
          regionCode={region}
          onClose={done => {
            setAssigning(false)
            if (done) clear()
          }}
        />
      )}
    </>
  )
}

function ExportButton({ input }: { input: Parameters<typeof saveAnswer<'elder.export'>>[1] }) {
  const say = useWords()
  const notice = useNotice()
  const [busy, setBusy] = useState(false)
  const save = () => {
    setBusy(true)
    saveAnswer('elder.export', input)
      .catch(notice.refused)
      .finally(() => setBusy(false))
  }
  return (
    <Button icon={<DownloadOutlined />} loading={busy} onClick={save}>
      {say('elders.export')}
    </Button>
  )
}
