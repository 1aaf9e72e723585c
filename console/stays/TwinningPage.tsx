// One twinning: what was agreed, what was given day by day, how it ended.
import { Button, Space, Tag } from 'antd'
import { useState } from 'react'
import type { Output } from '../../domain/api.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { twinGifts, twinStates } from '../../domain/stays/twinning.ts'
import { newId } from '../../ui/client.ts'
import { useKey } from '../address.ts'
import { useAct, useAnswer } from '../asking.ts'
import { FormDialog } from '../FormDialog.tsx'
import { dayText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { useMay } from '../session.tsx'
import { Answered, useNotice } from '../states.tsx'
import { twinColours } from './TwinningsPage.tsx'
import './stays.css'

type Found = Output<'twinning.get'>
const stale = ['twinning.get', 'twinning.list'] as const

export function TwinningPage() {
  const key = useKey()
  const answer = useAnswer('twinning.get', key)
  return <Answered query={answer}>{value => <Shown value={value} />}</Answered>
}

function Shown({ value: { twinning, deeds } }: { value: Found }) {
  const say = useWords()
  const may = useMay()
  const [dialog, setDialog] = useState<'log' | 'end' | null>(null)
  const isOver = twinning.endedOn !== null
  return (
    <Page
      title={say('twins.of', { station: twinning.facilityName, partner: twinning.partnerName })}
      above={
        <nav className="region-bar no-print">
          <Go to={paths.twinnings()}>{say('twins.title')}</Go>
        </nav>
      }
      actions={
        <Space wrap>
          <Button onClick={() => window.print()}>{say('stays.print')}</Button>
          {!isOver && may('facility:manage') && (
            <Button danger onClick={() => setDialog('end')}>
              {say('twins.end')}
            </Button>
          )}
          {!isOver && may('station:keep') && (
            <Button type="primary" onClick={() => setDialog('log')}>
              {say('twins.log')}
            </Button>
          )}
        </Space>
      }
    >
      <Agreement twinning={twinning} />
      <Panel title={say('twins.deeds')}>
        {deeds.length === 0 && <p className="soft">{say('twins.noDeeds')}</p>}
        {deeds.map(deed => (
          <article key={deed.id} className="stay-check">
            <p>
              <strong>{dayText(deed.doneOn)}</strong> <Tag>{twinGifts.words[deed.gift]}</Tag>{' '}
              {say('twins.deedSize', { quantity: deed.quantity, people: deed.people })}
            </p>
            <p className="stay-words">{deed.words}</p>
            {deed.recordedByName !== null && <p className="soft small">{deed.recordedByName}</p>}
          </article>
        ))}
      </Panel>
      {dialog === 'log' && <LogDialog twinning={twinning} onClose={() => setDialog(null)} />}
      {dialog === 'end' && <EndDialog twinning={twinning} onClose={() => setDialog(null)} />}
    </Page>
  )
}

function Agreement({ twinning }: { twinning: Found['twinning'] }) {
  const say = useWords()
  return (
    <Panel title={say('twins.agreement')}>
      <dl className="stay-facts">
        <dt>{say('stays.standing')}</dt>
        <dd>
          <Tag color={twinColours[twinning.state]}>{twinStates.words[twinning.state]}</Tag>
          {twinning.endedOn !== null && `${dayText(twinning.endedOn)} ${twinning.endReason ?? ''}`}
        </dd>
        <dt>{say('stations.station')}</dt>
        <dd>
          <Go to={paths.station({ countyCode: twinning.countyCode, id: twinning.facilityId })}>
            {twinning.facilityName}
          </Go>
        </dd>
        <dt>{say('twins.partner')}</dt>
        <dd>
          {twinning.partnerName}（{twinning.partnerPlace}）
        </dd>
        <dt>{say('twins.agreedOn')}</dt>
        <dd>{say('stays.span', { from: dayText(twinning.agreedOn), to: dayText(twinning.untilOn) })}</dd>
        <dt>{say('twins.gifts')}</dt>
        <dd>{twinning.gifts.map(gift => twinGifts.words[gift]).join('、')}</dd>
      </dl>
      <p className="stay-words below">{twinning.words}</p>
    </Panel>
  )
}

interface DialogProps {
  twinning: Found['twinning']
  onClose: () => void
}

interface Logged {
  gift: Found['deeds'][number]['gift']
  doneOn: string
  quantity: number
  people: number
  words: string
}

function LogDialog({ twinning: { countyCode, id }, onClose }: DialogProps) {
  const say = useWords()
  const notice = useNotice()
  const [deedId] = useState(newId)
  const log = useAct('twinning.log', stale)
  return (
    <FormDialog<Logged>
      title={say('twins.log')}
      submit={say('form.save')}
      act={log}
      initial={{ doneOn: dayOf(new Date()) }}
      fields={[
        { name: 'gift', word: say('twins.gift'), as: 'choice', words: twinGifts.words },
        { name: 'doneOn', word: say('stays.day'), as: 'day' },
        { name: 'quantity', word: say('twins.quantity'), as: 'number' },
        { name: 'people', word: say('twins.people'), as: 'number' },
        { name: 'words', word: say('twins.deedWords'), as: 'long', most: 500 },
      ]}
      onSubmit={filled =>
        log.mutate(
          { countyCode, id, deedId, ...filled },
          {
            onSuccess: () => {
              notice.done(say('stays.done'))
              onClose()
            },
          },
        )
      }
      onClose={onClose}
    />
  )
}

function EndDialog({ twinning: { countyCode, id }, onClose }: DialogProps) {
  const say = useWords()
  const end = useAct('twinning.end', stale)
  return (
    <ReasonDialog<{ reason: string }>
      title={say('twins.end')}
      note={say('twins.endNote')}
      submit={say('twins.end')}
      busy={end.isPending}
      error={end.error}
      onSubmit={({ reason }) =>
        end.mutate({ countyCode, id, reason, on: dayOf(new Date()) }, { onSuccess: onClose })
      }
      onClose={onClose}
    />
  )
}
