// One planned sum: its document, how much of it is split, to whom, and its papers.
import { Button, Space, Tag } from 'antd'
import { useState } from 'react'
import type { Output } from '../../domain/api.ts'
import { appropriationStates, fundKinds, fundSources } from '../../domain/funds/fund.ts'
import { sumWords } from '../../domain/funds/words.ts'
import { useKey } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { dayText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { useMay } from '../session.tsx'
import { Answered } from '../states.tsx'
import { BatchTable } from './BatchTable.tsx'
import { sumColours } from './colours.ts'
import { DraftBatchDialog } from './DraftBatchDialog.tsx'
import { Facts } from './Facts.tsx'
import { Papers } from './Papers.tsx'
import { ShareTable } from './ShareTable.tsx'
import { Story } from './Story.tsx'
import { IssueDialog, WithdrawDialog } from './SumDialogs.tsx'
import { yearsWords } from './years.ts'
import './funds.css'

export function SumPage() {
  const answer = useAnswer('fundAppropriation.get', useKey())
  return <Answered query={answer}>{value => <Record record={value} />}</Answered>
}

type Dialog = 'issue' | 'withdraw' | 'split' | null

function Record({ record }: { record: Output<'fundAppropriation.get'> }) {
  const say = useWords()
  const [dialog, setDialog] = useState<Dialog>(null)
  const { appropriation: sum, batches, shares, papers, acts } = record
  const title = `${sum.programmeTitle}：${sumWords(sum.plannedFen)}`
  const close = () => setDialog(null)
  return (
    <Page
      title={
        <>
          {title} <Tag color={sumColours[sum.state]}>{appropriationStates.words[sum.state]}</Tag>
        </>
      }
      tabTitle={title}
      above={
        <p className="no-print">
          <Go to={paths.funds()}>{say('fund.title')}</Go> ·{' '}
          <Go to={paths.fundProgramme({ countyCode: sum.countyCode, id: sum.programmeId })}>
            {sum.programmeTitle}
          </Go>
        </p>
      }
      actions={<Acts sum={sum} open={setDialog} />}
    >
      <Panel>
        <Facts
          facts={[
            [say('fund.source'), fundSources.words[sum.source]],
            [say('fund.kind'), fundKinds.words[sum.kind]],
            [say('fund.years'), yearsWords(sum, say)],
            [say('fund.where'), sum.scope ?? '—'],
            [say('fund.documentNumber'), sum.documentNumber ?? '—'],
            [say('fund.issuedOn'), sum.issuedOn === null ? '—' : dayText(sum.issuedOn)],
            [say('fund.planned'), sumWords(sum.plannedFen)],
            [say('fund.issued'), sumWords(sum.issuedFen)],
            [say('fund.split'), sumWords(sum.splitFen)],
            [say('fund.left'), sumWords(sum.leftFen)],
          ]}
        />
      </Panel>
      <Panel title={say('fund.batches')}>
        <BatchTable rows={batches} nothing={say('fund.batchesNone')} />
      </Panel>
      {shares.length > 0 && (
        <Panel title={say('fund.sharesTitle')}>
          <ShareTable rows={shares} />
        </Panel>
      )}
      <Papers thing="appropriation" thingKey={sum} papers={papers} refreshes="fundAppropriation.get" />
      <Panel title={say('fund.story')}>
        <Story acts={acts} />
      </Panel>
      {dialog === 'issue' && <IssueDialog sum={sum} onClose={close} />}
      {dialog === 'withdraw' && <WithdrawDialog sum={sum} onClose={close} />}
      {dialog === 'split' && <DraftBatchDialog sum={sum} onClose={close} />}
    </Page>
  )
}

function Acts({
  sum,
  open,
}: {
  sum: Output<'fundAppropriation.get'>['appropriation']
  open: (dialog: Dialog) => void
}) {
  const say = useWords()
  const may = useMay()
  return (
    <Space wrap>
      {sum.state === 'sumPlanned' && may('fund:approve') && (
        <Button type="primary" onClick={() => open('issue')}>
          {say('fund.issue')}
        </Button>
      )}
      {sum.state === 'sumPlanned' && may('fund:plan') && (
        <Button danger onClick={() => open('withdraw')}>
          {say('fund.withdraw')}
        </Button>
      )}
      {sum.state === 'sumIssued' && sum.leftFen > 0 && may('fund:plan') && (
        <Button type="primary" onClick={() => open('split')}>
          {say('fund.draftBatch')}
        </Button>
      )}
      <Button onClick={() => window.print()}>{say('fund.print')}</Button>
    </Space>
  )
}
