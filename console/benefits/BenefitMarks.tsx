// The small marks of this section: states in their colours, an elder's name that leads to the record.
import { Tag } from 'antd'
import {
  type RecoveryState,
  type RunState,
  recoveryStates,
  runStates,
} from '../../domain/benefits/records.ts'
import { type RuleState, ruleStates } from '../../domain/benefits/rule.ts'
import { Go } from '../Go.tsx'
import { paths } from '../paths.ts'
import { useMay } from '../session.tsx'

const runColors: Record<RunState, string> = {
  compiled: 'warning',
  approved: 'processing',
  paidOut: 'success',
}
const ruleColors: Record<RuleState, string> = {
  draft: 'default',
  tried: 'warning',
  active: 'success',
  retired: 'default',
}
const recoveryColors: Record<RecoveryState, string> = {
  toRecover: 'error',
  recovered: 'success',
  waived: 'default',
  undone: 'default',
}

export function RunTag({ state }: { state: RunState }) {
  return <Tag color={runColors[state]}>{runStates.words[state]}</Tag>
}

export function RuleTag({ state }: { state: RuleState }) {
  return <Tag color={ruleColors[state]}>{ruleStates.words[state]}</Tag>
}

export function RecoveryTag({ state }: { state: RecoveryState }) {
  return <Tag color={recoveryColors[state]}>{recoveryStates.words[state]}</Tag>
}

interface WhoProps {
  who: { countyCode: string; elderId: string; elderName: string; villageName: string }
}

/** Opens the record at what she gets; who may not read records sees the name only. */
export function Who({ who }: WhoProps) {
  const may = useMay()
  const key = { countyCode: who.countyCode, id: who.elderId }
  return (
    <>
      {may('elder:read') ? (
        <Go to={paths.elderBenefits(key)} className="strong">
          {who.elderName}
        </Go>
      ) : (
        <span className="strong">{who.elderName}</span>
      )}
      <div className="soft small">{who.villageName}</div>
    </>
  )
}
