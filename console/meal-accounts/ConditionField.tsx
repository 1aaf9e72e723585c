// Whom a part of a meal rule is for: in words where it came from a decree with many levels, in rows where rows can say it.
import { Button } from 'antd'
import { useState } from 'react'
import type { Condition } from '../../domain/benefits/rule.ts'
import { conditionWords } from '../../domain/benefits/words.ts'
import { ConditionRows } from '../benefits/ConditionRows.tsx'
import { type ConditionRow, conditionOf, freshRow, rowsOf } from '../benefits/draft.ts'
import { useWords } from '../language.tsx'

interface ConditionFieldProps {
  value: Condition
  county: { code: string; name: string }
  onChange: (condition: Condition) => void
}

export function ConditionField({ value, county, onChange }: ConditionFieldProps) {
  const say = useWords()
  const [rows, setRows] = useState<ConditionRow[] | null>(() => rowsOf(value))
  const put = (changed: ConditionRow[]) => {
    setRows(changed)
    onChange(conditionOf(changed))
  }
  if (rows !== null) return <ConditionRows rows={rows} county={county} onChange={put} />
  return (
    <>
      <p>{conditionWords(value)}</p>
      <Button onClick={() => put([freshRow(county)])}>{say('meals.ownCondition')}</Button>
    </>
  )
}
