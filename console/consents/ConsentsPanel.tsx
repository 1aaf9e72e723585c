// The answer in force for each purpose, the earlier ones below, and writing down a new one.
import { PrinterOutlined } from '@ant-design/icons'
import { Button, Space, Tag } from 'antd'
import { useState } from 'react'
import {
  answersInForce,
  type Consent,
  type ConsentPurpose,
  consentAnswers,
  consentPurposes,
  consentWays,
} from '../../domain/consents/consent.ts'
import type { Elder } from '../../domain/elders/elder.ts'
import { useGo } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { useMay } from '../session.tsx'
import { Answered } from '../states.tsx'
import { ConsentDialog } from './ConsentDialog.tsx'

const colors = { agrees: 'success', refuses: 'warning', withdraws: 'warning' } as const

export function ConsentsPanel({ elder }: { elder: Elder }) {
  const say = useWords()
  const may = useMay()
  const go = useGo()
  const [asking, setAsking] = useState<ConsentPurpose | 'any' | null>(null)
  const answers = useAnswer('consent.ofElder', { countyCode: elder.countyCode, elderId: elder.id })
  const editable = may('consent:record') && elder.endedOn === null
  return (
    <Panel
      title={say('consents.title')}
      note={say('consents.what')}
      extra={
        <Space wrap>
          <Button icon={<PrinterOutlined />} onClick={() => go(paths.consentSheet(elder))}>
            {say('consents.sheet')}
          </Button>
          {editable && (
            <Button type="primary" onClick={() => setAsking('any')}>
              {say('consents.ask')}
            </Button>
          )}
        </Space>
      }
    >
      <Answered query={answers}>
        {given => (
          <>
            <ul className="rows">
              {consentPurposes.keys.map(purpose => (
                <PurposeLine
                  key={purpose}
                  purpose={purpose}
                  answer={answersInForce(given).get(purpose)}
                  {...(editable && { onAsk: () => setAsking(purpose) })}
                />
              ))}
            </ul>
            <Earlier answers={given} />
          </>
        )}
      </Answered>
      {asking && (
        <ConsentDialog
          elder={elder}
          purpose={asking === 'any' ? null : asking}
          onClose={() => setAsking(null)}
        />
      )}
    </Panel>
  )
}

interface PurposeLineProps {
  purpose: ConsentPurpose
  answer: Consent | undefined
  onAsk?: () => void
}

function PurposeLine({ purpose, answer, onAsk }: PurposeLineProps) {
  const say = useWords()
  const word = answer ? consentAnswers.words[answer.answer] : say('consents.neverAsked')
  return (
    <li>
      <b>{consentPurposes.words[purpose]}</b>{' '}
      {onAsk ? (
        <button type="button" className="link" onClick={onAsk}>
          <Tag color={answer ? colors[answer.answer] : 'default'}>{word}</Tag>
        </button>
      ) : (
        <Tag color={answer ? colors[answer.answer] : 'default'}>{word}</Tag>
      )}
      {answer && (
        <div className="soft small">
          {say('consents.since', { day: answer.answeredOn, way: wayText(answer, say) })}
          {answer.askAgainOn && ` · ${say('consents.askAgain', { day: answer.askAgainOn })}`}
          {answer.note && ` · ${answer.note}`}
        </div>
      )}
    </li>
  )
}

function wayText({ way, secondPerson }: Consent, say: ReturnType<typeof useWords>): string {
  const word = consentWays.words[way]
  return secondPerson === null ? word : say('consents.second', { way: word, person: secondPerson })
}

function Earlier({ answers }: { answers: readonly Consent[] }) {
  const say = useWords()
  const inForce = new Set([...answersInForce(answers).values()].map(answer => answer.id))
  const earlier = answers.filter(answer => !inForce.has(answer.id))
  if (earlier.length === 0) return null
  return (
    <>
      <h3>{say('consents.history')}</h3>
      <ul className="soft">
        {earlier.map(answer => (
          <li key={answer.id}>
            {answer.answeredOn} {consentPurposes.words[answer.purpose]}：{consentAnswers.words[answer.answer]}
            （{wayText(answer, say)}）
          </li>
        ))}
      </ul>
    </>
  )
}
