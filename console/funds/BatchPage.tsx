// One batch: whom it gives what, the projects drawn up with it, and the yes or no of a second person.
import { Button, Form, Input, Modal, Space, Tag } from 'antd'
import { useState } from 'react'
import type { Output } from '../../domain/api.ts'
import { batchStates, type FundBatch } from '../../domain/funds/fund.ts'
import { sumWords } from '../../domain/funds/words.ts'
import { useKey } from '../address.ts'
import { useAct, useAnswer } from '../asking.ts'
import { dayText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { useMay, useSession } from '../session.tsx'
import { Answered, Trouble, useNotice } from '../states.tsx'
import { batchColours } from './colours.ts'
import { Facts } from './Facts.tsx'
import { TextField } from './fields.tsx'
import { Papers } from './Papers.tsx'
import { ProjectTable } from './ProjectTable.tsx'
import { ShareTable } from './ShareTable.tsx'
import { Story } from './Story.tsx'
import './funds.css'

const stale = ['fundBatch.get', 'fundBatch.list', 'fundAppropriation.get', 'fund.overview'] as const

export function BatchPage() {
  const answer = useAnswer('fundBatch.get', useKey())
  return <Answered query={answer}>{value => <Record record={value} />}</Answered>
}

function Record({ record }: { record: Output<'fundBatch.get'> }) {
  const say = useWords()
  const { batch, appropriation, shares, projects, acts, papers } = record
  return (
    <Page
      title={
        <>
          {batch.title} <Tag color={batchColours[batch.state]}>{batchStates.words[batch.state]}</Tag>
        </>
      }
      tabTitle={batch.title}
      above={
        <p className="no-print">
          <Go to={paths.funds()}>{say('fund.title')}</Go> ·{' '}
          <Go to={paths.fundSum(appropriation)}>{batch.programmeTitle}</Go>
        </p>
      }
      actions={<Acts batch={batch} />}
    >
      <Panel>
        <Facts
          facts={[
            [say('fund.amount'), sumWords(batch.amountFen)],
            [say('fund.where'), say('fund.countiesUnit', { count: batch.counties })],
            [say('fund.documentNumber'), batch.documentNumber ?? '—'],
            [say('fund.draftedBy'), `${batch.draftedByName ?? '—'}　${dayText(batch.draftedOn)}`],
            [
              say('fund.approvedBy'),
              batch.approvedOn === null
                ? '—'
                : `${batch.approvedByName ?? '—'}　${dayText(batch.approvedOn)}`,
            ],
            ...(batch.dropReason === null ? [] : [[say('fund.reason'), batch.dropReason] as const]),
          ]}
        />
      </Panel>
      <Panel title={say('fund.sharesTitle')}>
        <ShareTable rows={shares} />
      </Panel>
      {projects.length > 0 && (
        <Panel title={say('fund.projects')}>
          <ProjectTable rows={projects} />
        </Panel>
      )}
      <Papers thing="fundBatch" thingKey={batch} papers={papers} refreshes="fundBatch.get" />
      <Panel title={say('fund.story')}>
        <Story acts={acts} />
      </Panel>
    </Page>
  )
}

function Acts({ batch }: { batch: FundBatch }) {
  const say = useWords()
  const may = useMay()
  const { account } = useSession()
  const [dialog, setDialog] = useState<'approve' | 'drop' | null>(null)
  const isOwn = batch.draftedBy === account.id
  const waits = batch.state === 'batchDrafted' && may('fund:approve')
  return (
    <Space wrap>
      {waits && isOwn && <span className="soft">{say('fund.draftedByYou')}</span>}
      {waits && !isOwn && (
        <Button type="primary" onClick={() => setDialog('approve')}>
          {say('fund.approveBatch')}
        </Button>
      )}
      {waits && (
        <Button danger onClick={() => setDialog('drop')}>
          {say('fund.dropBatch')}
        </Button>
      )}
      <Button onClick={() => window.print()}>{say('fund.print')}</Button>
      {dialog === 'approve' && <ApproveDialog batch={batch} onClose={() => setDialog(null)} />}
      {dialog === 'drop' && <DropDialog batch={batch} onClose={() => setDialog(null)} />}
    </Space>
  )
}

function ApproveDialog({ batch, onClose }: { batch: FundBatch; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<{ documentNumber: string; note?: string }>()
  const approve = useAct('fundBatch.approve', stale)
  return (
    <Modal
      open
      title={say('fund.approveBatch')}
      okText={say('fund.approveBatch')}
      okButtonProps={{ loading: approve.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p>
        {say('fund.approveBatchNote', {
          ...{ sum: sumWords(batch.amountFen), counties: batch.counties, projects: batch.projects },
        })}
      </p>
      <Form
        form={form}
        layout="vertical"
        onFinish={({ documentNumber, note }) =>
          approve.mutate(
            { countyCode: batch.countyCode, id: batch.id, documentNumber, note: note?.trim() || null },
            {
              onSuccess: () => {
                notice.done(say('fund.batchApproved'))
                onClose()
              },
            },
          )
        }
      >
        <TextField name="documentNumber" word="fund.documentNumber" most={60} />
        <Form.Item name="note" label={say('fund.note')}>
          <Input.TextArea rows={2} maxLength={400} />
        </Form.Item>
      </Form>
      {approve.error && <Trouble error={approve.error} />}
    </Modal>
  )
}

function DropDialog({ batch, onClose }: { batch: FundBatch; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const drop = useAct('fundBatch.drop', stale)
  return (
    <ReasonDialog
      title={say('fund.dropBatch')}
      note={say('fund.dropBatchNote')}
      submit={say('fund.dropBatch')}
      busy={drop.isPending}
      error={drop.error}
      onClose={onClose}
      onSubmit={({ reason }) =>
        drop.mutate(
          { countyCode: batch.countyCode, id: batch.id, reason },
          {
            onSuccess: () => {
              notice.done(say('fund.batchDropped'))
              onClose()
            },
          },
        )
      }
    />
  )
}
