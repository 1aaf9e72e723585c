// wanqing verify: chains and figures against a recount; prints what fails.
import { verifyFrozen, verifyIndicators } from '../indicators/indicators.ts'
import { verifyAudit } from './audit-chain.ts'
import type { Command } from './command.ts'
import { dataOption, withSystem } from './database.ts'

export const verify: Command = {
  says: '核对审计链和指标',
  usage: 'wanqing verify [--data 文件夹] [--json]',
  options: { ...dataOption, json: { type: 'boolean', says: '以 JSON 输出' } },
  async run(_positionals, flags) {
    const found = await withSystem(flags, async system => ({
      audit: await verifyAudit(system.connections.pool),
      indicators: await verifyIndicators(system),
      published: await verifyFrozen(system),
    }))
    if (flags.json) process.stdout.write(`${JSON.stringify(found)}\n`)
    else tell(found)
    return found.audit.length + found.indicators.length + found.published.length > 0 ? 1 : 0
  },
}

function tell(found: { audit: string[]; indicators: unknown[]; published: unknown[] }): void {
  const say = (sentence: string) => process.stdout.write(`${sentence}\n`)
  say(found.audit.length === 0 ? '审计链：完好' : `审计链：${found.audit.length} 处断裂`)
  for (const sentence of found.audit) say(`  ${sentence}`)
  say(
    found.indicators.length === 0
      ? '指标：与重新统计一致'
      : `指标：${found.indicators.length} 处与重新统计不一致`,
  )
  for (const difference of found.indicators) say(`  ${JSON.stringify(difference)}`)
  say(
    found.published.length === 0
      ? '已公布的月份：与名册和合计一致'
      : `已公布的月份：${found.published.length} 处与名册或合计不一致`,
  )
  for (const difference of found.published) say(`  ${JSON.stringify(difference)}`)
}
