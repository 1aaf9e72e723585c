// The money that has reached counties: what of it is in projects, what is free, what goes back.
import { Button, Form, Input, Modal, Space, Tag } from 'antd'
import { useState } from 'react'
import type { Output } from '../../domain/api.ts'
import type { FundShare } from '../../domain/funds/fund.ts'
import { fenFromWan, sumWords } from '../../domain/funds/words.ts'
import { newId } from '../../ui/client.ts'
import { useFilters } from '../address.ts'
import { useAct, useAnswer, usePages } from '../asking.ts'
import { dayText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useMay, useSession } from '../session.tsx'
import { Answered, Nothing, Trouble, useNotice } from '../states.tsx'
import { DraftProjectDialog } from './DraftProjectDialog.tsx'
import { WanField } from './fields.tsx'
import { ShareTable } from './ShareTable.tsx'
import './funds.css'

const stale = ['fundShare.list', 'fundReturn.list', 'fund.overview'] as const

export function SharesPage() {
  const say = useWords()
  const may = useMay()
  const { post } = useSession()
  const [filters] = useFilters()
  const [drafting, setDrafting] = useState<FundShare | null>(null)
  const [sending, setSending] = useState<FundShare | null>(null)
  const region = filters.region ?? post.regionCode
  const list = usePages('fundShare.list', { regionCode: region })
  const returns = useAnswer('fundReturn.list', { regionCode: region })
  const acts = (share: FundShare) =>
    share.state === 'batchApproved' &&
    share.leftFen > 0 && (
      <Space wrap>
        {may('fund:plan') && (
          <Button type="primary" onClick={() => setDrafting(share)}>
            {say('fund.draftProject')}
          </Button>
        )}
        {may('fund:pay') && <Button onClick={() => setSending(share)}>{say('fund.sendBack')}</Button>}
      </Space>
    )
  return (
    <Page
      title={say('fund.sharesTitle')}
      above={<RegionBar code={region} to={code => paths.fundShares({ region: code })} />}
      actions={<Button onClick={() => window.print()}>{say('fund.print')}</Button>}
    >
      <p className="soft">{say('fund.sharesWhat')}</p>
      <Panel>
        <Paged list={list} nothing={say('fund.sharesNone')}>
          {rows => <ShareTable rows={rows} acts={acts} withProgramme />}
        </Paged>
      </Panel>
      <Panel title={say('fund.returns')}>
        <Answered query={returns}>{value => <Returns rows={value.rows} />}</Answered>
      </Panel>
      {drafting && <DraftProjectDialog share={drafting} onClose={() => setDrafting(null)} />}
      {sending && <SendBackDialog share={sending} onClose={() => setSending(null)} />}
    </Page>
  )
}

function Returns({ rows }: { rows: Output<'fundReturn.list'>['rows'] }) {
  const say = useWords()
  const notice = useNotice()
  const receive = useAct('fundReturn.receive', stale)
  if (rows.length === 0) return <Nothing>{say('fund.returnsNone')}</Nothing>
  return (
    <ul className="fund-rows">
      {rows.map(row => (
        <li key={row.id}>
          <div>
            <b>
              {row.regionName}　{sumWords(row.amountFen)}
            </b>{' '}
            {row.receivedOn === null && <Tag color="warning">{say('fund.onTheWay')}</Tag>}
            <div className="soft small">
              {row.programmeTitle} · {row.batchTitle} · {row.reason} · {say('fund.sentOn')}{' '}
              {dayText(row.sentOn)}
              {row.receivedOn !== null && ` · ${say('fund.receivedOn')} ${dayText(row.receivedOn)}`}
            </div>
          </div>
          {row.mayReceive && (
            <Button
              type="primary"
              loading={receive.isPending}
              onClick={() =>
                receive.mutate(
                  { countyCode: row.countyCode, id: row.id },
                  { onSuccess: () => notice.done(say('fund.receiveDone')), onError: notice.refused },
                )
              }
            >
              {say('fund.receive')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}

function SendBackDialog({ share, onClose }: { share: FundShare; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const [returnId] = useState(newId)
  const [form] = Form.useForm<{ wan: string; reason: string }>()
  const send = useAct('fundShare.sendBack', stale)
  return (
    <Modal
      open
      title={say('fund.sendBack')}
      okText={say('fund.sendBack')}
      okButtonProps={{ loading: send.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p>{say('fund.sendBackNote', { left: sumWords(share.leftFen) })}</p>
      <Form
        form={form}
        layout="vertical"
        onFinish={({ wan, reason }) =>
          send.mutate(
            { countyCode: share.countyCode, id: share.id, returnId, amountFen: fenFromWan(wan) ?? 0, reason },
            {
              onSuccess: () => {
                notice.done(say('fund.sendBackDone'))
                onClose()
              },
            },
          )
        }
      >
        <WanField />
        <Form.Item
          name="reason"
          label={say('fund.reason')}
          rules={[{ required: true, whitespace: true, message: say('form.required') }]}
        >
          <Input.TextArea rows={2} maxLength={200} showCount />
        </Form.Item>
      </Form>
      {send.error && <Trouble error={send.error} />}
    </Modal>
  )
}
