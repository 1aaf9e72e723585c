// The tab 待遇 of an elder's record: what she gets and since when, what she does not get and why.
import { Button, Collapse, Popconfirm, Tag } from 'antd'
import { useState } from 'react'
import type { ElderBenefits as Benefits, ElderBenefit } from '../../domain/benefits/records.ts'
import { runStates } from '../../domain/benefits/records.ts'
import { recordedIncomes } from '../../domain/benefits/rule.ts'
import type { Elder } from '../../domain/elders/elder.ts'
import { dayOf, monthOf } from '../../domain/kernel/day.ts'
import { useAct, useAnswer } from '../asking.ts'
import { dayText, monthText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { yuanText } from '../money.ts'
import { paths } from '../paths.ts'
import { useMay } from '../session.tsx'
import { Answered, Nothing, useNotice } from '../states.tsx'
import { AccountDialog, CircumstanceDialog, HoldDialog } from './ElderBenefitDialogs.tsx'
import { RecoveryTable } from './RecoveriesPage.tsx'
import { Sentence, StepList } from './SamplePreview.tsx'

export function ElderBenefits({ elder }: { elder: Elder }) {
  const answer = useAnswer('elderBenefit.get', { countyCode: elder.countyCode, elderId: elder.id })
  return <Answered query={answer}>{value => <Whole elder={elder} value={value} />}</Answered>
}

function Whole({ elder, value }: { elder: Elder; value: Benefits }) {
  const say = useWords()
  const gets = value.benefits.filter(one => one.entitled)
  const others = value.benefits.filter(one => !one.entitled)
  return (
    <div className="benefit-record">
      <div>
        <Panel
          title={`${monthText(value.month)} · ${say('mine.total', { total: yuanText(value.totalFen) })}`}
          extra={<HoldButton elder={elder} value={value} />}
        >
          {value.benefits.length === 0 && <Nothing>{say('mine.none')}</Nothing>}
          {gets.map(one => (
            <OneBenefit key={one.benefitId} elder={elder} name={value.name} benefit={one} />
          ))}
        </Panel>
        {others.length > 0 && (
          <Panel title={say('mine.notGets')}>
            {others.map(one => (
              <OneBenefit key={one.benefitId} elder={elder} name={value.name} benefit={one} />
            ))}
          </Panel>
        )}
        {value.recoveries.length > 0 && (
          <Panel title={say('mine.recoveries')}>
            <RecoveryTable rows={value.recoveries} ofOne />
          </Panel>
        )}
      </div>
      <div>
        <Account elder={elder} value={value} />
        <Circumstances elder={elder} value={value} />
        {value.holds.length > 0 && <Holds elder={elder} value={value} />}
      </div>
    </div>
  )
}

function OneBenefit({ elder, name, benefit }: { elder: Elder; name: string; benefit: ElderBenefit }) {
  const say = useWords()
  const rule = paths.benefitRule({ countyCode: elder.countyCode, id: benefit.ruleId })
  return (
    <article className="benefit">
      <h3>
        <Go to={rule} hint={benefit.basis}>
          {benefit.title}
        </Go>{' '}
        {benefit.entitled && <b>{say('benefits.yuan', { amount: yuanText(benefit.amountFen) })}</b>}
      </h3>
      <Sentence name={name} entitled={benefit.entitled} sentence={benefit.sentence} />
      <Collapse
        ghost
        size="small"
        items={[
          { key: 'steps', label: say('mine.steps'), children: <StepList steps={benefit.steps} /> },
          ...(benefit.paidMonths.length > 0
            ? [{ key: 'paid', label: say('mine.paidMonths'), children: <PaidMonths benefit={benefit} /> }]
            : []),
        ]}
      />
    </article>
  )
}

function PaidMonths({ benefit }: { benefit: ElderBenefit }) {
  const say = useWords()
  return (
    <ul className="rows">
      {benefit.paidMonths.map(({ month, amountFen, state }) => (
        <li key={month}>
          {monthText(month)} <b>{say('benefits.yuan', { amount: yuanText(amountFen) })}</b>{' '}
          <span className="soft">{runStates.words[state]}</span>
        </li>
      ))}
    </ul>
  )
}

interface PartProps {
  elder: Elder
  value: Benefits
}

function Account({ elder, value }: PartProps) {
  const say = useWords()
  const may = useMay()
  const [open, setOpen] = useState(false)
  return (
    <Panel
      title={say('mine.account')}
      extra={
        may('benefit:manage') && <Button onClick={() => setOpen(true)}>{say('mine.recordAccount')}</Button>
      }
    >
      {value.accountMask === null ? (
        <p className="warn-text">{say('mine.noAccount')}</p>
      ) : (
        <p>
          {value.bankName} <span className="nowrap">{value.accountMask}</span>
        </p>
      )}
      {open && <AccountDialog elder={elder} onClose={() => setOpen(false)} />}
    </Panel>
  )
}

function Circumstances({ elder, value }: PartProps) {
  const say = useWords()
  const may = useMay()
  const [open, setOpen] = useState(false)
  return (
    <Panel
      title={say('mine.circumstances')}
      extra={
        may('benefit:manage') && (
          <Button onClick={() => setOpen(true)}>{say('mine.recordCircumstance')}</Button>
        )
      }
    >
      {value.circumstances.length === 0 && <p className="soft">{say('mine.ordinary')}</p>}
      <ul className="rows">
        {value.circumstances.map(one => (
          <li key={one.id} className={one.validTo === null ? '' : 'soft'}>
            <Tag color={one.validTo === null ? 'processing' : 'default'}>
              {recordedIncomes.words[one.income]}
            </Tag>
            {one.validTo === null
              ? say('mine.since', { from: dayText(one.validFrom) })
              : say('mine.span', { from: dayText(one.validFrom), to: dayText(one.validTo) })}
            <div className="soft small">
              {one.hukouName && `${say('mine.hukou')}：${one.hukouName} · `}
              {one.evidence}
            </div>
          </li>
        ))}
      </ul>
      {open && <CircumstanceDialog elder={elder} onClose={() => setOpen(false)} />}
    </Panel>
  )
}

function HoldButton({ elder, value }: PartProps) {
  const say = useWords()
  const may = useMay()
  const [open, setOpen] = useState(false)
  if (!may('benefit:manage') || value.totalFen === 0) return null
  return (
    <>
      <Button danger onClick={() => setOpen(true)}>
        {say('mine.hold')}
      </Button>
      {open && <HoldDialog elder={elder} benefits={value.benefits} onClose={() => setOpen(false)} />}
    </>
  )
}

function Holds({ elder, value }: PartProps) {
  const say = useWords()
  const may = useMay()
  const notice = useNotice()
  const release = useAct('elderBenefit.release', ['elderBenefit.get'])
  const titleOf = (benefitId: string | null) =>
    benefitId === null
      ? say('mine.holdAll')
      : (value.benefits.find(one => one.benefitId === benefitId)?.title ?? '')
  return (
    <Panel title={say('mine.holds')}>
      <ul className="rows">
        {value.holds.map(hold => (
          <li key={hold.id} className={hold.toMonth === null ? '' : 'soft'}>
            {titleOf(hold.benefitId)}{' '}
            {hold.toMonth === null
              ? say('mine.since', { from: monthText(hold.fromMonth) })
              : say('mine.span', { from: monthText(hold.fromMonth), to: monthText(hold.toMonth) })}
            <div className="soft small">{hold.reason}</div>
            {hold.toMonth === null && may('benefit:manage') && (
              <Popconfirm
                title={say('mine.releaseConfirm')}
                okText={say('mine.release')}
                onConfirm={() =>
                  release.mutate(
                    { countyCode: elder.countyCode, id: hold.id, toMonth: monthOf(dayOf(new Date())) },
                    { onSuccess: () => notice.done(say('mine.released')), onError: notice.refused },
                  )
                }
              >
                <Button type="link" loading={release.isPending}>
                  {say('mine.release')}
                </Button>
              </Popconfirm>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
