// A level as a mark: its colour and its word, so that nobody need see the colour.
import { Tag } from 'antd'
import { type RiskLevel, riskLevels } from '../../domain/risk/level.ts'

export function RiskTag({ level }: { level: RiskLevel }) {
  return <Tag className={`level risk-${level}`}>{riskLevels.words[level]}</Tag>
}

/** The level in force and, where a person has set it, the rule's own beside it. */
export function RiskMarks({ risk, ruleRisk }: { risk: RiskLevel; ruleRisk: RiskLevel }) {
  if (risk === ruleRisk) return <RiskTag level={risk} />
  return (
    <span className="nowrap">
      <RiskTag level={risk} />
      <span className="soft small">（规则：{riskLevels.words[ruleRisk]}）</span>
    </span>
  )
}
