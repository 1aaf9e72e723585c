// Referrals of a case to other bodies: sent, signed for, answered, and what is overdue.
import { Button, Form, Select } from 'antd'
import { useState } from 'react'
import {
  type CaseReferral,
  type ReferralBody,
  referralBodies,
  referralWaitsFor,
} from '../../domain/aid-cases/case-work.ts'
import type { AidCase } from '../../domain/aid-cases/record.ts'
import { newId } from '../../ui/client.ts'
import { dayText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { ActDialog } from './ActDialog.tsx'
import { DayField, orNull, TextField } from './fields.tsx'

type Open = { kind: 'refer' } | { kind: 'receipt' | 'answer'; referral: CaseReferral }

export function ReferralPanel({ aidCase, works }: { aidCase: AidCase; works: boolean }) {
  const say = useWords()
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)
  return (
    <Panel
      title={say('refer.title')}
      extra={works && <Button onClick={() => setOpen({ kind: 'refer' })}>{say('refer.add')}</Button>}
    >
      {aidCase.referrals.length === 0 ? (
        <p className="soft">{say('refer.none')}</p>
      ) : (
        <ul className="case-lines">
          {aidCase.referrals.map(referral => (
            <li key={referral.id}>
              <ReferralLine referral={referral} today={aidCase.today} />
              {works && referral.answeredOn === null && (
                <span className="line-buttons no-print">
                  {referral.receivedOn === null && (
                    <Button onClick={() => setOpen({ kind: 'receipt', referral })}>
                      {say('refer.receipt')}
                    </Button>
                  )}
                  <Button type="text" onClick={() => setOpen({ kind: 'answer', referral })}>
                    {say('refer.answer')}
                  </Button>
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {open?.kind === 'refer' && <ReferDialog aidCase={aidCase} onClose={close} />}
      {open?.kind === 'receipt' && (
        <ReceiptDialog aidCase={aidCase} referral={open.referral} onClose={close} />
      )}
      {open?.kind === 'answer' && <AnswerDialog aidCase={aidCase} referral={open.referral} onClose={close} />}
    </Panel>
  )
}

export function ReferralLine({ referral, today }: { referral: CaseReferral; today: string }) {
  const say = useWords()
  const { body, addressee, matter, sentOn, receivedBy, receivedOn, referenceNumber, answer } = referral
  return (
    <div>
      <b>{referralBodies.words[body]}</b>
      {addressee && <span className="soft"> {addressee}</span>}
      <p>{matter}</p>
      <div className="soft small">
        {say('refer.sent', { day: dayText(sentOn) })}
        {receivedOn &&
          ` · ${say('refer.receivedLine', { day: dayText(receivedOn), name: receivedBy ?? '' })}`}
        {referenceNumber && ` · ${say('refer.numberLine', { number: referenceNumber })}`}
      </div>
      <ReferralState referral={referral} today={today} />
      {answer && <p className="visit-note">{answer}</p>}
    </div>
  )
}

export function ReferralState({ referral, today }: { referral: CaseReferral; today: string }) {
  const say = useWords()
  const { waitsFor, late } = referralWaitsFor(referral, today)
  if (waitsFor === null)
    return (
      <span className="good-text small">
        {say('refer.answered', { day: dayText(referral.answeredOn ?? '') })}
      </span>
    )
  const day = dayText(waitsFor === 'receipt' ? referral.receiptDueOn : referral.answerDueOn)
  const which = waitsFor === 'receipt' ? 'Receipt' : 'Answer'
  return (
    <span className={late ? 'danger-text small' : 'soft small'}>
      {say(late ? `refer.late${which}` : `refer.waits${which}`, { day })}
    </span>
  )
}

interface DialogProps {
  aidCase: AidCase
  onClose: () => void
}

function ReferDialog({ aidCase, onClose }: DialogProps) {
  const say = useWords()
  const [referralId] = useState(newId)
  const { countyCode, id, today } = aidCase
  return (
    <ActDialog<'aidCase.refer', { body: ReferralBody; addressee?: string; matter: string; sentOn: string }>
      operation="aidCase.refer"
      title={say('refer.add')}
      done={say('refer.saved')}
      initial={{ sentOn: today }}
      inputOf={({ addressee, ...filled }) => ({
        ...{ countyCode, id, referralId, addressee: orNull(addressee) },
        ...filled,
      })}
      onClose={onClose}
    >
      <Form.Item
        name="body"
        label={say('refer.body')}
        rules={[{ required: true, message: say('form.required') }]}
      >
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={referralBodies.keys.map(key => ({ value: key, label: referralBodies.words[key] }))}
        />
      </Form.Item>
      <TextField name="addressee" label="refer.addressee" most={60} needed={false} />
      <TextField name="matter" label="refer.matter" most={500} rows={3} />
      <DayField name="sentOn" label="refer.sentOn" />
    </ActDialog>
  )
}

interface OneReferral extends DialogProps {
  referral: CaseReferral
}

function ReceiptDialog({ aidCase, referral, onClose }: OneReferral) {
  const say = useWords()
  const { countyCode, id, today } = aidCase
  return (
    <ActDialog<'aidCase.receiveReferral', { receivedBy: string; receivedOn: string; number?: string }>
      operation="aidCase.receiveReferral"
      title={say('refer.receipt')}
      note={`${referralBodies.words[referral.body]}：${referral.matter}`}
      done={say('refer.saved')}
      initial={{ receivedOn: today }}
      inputOf={({ receivedBy, receivedOn, number }) => ({
        ...{ countyCode, id, referralId: referral.id, receivedBy, receivedOn },
        referenceNumber: orNull(number),
      })}
      onClose={onClose}
    >
      <TextField name="receivedBy" label="refer.receivedBy" most={60} />
      <DayField name="receivedOn" label="refer.receivedOn" />
      <TextField name="number" label="refer.number" most={60} needed={false} />
    </ActDialog>
  )
}

function AnswerDialog({ aidCase, referral, onClose }: OneReferral) {
  const say = useWords()
  const { countyCode, id, today } = aidCase
  return (
    <ActDialog<'aidCase.answerReferral', { answer: string; answeredOn: string }>
      operation="aidCase.answerReferral"
      title={say('refer.answer')}
      note={`${referralBodies.words[referral.body]}：${referral.matter}`}
      done={say('refer.saved')}
      initial={{ answeredOn: today }}
      inputOf={filled => ({ countyCode, id, referralId: referral.id, ...filled })}
      onClose={onClose}
    >
      <TextField name="answer" label="refer.answerText" most={1000} rows={4} />
      <DayField name="answeredOn" label="refer.answeredOn" />
    </ActDialog>
  )
}
