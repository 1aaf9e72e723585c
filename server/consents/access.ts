// The account an elder may ask for: who looked at or changed her record, from the audit trail.
import { sql } from 'kysely'
import { roles } from '../../domain/accounts/roles.ts'
import { api } from '../../domain/api.ts'
import type { consentApi } from '../../domain/consents/api.ts'
import { daysBetween } from '../../domain/kernel/day.ts'
import type { Operation, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { personOf } from '../elders/elders.ts'
import type { Context } from '../kernel/context.ts'
import { regionNamesOf } from '../regions/regions.ts'

type Access = (typeof consentApi)['elderAccess.list']

interface Looked {
  day: string
  name: string | null
  role: string | null
  postRegion: string | null
  operation: string
  times: number
  reasons: string[]
}

/** A year at most: the trail of a county is long, and an elder asks about what she remembers. */
const longestDays = 366

export async function whoLooked(
  context: Context,
  { countyCode, elderId, from, to }: { countyCode: string; elderId: string; from: string; to: string },
): Promise<OutputOf<Access>> {
  const { tx } = context
  if (from > to) throw new Refused('invalid', '开始日期晚于结束日期，请改正后重试。')
  if (daysBetween(from, to) > longestDays) throw new Refused('too_large', '一次最多查一年，请缩短起止日期。')
  const person = await personOf(context, { countyCode, id: elderId })
  const found = await sql<Looked>`
    select (a.at at time zone 'Asia/Shanghai')::date as day, accounts.name, posts.role,
      posts.region_code as post_region, a.operation, count(*) as times,
      coalesce(array_agg(distinct a.reason) filter (where a.reason is not null), '{}') as reasons
    from audit_entries a
    left join accounts on accounts.id = a.account_id
    left join posts on posts.id = a.post_id
    where a.county_code = ${countyCode} and a.at >= (${from}::date)::timestamp at time zone 'Asia/Shanghai'
      and a.at < (${to}::date + 1)::timestamp at time zone 'Asia/Shanghai'
      and a.subjects && ${[...person.ids]}::uuid[]
    group by 1, 2, 3, 4, 5
    order by 1 desc, 2, 5
    limit 2000`.execute(tx)
  context.concerns(countyCode, [elderId], '向本人说明谁看过档案')
  const offices = await regionNamesOf(
    tx,
    found.rows.flatMap(row => row.postRegion ?? []),
  )
  return found.rows.map(row => ({
    day: row.day,
    who: row.name ?? '系统（夜间任务或批量导入）',
    office: [
      row.postRegion && offices.get(row.postRegion),
      row.role && roles.words[row.role as keyof typeof roles.words],
    ]
      .filter(Boolean)
      .join(' '),
    did: (api as Record<string, Operation>)[row.operation]?.audit.says ?? '自动处理',
    times: row.times,
    reasons: row.reasons,
  }))
}
