// The morning's page of an officer, and the job that tells each of them it is there.
import { sql } from 'kysely'
import { areaOf, countyCodeOf, levelOf, regionLevels } from '../../domain/kernel/area.ts'
import { dayOf, startOfDay } from '../../domain/kernel/day.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import type { noticeApi } from '../../domain/notices/api.ts'
import { type Digest, type DigestCase, type DigestCounts, digestText } from '../../domain/notices/digest.ts'
import { surnameOnly } from '../../domain/notices/wording.ts'
import type { Context, System } from '../kernel/context.ts'
import { type Transaction, within } from '../kernel/database.ts'
import { regionNamesOf } from '../regions/regions.ts'
import { everywhere } from './everywhere.ts'
import { raiseNotices } from './raising.ts'

const shownAtMost = 100
const minute = 60_000
const dayMs = 1440 * minute
/** Half past seven: before the working day. */
const readyAtMinutes = 7 * 60 + 30

interface Span {
  from: string
  to: string
}

/** From half past seven of the day before until half past seven of this day. */
function spanOf(day: string): Span {
  const ends = startOfDay(day).getTime() + readyAtMinutes * minute
  return { from: new Date(ends - dayMs).toISOString(), to: new Date(ends).toISOString() }
}

const overdue = (now: string) => sql`(c.stage = 'open' and least(c.acknowledge_by, c.on_site_by) < ${now}
  or c.stage = 'acknowledged' and c.on_site_by < ${now})`

export async function readDigest(
  context: Context,
  { regionCode, day }: InputOf<(typeof noticeApi)['digest.read']>,
): Promise<Digest> {
  const { tx, now } = context
  const span = spanOf(day)
  const [counts] = await countsOf(tx, [regionCode], span, now)
  const lives = await casesOf(tx, regionCode, sql`c.level = 'p0' and c.opened_at >= ${span.from}`)
  const late = await casesOf(tx, regionCode, overdue(now.toISOString()))
  for (const countyCode of new Set([...lives, ...late].map(row => row.countyCode)))
    context.concerns(
      countyCode,
      [...lives, ...late].filter(row => row.countyCode === countyCode).map(row => row.elderId),
    )
  const names = await regionNamesOf(tx, [regionCode])
  return {
    ...{ day, regionName: names.get(regionCode) ?? regionCode, lives, overdue: late },
    counts: counts ?? {
      lives: 0,
      livesOpen: 0,
      overdueCases: 0,
      overdueVisits: 0,
      failedNotices: 0,
      runningSurges: 0,
    },
    visits: await visitsBelow(tx, regionCode, day),
  }
}

/** One line a region, in the order asked for. */
async function countsOf(
  tx: Transaction,
  regionCodes: readonly string[],
  span: Span,
  now: Date,
): Promise<DigestCounts[]> {
  const at = now.toISOString()
  const areas = regionCodes.map(areaOf)
  const found = await sql<DigestCounts>`
    select
      (select count(*) from aid_cases c where c.county_code between left(area.low, 6) and left(area.high, 6)
        and c.region_code between area.low and area.high and c.level = 'p0' and c.opened_at >= ${span.from}) as lives,
      (select count(*) from aid_cases c where c.county_code between left(area.low, 6) and left(area.high, 6)
        and c.region_code between area.low and area.high and c.level = 'p0' and c.opened_at >= ${span.from}
        and c.stage not in ('closed', 'rejected')) as lives_open,
      (select count(*) from aid_cases c where c.county_code between left(area.low, 6) and left(area.high, 6)
        and c.region_code between area.low and area.high and ${overdue(at)}) as overdue_cases,
      (select count(*) from elder_standings s where s.county_code between left(area.low, 6) and left(area.high, 6)
        and s.region_code between area.low and area.high and s.due_on < ${dayOf(now)}) as overdue_visits,
      (select count(distinct n.notice_id) from notice_sends n
        where n.county_code between left(area.low, 6) and left(area.high, 6)
        and n.region_code between area.low and area.high and n.state = 'notSent'
        and n.queued_at >= ${span.from}) as failed_notices,
      (select count(distinct v.id) from surges v where v.county_code between left(area.low, 6) and left(area.high, 6)
        and v.region_code between area.low and area.high and v.ended_at is null and v.until > ${at}) as running_surges
    from unnest(${areas.map(area => area.from)}::text[], ${areas.map(area => area.to)}::text[])
      with ordinality as area (low, high, place)
    order by area.place`.execute(tx)
  return found.rows
}

async function casesOf(
  tx: Transaction,
  regionCode: string,
  which: ReturnType<typeof overdue>,
): Promise<(DigestCase & { elderId: string })[]> {
  const area = areaOf(regionCode)
  const found = await sql<Omit<DigestCase, 'elder'> & { elderId: string; name: string }>`
    select c.county_code, c.id, village.short_name as village_name, e.name, c.trouble, c.level, c.stage,
      owner.name as owner_name, c.opened_at, c.elder_id
    from aid_cases c
    join elders e on e.county_code = c.county_code and e.id = c.elder_id
    join regions village on village.code = c.region_code
    join accounts owner on owner.id = c.owner_id
    where c.county_code between ${countyCodeOf(area.from)} and ${countyCodeOf(area.to)}
      and c.region_code between ${area.from} and ${area.to} and ${which}
    order by c.level, c.opened_at, c.id limit ${shownAtMost}`.execute(tx)
  return found.rows.map(({ name, ...row }) => ({ ...row, elder: surnameOnly(name) }))
}

const digitsOf = { province: 2, prefecture: 4, county: 6, township: 9, village: 12 } as const

async function visitsBelow(tx: Transaction, regionCode: string, day: string): Promise<Digest['visits']> {
  const area = areaOf(regionCode)
  const below = regionLevels[regionLevels.indexOf(levelOf(regionCode)) + 1] ?? 'village'
  const digits = digitsOf[below]
  const found = await sql<{ regionCode: string; name: string; elders: number }>`
    select place.code as region_code, place.short_name as name, late.elders from (
      select rpad(left(s.region_code, ${digits}::int), 12, '0') as code, count(*) as elders
      from elder_standings s
      where s.county_code between ${countyCodeOf(area.from)} and ${countyCodeOf(area.to)}
        and s.region_code between ${area.from} and ${area.to} and s.due_on < ${day}
      group by 1
    ) late join regions place on place.code = late.code
    order by late.elders desc, place.code`.execute(tx)
  return found.rows
}

/** A job, at half past seven: one notice an officer and day, and none where there is nothing to say. */
export async function raiseDigests(system: System): Promise<void> {
  const now = system.clock.now()
  const day = dayOf(now)
  await within(system.connections.db, everywhere, true, async tx => {
    const posts = await tx
      .selectFrom('posts')
      .innerJoin('accounts', 'accounts.id', 'posts.accountId')
      .where('posts.role', 'in', ['townshipOfficer', 'countyOfficer', 'prefectureOfficer', 'provinceOfficer'])
      .where('posts.validFrom', '<=', day)
      .where(eb => eb.or([eb('posts.validTo', 'is', null), eb('posts.validTo', '>=', day)]))
      .where('accounts.disabledAt', 'is', null)
      .select(['posts.accountId', 'posts.regionCode'])
      .execute()
    const regions = [...new Set(posts.map(post => post.regionCode))]
    const counts = await countsOf(tx, regions, spanOf(day), now)
    const byRegion = new Map(regions.map((code, place) => [code, counts[place]]))
    await raiseNotices(
      tx,
      { now, wake: system.wake },
      posts.flatMap(({ accountId: toAccountId, regionCode }) => {
        const own = byRegion.get(regionCode)
        if (!own || Object.values(own).every(count => count === 0)) return []
        return [
          {
            ...{ countyCode: countyCodeOf(regionCode), regionCode, toAccountId },
            ...{ kind: 'dailyDigest' as const, urgency: 'normal' as const },
            subject: { module: 'digests', id: `${day} ${regionCode}` },
            text: `今日提要：${digestText(own)}。`,
          },
        ]
      }),
    )
  })
}
