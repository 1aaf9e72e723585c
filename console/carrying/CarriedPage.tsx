// Files of sealed records that came on a stick: brought in, with their receipts to hand back, and all that was carried.
import { InboxOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Progress, Select, Tag, Upload } from 'antd'
import { useState } from 'react'
import { Refused } from '../../domain/kernel/refusal.ts'
import { type CarriedAct, carriedOutcomes } from '../../domain/sync/carrying.ts'
import { call } from '../../ui/client.ts'
import { useFilters } from '../address.ts'
import { usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { instantText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useMay, useSession } from '../session.tsx'
import { useNotice } from '../states.tsx'
import { BroughtPanel } from './BroughtPanel.tsx'
import { type Brought, bring, carriedFileFrom } from './brought.ts'

export function CarriedPage() {
  const say = useWords()
  const { post } = useSession()
  const may = useMay()
  const [filters, change] = useFilters()
  const region = filters.region ?? post.regionCode
  const outcome = carriedOutcomes.keys.find(key => key === filters.outcome)
  const list = usePages('sync.carriedList', { regionCode: region, ...(outcome && { outcome }) })
  return (
    <Page
      title={say('carried.title')}
      above={<RegionBar code={region} to={code => paths.carried({ region: code, outcome })} />}
    >
      <p className="soft">{say('carried.what')}</p>
      {may('sync:carry') && <TakeIn />}
      <Panel title={say('carried.list')} note={say('carried.listWhat')}>
        <search className="filters no-print">
          <Select
            size="large"
            className="filter-group"
            aria-label={say('carried.outcome')}
            allowClear
            placeholder={say('carried.all')}
            value={outcome ?? null}
            options={carriedOutcomes.keys.map(key => ({ value: key, label: carriedOutcomes.words[key] }))}
            onChange={(chosen: CarriedAct['outcome'] | null | undefined) =>
              change({ outcome: chosen ?? undefined })
            }
          />
        </search>
        <Paged list={list} nothing={say(outcome ? 'carried.noneSuch' : 'carried.none')}>
          {rows => <CarriedRows rows={rows} />}
        </Paged>
      </Panel>
    </Page>
  )
}

/** Takes a file, brings it, shows what became of it; the file itself is not kept. */
function TakeIn() {
  const say = useWords()
  const client = useQueryClient()
  const notice = useNotice()
  const { post } = useSession()
  const [share, setShare] = useState<number | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  const [brought, setBrought] = useState<{ name: string; it: Brought } | null>(null)

  async function take(file: File): Promise<void> {
    setWrong(null)
    const carried = carriedFileFrom(await file.text())
    if (!carried) return setWrong(say('carried.wrongFile'))
    if (carried.acts.length === 0)
      return setWrong(say(carried.receipts.length > 0 ? 'carried.onlyReceipts' : 'carried.empty'))
    setShare(0)
    const it = await bring(carried, {
      regionCode: post.regionCode,
      carry: input => call('sync.carry', input),
      list: input => call('sync.carriedList', input),
      onProgress: setShare,
    })
    setBrought({ name: file.name, it })
    await client.invalidateQueries({ queryKey: ['sync.carriedList'] })
  }

  if (brought) return <BroughtPanel {...brought} onAnother={() => setBrought(null)} />
  return (
    <Panel>
      {wrong && <Alert style={{ marginBottom: 12 }} type="warning" showIcon title={wrong} />}
      <Upload.Dragger
        accept=".json,application/json"
        multiple={false}
        showUploadList={false}
        disabled={share !== null}
        beforeUpload={file => {
          take(file)
            .catch(error => (error instanceof Refused ? setWrong(error.message) : notice.refused(error)))
            .finally(() => setShare(null))
          return false
        }}
      >
        <p className="ant-upload-drag-icon">
          <InboxOutlined />
        </p>
        <p className="ant-upload-text">{say(share === null ? 'carried.drop' : 'carried.sending')}</p>
        {share === null ? (
          <p className="ant-upload-hint">{say('carried.dropWhat')}</p>
        ) : (
          <Progress percent={Math.round(share * 100)} aria-label={say('carried.sending')} />
        )}
      </Upload.Dragger>
    </Panel>
  )
}

export const outcomeColours = { done: 'success', again: 'processing', refused: 'error' } as const

function CarriedRows({ rows }: { rows: readonly CarriedAct[] }) {
  const say = useWords()
  return (
    <CardTable<CarriedAct>
      rowKey={row => `${row.id} ${row.carrierName} ${row.arrivedAt}`}
      dataSource={[...rows]}
      pagination={false}
      columns={[
        { key: 'at', title: say('carried.at'), render: (_, row) => instantText(row.arrivedAt) },
        { key: 'maker', title: say('carried.maker'), dataIndex: 'makerName' },
        { key: 'place', title: say('carried.place'), dataIndex: 'placeName' },
        { key: 'carrier', title: say('carried.carrier'), dataIndex: 'carrierName' },
        {
          key: 'how',
          title: say('carried.how'),
          render: (_, row) => say(row.atDesk ? 'carried.byDesk' : 'carried.byPhone'),
        },
        {
          key: 'outcome',
          title: say('carried.outcome'),
          render: (_, row) => (
            <>
              <Tag color={outcomeColours[row.outcome]}>{carriedOutcomes.words[row.outcome]}</Tag>
              {row.refusal && <span className="soft small">{row.refusal}</span>}
            </>
          ),
        },
      ]}
    />
  )
}
