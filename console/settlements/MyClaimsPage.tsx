// A provider's desk: what may be claimed, what was, and where the money is.
import { Button, Upload } from 'antd'
import { useRef, useState } from 'react'
import type { Claim } from '../../domain/settlements/claim.ts'
import { claimLineStates, claimStates } from '../../domain/settlements/claim.ts'
import { newId, upload } from '../../ui/client.ts'
import { useFilters, useGo, useKey } from '../address.ts'
import { type RowOf, useAct, useAnswer, usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { figure, monthText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { saveAnswer } from '../save.ts'
import { useSession } from '../session.tsx'
import { Answered, Nothing, Trouble, useNotice } from '../states.tsx'
import { ClaimSums, ClaimTable, StateFilter } from './ClaimsPage.tsx'
import { Yuan } from './marks.tsx'
import { LineTable } from './QueuePage.tsx'
import '../indicators/board.css'
import './settlements.css'

export function MyClaimsPage() {
  const say = useWords()
  const { post } = useSession()
  const countyCode = post.regionCode.slice(0, 6)
  const list = usePages('myClaim.list', { countyCode })
  return (
    <Page title={say('myClaims.title')}>
      <OpenMonths countyCode={countyCode} />
      <Panel title={say('myClaims.made')}>
        <Paged list={list} nothing={say('myClaims.none')}>
          {rows => <ClaimTable rows={rows} to={row => paths.myClaim(row)} />}
        </Paged>
      </Panel>
    </Page>
  )
}

interface Month {
  month: string
  orders: number
  amountFen: number
}

function OpenMonths({ countyCode }: { countyCode: string }) {
  const say = useWords()
  const open = useAnswer('myClaim.open', { countyCode })
  return (
    <Panel title={say('myClaims.open')} note={say('myClaims.openWhat')}>
      <Answered query={open}>
        {({ months }) =>
          months.length === 0 ? (
            <Nothing>{say('myClaims.nothingOpen')}</Nothing>
          ) : (
            <CardTable<Month>
              rowKey="month"
              dataSource={months}
              pagination={false}
              columns={[
                { key: 'month', title: say('claims.month'), render: (_, row) => monthText(row.month) },
                {
                  key: 'orders',
                  title: say('myClaims.orders'),
                  render: (_, row) => say('myClaims.orderCount', { count: figure(row.orders) }),
                },
                { key: 'sum', title: say('claims.sum'), render: (_, row) => <Yuan fen={row.amountFen} /> },
                {
                  key: 'acts',
                  render: (_, row) => <MonthActs countyCode={countyCode} month={row.month} />,
                },
              ]}
            />
          )
        }
      </Answered>
    </Panel>
  )
}

const refreshed = ['myClaim.list', 'myClaim.open', 'myClaim.money'] as const

function MonthActs({ countyCode, month }: { countyCode: string; month: string }) {
  const say = useWords()
  const go = useGo()
  const notice = useNotice()
  const [id] = useState(newId)
  const make = useAct('myClaim.make', refreshed)
  // A promise and not the act's own callbacks: the month leaves this list before those would be called.
  const send = () =>
    void make
      .mutateAsync({ countyCode, id, month })
      .then(() => go(paths.myClaim({ countyCode, id })), notice.refused)
  return (
    <span className="fault-tags">
      <Button type="primary" loading={make.isPending} onClick={send}>
        {say('myClaims.make')}
      </Button>
      <SheetUpload countyCode={countyCode} month={month} />
      <Button
        type="text"
        onClick={() => saveAnswer('myClaim.template', { countyCode, month }).catch(notice.refused)}
      >
        {say('myClaims.template')}
      </Button>
    </span>
  )
}

function SheetUpload({ countyCode, month }: { countyCode: string; month: string }) {
  const say = useWords()
  const go = useGo()
  const notice = useNotice()
  const [sending, setSending] = useState(false)
  // The same file again after a broken line is the same act.
  const unanswered = useRef<{ file: string; id: string; actId: string } | null>(null)
  const send = (file: File) => {
    const content = `${file.name}.${file.size}.${file.lastModified}.${month}`
    if (unanswered.current?.file !== content)
      unanswered.current = { file: content, id: newId(), actId: newId() }
    const { id, actId } = unanswered.current
    setSending(true)
    upload('myClaim.upload', { countyCode, id, month, fileName: file.name }, file, { actId })
      .then(() => go(paths.myClaim({ countyCode, id })), notice.refused)
      .finally(() => setSending(false))
    return false
  }
  return (
    <Upload accept=".xlsx,.csv" showUploadList={false} beforeUpload={send}>
      <Button loading={sending}>{say('myClaims.upload')}</Button>
    </Upload>
  )
}

export function MyClaimPage() {
  const answer = useAnswer('myClaim.get', useKey())
  return <Answered query={answer}>{claim => <OneClaim claim={claim} />}</Answered>
}

function OneClaim({ claim }: { claim: Claim }) {
  const say = useWords()
  const go = useGo()
  const [filters] = useFilters()
  const { countyCode, id } = claim
  const state = claimLineStates.keys.find(one => one === filters.state)
  const list = usePages('myClaim.lines', { countyCode, id, ...(state && { state }) })
  return (
    <Page
      title={say('myClaims.claimTitle', { month: monthText(claim.month) })}
      actions={<Button onClick={() => go(paths.myClaims())}>{say('myClaims.title')}</Button>}
    >
      <p className="soft">
        {claim.providerName} · {claimStates.words[claim.state]}
      </p>
      <ClaimSums claim={claim} />
      <Acts claim={claim} />
      {claim.refusedRows > 0 && <Refusals claim={claim} />}
      <StateFilter />
      <Panel title={say('claims.lines')}>
        <Paged list={list} nothing={say('claims.noLines')}>
          {rows => <LineTable rows={rows} to={row => paths.myClaimLine(row)} />}
        </Paged>
      </Panel>
    </Page>
  )
}

function Acts({ claim }: { claim: Claim }) {
  const say = useWords()
  const notice = useNotice()
  const stale = [...refreshed, 'myClaim.get', 'myClaim.lines'] as const
  const send = useAct('myClaim.send', stale)
  const takeBack = useAct('myClaim.takeBack', stale)
  const { countyCode, id, sums, state } = claim
  if (state === 'takenBack') return null
  return (
    <Panel>
      {state === 'preparing' ? (
        <p>
          <Button
            type="primary"
            size="large"
            loading={send.isPending}
            onClick={() =>
              send.mutate(
                { countyCode, id },
                {
                  onSuccess: sent =>
                    notice.done(
                      say('myClaims.sent', {
                        agreed: sent.sums.agreedLines,
                        questioned: sent.sums.questionedLines,
                      }),
                    ),
                },
              )
            }
          >
            {say('myClaims.send', { lines: figure(sums.lines) })}
          </Button>{' '}
          <span className="soft">{say('myClaims.sendNote')}</span>
        </p>
      ) : (
        <p className="soft">{say('myClaims.sentNote')}</p>
      )}
      {sums.billedLines + sums.deniedLines === 0 && (
        <Button
          danger
          loading={takeBack.isPending}
          onClick={() =>
            takeBack.mutate({ countyCode, id }, { onSuccess: () => notice.done(say('myClaims.takenBack')) })
          }
        >
          {say('myClaims.takeBack')}
        </Button>
      )}
      {send.isError && <Trouble error={send.error} />}
      {takeBack.isError && <Trouble error={takeBack.error} />}
    </Panel>
  )
}

function Refusals({ claim: { countyCode, id, refusedRows } }: { claim: Claim }) {
  const say = useWords()
  const list = usePages('myClaim.refusals', { countyCode, id })
  return (
    <Panel title={say('myClaims.refused', { count: refusedRows })} note={say('myClaims.refusedWhat')}>
      <Paged list={list} nothing={say('claims.noLines')}>
        {rows => (
          <CardTable<RowOf<'myClaim.refusals'>>
            rowKey="sheetRow"
            dataSource={rows}
            pagination={false}
            columns={[
              {
                key: 'row',
                title: say('myClaims.sheetRow'),
                render: (_, row) => say('myClaims.rowNumber', { row: row.sheetRow }),
              },
              { key: 'code', title: say('claims.code'), render: (_, row) => row.orderCode ?? '—' },
              { key: 'reason', title: say('claims.reasons'), dataIndex: 'reason' },
            ]}
          />
        )}
      </Paged>
    </Panel>
  )
}
