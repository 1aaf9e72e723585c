// One move of money: from where, to where, how much in wan or as a share of what lies there.
import { Button, InputNumber, Select } from 'antd'
import { useState } from 'react'
import type { MoneyAnswer, MoneyMove, MoneyPlace } from '../../domain/budgets/plan.ts'
import { type FundKind, fundKinds } from '../../domain/funds/fund.ts'
import { sumBriefly } from '../../domain/funds/words.ts'
import { useWords } from '../language.tsx'

interface End {
  countyCode: string | null
  kind: FundKind | null
}

const fenAWan = 1_000_000

export function MoveForm({ answer, onAdd }: { answer: MoneyAnswer; onAdd: (move: MoneyMove) => void }) {
  const say = useWords()
  const [problem, setProblem] = useState<string | null>(null)
  const only = answer.counties.length === 1 ? (answer.counties[0]?.countyCode ?? null) : null
  const [from, setFrom] = useState<End>({ countyCode: null, kind: null })
  const [to, setTo] = useState<End>({ countyCode: only, kind: 'canteen' })
  const [wan, setWan] = useState<number | null>(null)
  const [share, setShare] = useState<number | null>(null)
  const free = answer.lines.find(line => line.countyCode === from.countyCode && line.kind === from.kind)
  const base = free ?? answer.lines.find(line => line.countyCode === to.countyCode && line.kind === to.kind)
  const amountFen =
    wan !== null
      ? Math.round(wan * fenAWan)
      : share !== null && base
        ? Math.round((base.afterFen * share) / 100)
        : 0
  const add = () => {
    const [source, target] = [placeOf(from), placeOf(to)]
    if (source === null && target === null) setProblem(say('budget.placeNeeded'))
    else if (source?.countyCode === target?.countyCode && source?.kind === target?.kind)
      setProblem(say('budget.samePlace'))
    else if (amountFen <= 0) setProblem(say('budget.amountNeeded'))
    else {
      onAdd({ from: source, to: target, amountFen })
      setProblem(null)
      setWan(null)
      setShare(null)
    }
  }
  return (
    <div className="budget-move">
      <EndFields
        answer={answer}
        legend={say('budget.from')}
        nobody={say('budget.newMoney')}
        end={from}
        onEnd={setFrom}
        onlyWithMoney
      />
      <EndFields
        answer={answer}
        legend={say('budget.to')}
        nobody={say('budget.cutMoney')}
        end={to}
        onEnd={setTo}
      />
      <AmountFields
        wan={wan}
        share={share}
        mayShare={base !== undefined}
        onAmount={(inWan, inPercent) => {
          setWan(inWan)
          setShare(inPercent)
        }}
      />
      <div>
        <Button type="primary" size="large" onClick={add}>
          {say('budget.add')}
        </Button>
        {problem !== null && (
          <p role="alert" className="warn-text">
            {problem}
          </p>
        )}
      </div>
    </div>
  )
}

interface AmountProps {
  wan: number | null
  share: number | null
  mayShare: boolean
  onAmount: (wan: number | null, share: number | null) => void
}

function AmountFields({ wan, share, mayShare, onAmount }: AmountProps) {
  const say = useWords()
  return (
    <fieldset>
      <legend>{say('budget.wan')}</legend>
      <InputNumber<number>
        size="large"
        min={0}
        max={100_000}
        aria-label={say('budget.wan')}
        value={wan}
        onChange={value => onAmount(value, null)}
      />
      <InputNumber<number>
        size="large"
        min={1}
        max={100}
        suffix="%"
        placeholder={say('budget.percent')}
        aria-label={say('budget.percent')}
        disabled={!mayShare}
        value={share}
        onChange={value => onAmount(null, value)}
      />
    </fieldset>
  )
}

function placeOf({ countyCode, kind }: End): MoneyPlace | null {
  return countyCode === null || kind === null ? null : { countyCode, kind }
}

interface EndProps {
  answer: MoneyAnswer
  legend: string
  nobody: string
  end: End
  onEnd: (end: End) => void
  onlyWithMoney?: boolean
}

function EndFields({ answer, legend, nobody, end, onEnd, onlyWithMoney = false }: EndProps) {
  const say = useWords()
  const lines = answer.lines.filter(line => line.afterFen > 0)
  const counties = onlyWithMoney
    ? [...answer.offices, ...answer.counties].filter(({ countyCode }) =>
        lines.some(line => line.countyCode === countyCode),
      )
    : answer.counties
  const freeOf = (kind: FundKind) =>
    lines.find(line => line.countyCode === end.countyCode && line.kind === kind)?.afterFen ?? 0
  const kinds = fundKinds.keys.filter(kind => !onlyWithMoney || freeOf(kind) > 0)
  return (
    <fieldset>
      <legend>{legend}</legend>
      <Select<string>
        size="large"
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={nobody}
        aria-label={`${legend} ${say('budget.county')}`}
        value={end.countyCode}
        options={counties.map(({ countyCode, name }) => ({ value: countyCode, label: name }))}
        onChange={(chosen: string | undefined) =>
          onEnd({ countyCode: chosen ?? null, kind: onlyWithMoney ? null : end.kind })
        }
      />
      <Select<FundKind>
        size="large"
        placeholder={say('budget.kind')}
        aria-label={`${legend} ${say('budget.kind')}`}
        disabled={end.countyCode === null}
        value={end.kind}
        options={kinds.map(kind => ({
          value: kind,
          label: `${fundKinds.words[kind]}${freeOf(kind) > 0 ? `（${say('budget.free', { sum: sumBriefly(freeOf(kind)) })}）` : ''}`,
        }))}
        onChange={kind => onEnd({ ...end, kind })}
      />
    </fieldset>
  )
}
