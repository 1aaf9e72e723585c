// The log of notices: who was told what by which channel, what failed and why, and once more where it failed.
import { Button, Select, Space, Switch } from 'antd'
import {
  type NoticeRow,
  type NoticeSend,
  noticeChannels,
  noticeKinds,
  noticeStates,
  noticeUrgencies,
  sendStates,
} from '../../domain/notices/notice.ts'
import { useFilters, useGo } from '../address.ts'
import { useAct, usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { instantText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { Labelled } from '../Labelled.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useMay, useSession } from '../session.tsx'
import { useNotice } from '../states.tsx'
import { subjectPath } from './subject.ts'
import './notices.css'

export function NoticeLogPage() {
  const say = useWords()
  const go = useGo()
  const { post } = useSession()
  const [filters] = useFilters()
  const region = filters.region ?? post.regionCode
  const state = noticeStates.keys.find(key => key === filters.state)
  const urgency = noticeUrgencies.keys.find(key => key === filters.urgency)
  const channel = noticeChannels.keys.find(key => key === filters.channel)
  const list = usePages('notice.list', {
    regionCode: region,
    failed: filters.failed === 'yes',
    ...(state && { state }),
    ...(urgency && { urgency }),
    ...(channel && { channel }),
  })
  return (
    <Page
      title={say('notices.log')}
      above={<RegionBar code={region} to={code => paths.noticeLog({ ...filters, region: code })} />}
      actions={
        <Space>
          <Button onClick={() => go(paths.digest({ region }))}>{say('digest.title')}</Button>
          <Button onClick={() => go(paths.broadcasts({ region }))}>{say('broadcasts.title')}</Button>
        </Space>
      }
    >
      <LogFilters />
      <Panel>
        <Paged list={list} nothing={say('notices.logNone')}>
          {rows => <LogTable rows={rows} />}
        </Paged>
      </Panel>
    </Page>
  )
}

function LogFilters() {
  const say = useWords()
  const [filters, change] = useFilters()
  const choices = [
    { name: 'state', words: noticeStates.words, label: 'notices.state', any: 'notices.anyState' },
    { name: 'urgency', words: noticeUrgencies.words, label: 'notices.urgency', any: 'notices.anyUrgency' },
    { name: 'channel', words: noticeChannels.words, label: 'notices.channel', any: 'notices.anyChannel' },
  ] as const
  return (
    <search className="filters no-print">
      {choices.map(({ name, words, label, any }) => (
        <Select
          key={name}
          size="large"
          className="filter-group"
          allowClear
          aria-label={say(label)}
          placeholder={say(any)}
          value={filters[name] ?? null}
          options={Object.entries(words).map(([value, word]) => ({ value, label: word }))}
          onChange={(chosen: string | null | undefined) => change({ [name]: chosen ?? undefined })}
        />
      ))}
      <Labelled word={say('notices.failed')} after>
        {id => (
          <Switch
            id={id}
            checked={filters.failed === 'yes'}
            onChange={on => change({ failed: on ? 'yes' : undefined })}
          />
        )}
      </Labelled>
    </search>
  )
}

function LogTable({ rows }: { rows: NoticeRow[] }) {
  const say = useWords()
  return (
    <CardTable<NoticeRow>
      rowKey="id"
      dataSource={rows}
      pagination={false}
      scroll={{ x: 980 }}
      columns={[
        {
          key: 'what',
          title: say('notices.what'),
          render: (_, row) => {
            const to = subjectPath(row)
            const kind = noticeKinds.words[row.kind]
            return (
              <>
                {to ? (
                  <Go to={to} className="strong">
                    {kind}
                  </Go>
                ) : (
                  <strong>{kind}</strong>
                )}
                <div className="small">{row.text}</div>
                <div className="soft small">
                  {row.regionName} · {instantText(row.raisedAt)}
                </div>
              </>
            )
          },
        },
        { key: 'to', title: say('notices.to'), width: 130, dataIndex: 'toName' },
        {
          key: 'urgency',
          title: say('notices.urgency'),
          width: 150,
          render: (_, row) => noticeUrgencies.words[row.urgency],
        },
        {
          key: 'state',
          title: say('notices.state'),
          width: 130,
          render: (_, row) => noticeStates.words[row.state],
        },
        {
          key: 'sends',
          title: say('notices.sends'),
          width: 330,
          render: (_, row) => (
            <ul className="plain-list">
              {row.sends.map(send => (
                <li key={send.id}>
                  <SendLine row={row} send={send} />
                </li>
              ))}
            </ul>
          ),
        },
      ]}
    />
  )
}

function SendLine({ row, send }: { row: NoticeRow; send: NoticeSend }) {
  const say = useWords()
  const may = useMay()
  const notice = useNotice()
  const resend = useAct('notice.resend', ['notice.list'])
  const isRepeated = row.sends.some(other => other.channel === send.channel && other.queuedAt > send.queuedAt)
  const isOver = ['taken', 'passedOn', 'inHand'].includes(row.state)
  const again = () =>
    resend.mutate(
      { countyCode: row.countyCode, id: row.id, sendId: send.id },
      { onSuccess: () => notice.done(say('notices.sentAgain')), onError: notice.refused },
    )
  return (
    <>
      {noticeChannels.words[send.channel]} ·{' '}
      <span className={send.state === 'notSent' ? 'danger-text' : ''}>{sendStates.words[send.state]}</span>
      {send.tries > 1 && <span className="soft"> · {say('notices.tries', { count: send.tries })}</span>}
      {send.arrivedAt && (
        <span className="soft small"> · {say('notices.arrived', { time: instantText(send.arrivedAt) })}</span>
      )}
      {send.reason && send.state !== 'arrived' && <div className="soft small">{send.reason}</div>}
      {send.state === 'notSent' && !isRepeated && !isOver && may('notice:send') && (
        <Button size="small" loading={resend.isPending} onClick={again}>
          {say('notices.again')}
        </Button>
      )}
    </>
  )
}
