// The duty rosters of a demonstration's townships: five weeks around today, with a weekend nobody has filled yet.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { demoAccounts } from '../../domain/accounts/demo.ts'
import { addDays, dayOf } from '../../domain/kernel/day.ts'
import type { Officers } from './case-rows.ts'
import { copyRows } from './copy.ts'

const daysBefore = 14
const daysAfter = 21
const weekendFrom = 10

export async function loadRosters(client: pg.PoolClient, officers: Officers, now: Date): Promise<void> {
  const today = dayOf(now)
  const days = Array.from({ length: daysBefore + daysAfter }, (_, index) =>
    addDays(today, index - daysBefore),
  )
  const isWeekend = (day: string) => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())
  const filled = days.filter(day => day < addDays(today, weekendFrom) || !isWeekend(day))
  const shown = new Set(demoAccounts.map(account => account.accountId as string))
  await copyRows(
    client,
    'duty_shifts',
    [
      ...['county_code', 'id', 'region_code', 'account_id', 'duty_on', 'from_minute', 'to_minute', 'made_by'],
      'made_at',
    ],
    [...officers].flatMap(([township, { handler, verifier }]) =>
      filled.map((day, index) => {
        // Whoever tries the demonstration signs in as the handler and wants the new cases.
        const turns = shown.has(handler) ? [handler] : [handler, verifier]
        const onDuty = turns[index % turns.length] ?? handler
        return [
          township.slice(0, 6),
          randomUUID(),
          township,
          onDuty,
          day,
          0,
          1440,
          handler,
          now.toISOString(),
        ]
      }),
    ),
  )
}
