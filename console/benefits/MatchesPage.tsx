// Lists of others against the ledger: send a file, then decide line by line; nothing happens by itself.
import { InboxOutlined } from '@ant-design/icons'
import { Input, Segmented, Select, Upload } from 'antd'
import { useRef, useState } from 'react'
import { type MatchList, type MatchListKind, matchListKinds } from '../../domain/benefits/records.ts'
import { newId, upload } from '../../ui/client.ts'
import { useFilters } from '../address.ts'
import { usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { figure, instantText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { Labelled } from '../Labelled.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { useMay } from '../session.tsx'
import { Trouble, useNotice } from '../states.tsx'
import { BenefitFrame, countyOf } from './BenefitFrame.tsx'
import { MatchTable } from './MatchTable.tsx'

export function MatchesPage() {
  return <BenefitFrame part="matches">{region => <Matches region={region} />}</BenefitFrame>
}

function Matches({ region }: { region: string }) {
  const say = useWords()
  const may = useMay()
  const [filters, change] = useFilters()
  const lists = usePages('matchList.list', { regionCode: region })
  const all = filters.decision === 'all'
  const rows = usePages('matchList.rows', {
    regionCode: region,
    ...(filters.list && { listId: filters.list }),
    ...(!all && { decision: 'toReview' as const }),
  })
  const county = countyOf(region)
  const arrived = () => {
    void lists.query.refetch()
    void rows.query.refetch()
  }
  return (
    <>
      {may('benefit:manage') &&
        (county === null ? (
          <p className="soft">{say('benefits.chooseCounty')}</p>
        ) : (
          <SendList region={`${county}000000`} onArrived={arrived} />
        ))}
      <Panel
        title={say('match.results')}
        extra={
          filters.list && <Go to={paths.benefitMatches({ region: filters.region })}>{say('match.all')}</Go>
        }
      >
        <Segmented
          className="no-print benefit-gap"
          value={all ? 'all' : 'open'}
          options={[
            { value: 'open', label: say('match.onlyOpen') },
            { value: 'all', label: say('match.all') },
          ]}
          onChange={chosen => change({ decision: chosen === 'all' ? 'all' : undefined })}
        />
        <Paged list={rows} nothing={say('match.noRows')}>
          {found => <MatchTable rows={found} />}
        </Paged>
      </Panel>
      <Panel title={say('match.lists')}>
        <Paged list={lists} nothing={say('match.noLists')}>
          {found => <ListTable rows={found} region={filters.region} />}
        </Paged>
      </Panel>
    </>
  )
}

function SendList({ region, onArrived }: { region: string; onArrived: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const [kind, setKind] = useState<MatchListKind>('deathList')
  const [source, setSource] = useState('')
  const [sending, setSending] = useState(false)
  const [trouble, setTrouble] = useState<unknown>(null)
  // The same file again after a broken line is the same act.
  const unanswered = useRef<{ file: string; id: string; actId: string } | null>(null)
  const send = (file: File) => {
    const content = `${file.name}.${file.size}.${file.lastModified}.${region}.${kind}.${source}`
    if (unanswered.current?.file !== content)
      unanswered.current = { file: content, id: newId(), actId: newId() }
    const { id, actId } = unanswered.current
    setTrouble(null)
    setSending(true)
    upload(
      'matchList.upload',
      { id, regionCode: region, kind, source: source.trim(), fileName: file.name },
      file,
      {
        actId,
      },
    )
      .then(list => {
        notice.done(say('match.arrived', { rows: list.rowCount, matched: list.matchedCount }))
        onArrived()
      }, setTrouble)
      .finally(() => setSending(false))
    return false
  }
  const ready = source.trim() !== ''
  return (
    <Panel title={say('match.upload')} note={say('match.uploadNote')}>
      <div className="filters">
        <Labelled word={say('match.kind')}>
          {id => (
            <Select
              id={id}
              size="large"
              className="filter-group"
              value={kind}
              options={matchListKinds.keys.map(key => ({ value: key, label: matchListKinds.words[key] }))}
              onChange={setKind}
            />
          )}
        </Labelled>
        <Labelled word={say('match.source')}>
          {id => (
            <Input
              id={id}
              size="large"
              className="filter-text"
              maxLength={60}
              placeholder={say('match.sourceHelp')}
              value={source}
              onChange={event => setSource(event.target.value)}
            />
          )}
        </Labelled>
      </div>
      <Upload.Dragger
        className="benefit-gap"
        accept=".xlsx,.csv,.xls"
        multiple={false}
        showUploadList={false}
        disabled={!ready || sending}
        beforeUpload={send}
      >
        <p className="drop-icon" aria-hidden>
          <InboxOutlined />
        </p>
        <p className={ready ? 'strong' : 'strong soft'}>
          {ready ? say('match.drop') : say('match.fillFirst')}
        </p>
        <p className="soft">{sending ? say('state.loading') : say('match.kinds')}</p>
      </Upload.Dragger>
      {trouble !== null && <Trouble error={trouble} />}
    </Panel>
  )
}

function ListTable({ rows, region }: { rows: MatchList[]; region: string | undefined }) {
  const say = useWords()
  return (
    <CardTable<MatchList>
      rowKey={row => `${row.countyCode}.${row.id}`}
      dataSource={rows}
      pagination={false}
      columns={[
        {
          key: 'file',
          title: say('match.file'),
          render: (_, row) => (
            <>
              <Go to={paths.benefitMatches({ region, list: row.id, decision: 'all' })} className="strong">
                {row.fileName}
              </Go>
              <div className="soft small">
                {matchListKinds.words[row.kind]} · {row.source}
              </div>
            </>
          ),
        },
        { key: 'rows', title: say('match.rows'), align: 'right', render: (_, row) => figure(row.rowCount) },
        {
          key: 'matched',
          title: say('match.matched'),
          align: 'right',
          render: (_, row) => figure(row.matchedCount),
        },
        {
          key: 'open',
          title: say('match.open'),
          align: 'right',
          render: (_, row) => (
            <span className={row.undecidedCount > 0 ? 'warn-text strong' : 'soft'}>
              {figure(row.undecidedCount)}
            </span>
          ),
        },
        {
          key: 'by',
          title: say('match.by'),
          render: (_, row) => (
            <span className="soft small">
              {row.uploadedByName ?? '—'} · {instantText(row.uploadedAt)}
            </span>
          ),
        },
      ]}
    />
  )
}
