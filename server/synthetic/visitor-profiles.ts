// The roster of the invented visitors, and how some of the invented elders want to be called on.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { ancestorAt } from '../../domain/kernel/area.ts'
import { addDays, type Day } from '../../domain/kernel/day.ts'
import { Chance } from './chance.ts'
import { copyRows } from './copy.ts'
import type { SyntheticCounty } from './synthetic.ts'

const engagedAs = { committee: 'committee', paid: 'purchased', volunteer: 'volunteer' } as const

/** Nine of ten are written down; a few were never taught or looked into, so that the list shows what is missing. */
export async function loadRoster(
  client: pg.PoolClient,
  county: SyntheticCounty,
  { seed, today, now }: { seed: string; today: Day; now: string },
): Promise<void> {
  const chance = new Chance(`${seed}|${county.code}|roster`)
  await copyRows(
    client,
    'visitor_profiles',
    [
      ...['county_code', 'id', 'region_code', 'account_id', 'engaged_as', 'sex', 'speaks', 'weekdays'],
      ...['minutes_day', 'trained_on', 'background_on', 'background_note', 'version', 'changed_at'],
    ],
    county.visitors
      .filter(() => chance.happens(0.9))
      .map(visitor => {
        const village = visitor.villages[0] ?? ancestorAt(`${county.code}000000`, 'county')
        const trained = chance.happens(0.92) ? addDays(today, -chance.between(20, 500)) : null
        const checked = chance.happens(0.85) ? addDays(today, -chance.between(30, 700)) : null
        return [
          ...[village.slice(0, 6), randomUUID(), village, visitor.id, engagedAs[visitor.kind], visitor.sex],
          ...[
            visitor.readsKoreanOnly ? 'ko' : chance.happens(0.3) ? 'both' : 'zh',
            ['1', '2', '3', '4', '5'],
            null,
          ],
          ...[trained, checked, checked === null ? null : '无违法犯罪记录（演示）', 1, now],
        ]
      }),
  )
  await loadWishes(client, county, chance, { today, now })
}

const parts = ['morning', 'afternoon', null] as const

async function loadWishes(
  client: pg.PoolClient,
  county: SyntheticCounty,
  chance: Chance,
  { today, now }: { today: Day; now: string },
): Promise<void> {
  const ended = new Set(county.endings.map(ending => ending.elderId))
  await copyRows(
    client,
    'visit_wishes',
    [
      ...[
        'county_code',
        'id',
        'region_code',
        'elder_id',
        'said_on',
        'weekdays',
        'day_part',
        'way',
        'language',
      ],
      ...['not_weekdays', 'not_days', 'recorded_at'],
    ],
    county.elders
      .filter(elder => !ended.has(elder.id) && chance.happens(0.05))
      .map(elder => [
        ...[
          elder.regionCode.slice(0, 6),
          randomUUID(),
          elder.regionCode,
          elder.id,
          addDays(today, -chance.between(5, 200)),
        ],
        ...[chance.happens(0.5) ? [String(chance.between(1, 5))] : [], parts[chance.between(0, 2)] ?? null],
        ...[chance.happens(0.2) ? 'phone' : null, elder.spokenLanguage === 'ko' ? 'ko' : null],
        ...[chance.happens(0.2) ? ['7'] : [], [], now],
      ]),
  )
}
