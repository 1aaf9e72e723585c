// Every list that left the system or wants to: who asked, why, who agreed; a second person decides here.
import { Button, Space, Switch, Tag } from 'antd'
import { useState } from 'react'
import { type ExportState, exportStates, type ListExport } from '../../domain/elder-lists/export.ts'
import { useFilters } from '../address.ts'
import { useAct, usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { figure, instantText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Labelled } from '../Labelled.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { RegionBar } from '../regions/RegionBar.tsx'
import { saveAnswer } from '../save.ts'
import { useMay, useSession } from '../session.tsx'
import { useNotice } from '../states.tsx'
import { filterWords } from './filter-words.ts'

export function ExportsPage() {
  const say = useWords()
  const { post } = useSession()
  const [filters, change] = useFilters()
  const region = filters.region ?? post.regionCode
  const waiting = filters.waiting === 'yes'
  const list = usePages('listExport.list', { regionCode: region, waiting })
  return (
    <Page
      title={say('exports.log')}
      above={
        <RegionBar code={region} to={code => paths.exports({ region: code, waiting: filters.waiting })} />
      }
    >
      <search className="filters no-print">
        <Labelled word={say('exports.onlyWaiting')} after>
          {id => (
            <Switch
              id={id}
              checked={waiting}
              onChange={only => change({ waiting: only ? 'yes' : undefined })}
            />
          )}
        </Labelled>
      </search>
      <Panel>
        <Paged list={list} nothing={say('exports.logNone')}>
          {rows => <ExportTable rows={rows} />}
        </Paged>
      </Panel>
    </Page>
  )
}

const colors: Record<ExportState, string> = {
  unasked: 'default',
  asked: 'warning',
  agreed: 'success',
  turnedDown: 'error',
}

function ExportTable({ rows }: { rows: ListExport[] }) {
  const say = useWords()
  const [deciding, setDeciding] = useState<{ row: ListExport; agreed: boolean } | null>(null)
  return (
    <>
      <CardTable<ListExport>
        rowKey="id"
        dataSource={rows}
        pagination={false}
        columns={[
          {
            key: 'region',
            title: say('exports.region'),
            render: (_, row) => (
              <>
                <b>{row.regionName}</b>
                <div className="soft small">
                  {say('exports.filter', {
                    words: filterWords(row.filter, say).join(' · ') || say('exports.noFilter'),
                  })}
                </div>
              </>
            ),
          },
          {
            key: 'people',
            title: say('exports.people'),
            width: 90,
            render: (_, row) => figure(row.rowCount),
          },
          {
            key: 'asker',
            title: say('exports.asker'),
            render: (_, row) => (
              <>
                {row.askedBy} · <span className="nowrap">{instantText(row.askedAt)}</span>
                <div className="soft small">{row.reason}</div>
              </>
            ),
          },
          { key: 'state', title: say('exports.state'), render: (_, row) => <State row={row} /> },
          {
            key: 'acts',
            width: 190,
            render: (_, row) => <Acts row={row} onDecide={agreed => setDeciding({ row, agreed })} />,
          },
        ]}
      />
      {deciding && <DecideDialog {...deciding} onClose={() => setDeciding(null)} />}
    </>
  )
}

function State({ row }: { row: ListExport }) {
  return (
    <>
      <Tag color={colors[row.state]}>{exportStates.words[row.state]}</Tag>
      {row.decidedBy && (
        <div className="soft small">
          {row.decidedBy}：{row.decisionNote}
        </div>
      )}
    </>
  )
}

function Acts({ row, onDecide }: { row: ListExport; onDecide: (agreed: boolean) => void }) {
  const say = useWords()
  const may = useMay()
  const { account } = useSession()
  const isOwn = row.askedById === account.id
  if (row.state === 'asked' && !isOwn && may('elder:approve'))
    return (
      <Space>
        <Button type="primary" onClick={() => onDecide(true)}>
          {say('exports.agree')}
        </Button>
        <Button onClick={() => onDecide(false)}>{say('exports.decline')}</Button>
      </Space>
    )
  if (!isOwn || (row.state !== 'agreed' && row.state !== 'unasked')) return null
  return <TakeButton row={row} />
}

function TakeButton({ row }: { row: ListExport }) {
  const say = useWords()
  const notice = useNotice()
  const [busy, setBusy] = useState(false)
  if (row.expiresAt !== null && row.expiresAt < new Date().toISOString())
    return <span className="soft">{say('exports.expired')}</span>
  const take = () => {
    setBusy(true)
    saveAnswer('listExport.take', { countyCode: row.countyCode, id: row.id })
      .catch(notice.refused)
      .finally(() => setBusy(false))
  }
  return (
    <>
      <Button loading={busy} onClick={take}>
        {say('exports.take')}
      </Button>
      {row.expiresAt && (
        <div className="soft small">{say('exports.until', { at: instantText(row.expiresAt) })}</div>
      )}
    </>
  )
}

function DecideDialog({ row, agreed, onClose }: { row: ListExport; agreed: boolean; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const decide = useAct('listExport.decide', ['listExport.list'])
  return (
    <ReasonDialog
      title={say(agreed ? 'exports.agreeTitle' : 'exports.declineTitle', {
        name: row.askedBy,
        count: figure(row.rowCount),
      })}
      note={say('exports.decisionNote')}
      submit={say(agreed ? 'exports.agree' : 'exports.decline')}
      busy={decide.isPending}
      error={decide.error}
      onClose={onClose}
      onSubmit={({ reason }) =>
        decide.mutate(
          { countyCode: row.countyCode, id: row.id, agreed, note: reason },
          {
            onSuccess: () => {
              notice.done(say('exports.decided'))
              onClose()
            },
          },
        )
      }
    />
  )
}
