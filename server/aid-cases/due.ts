// The rule dueAtOf of domain/aid-cases/deadlines.ts in SQL, for statements that move many cases; a test compares them.
import { type RawBuilder, sql } from 'kysely'
import { aidCaseStages } from '../../domain/aid-cases/aid-case.ts'
import { type AidCaseClock, runningAt } from '../../domain/aid-cases/deadlines.ts'

const columns: Readonly<Record<AidCaseClock, string>> = {
  acknowledgeBy: 'acknowledge_by',
  onSiteBy: 'on_site_by',
  resolveBy: 'resolve_by',
  verifyBy: 'verify_by',
  closeBy: 'close_by',
}

/** The first clock still running at a stage, for the row `c` of aid_cases. */
export function dueAtAfter(stage: RawBuilder<unknown>): RawBuilder<string | null> {
  const ways = aidCaseStages.keys.map(key => {
    const running = runningAt[key].map(clock => `c.${columns[clock]}`)
    return `when '${key}' then ${running.length > 0 ? `least(${running})` : 'null'}`
  })
  return sql`case ${stage} ${sql.raw(ways.join(' '))} end`
}
