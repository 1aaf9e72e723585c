// Township officers of the demonstration, and the cases they have worked.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { demoAccounts, demoCounty } from '../../domain/accounts/demo.ts'
import { aidCaseRulesVersion } from '../../domain/aid-cases/rules.ts'
import { ancestorAt } from '../../domain/kernel/area.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import type { SyntheticCase } from './cases.ts'
import { copyRows } from './copy.ts'
import type { SyntheticCounty } from './synthetic.ts'

interface Pair {
  handler: string
  verifier: string
}

/** Township → who handles its cases and who checks them. In the demonstration's township the two that sign in. */
export type Officers = ReadonlyMap<string, Pair>

export async function loadOfficers(
  client: pg.PoolClient,
  county: SyntheticCounty,
  { villageCode }: { villageCode: string },
  now: string,
): Promise<Officers> {
  const officers = new Map<string, Pair>()
  const rows: { id: string; township: string; name: string; number: number }[] = []
  const shown = demoAccounts.filter(account => account.role === 'townshipOfficer')
  for (const village of county.villages) {
    const township = ancestorAt(village.regionCode, 'township')
    if (officers.has(township)) continue
    const isShown = county.code === demoCounty && township === ancestorAt(villageCode, 'township')
    const [handler, verifier] = isShown
      ? shown.map(account => account.accountId)
      : [randomUUID(), randomUUID()]
    if (!handler || !verifier) throw new Error('the demonstration needs two township officers')
    officers.set(township, { handler, verifier })
    if (isShown) continue
    rows.push({ id: handler, township, name: `${village.townshipName}经办`, number: 1 })
    rows.push({ id: verifier, township, name: `${village.townshipName}复核`, number: 2 })
  }
  await copyRows(
    client,
    'accounts',
    [
      'id',
      'login',
      'name',
      'password_hash',
      'must_change_password',
      'region_code',
      'language',
      'created_at',
      'synthetic',
    ],
    rows.map(row => [
      row.id,
      `t${row.township.slice(0, 9)}-${row.number}`,
      row.name,
      'none',
      true,
      row.township,
      'zh',
      now,
      true,
    ]),
  )
  await copyRows(
    client,
    'posts',
    ['id', 'account_id', 'role', 'region_code', 'valid_from'],
    rows.map(row => [randomUUID(), row.id, 'townshipOfficer', row.township, '2025-01-01']),
  )
  return officers
}

export async function loadCases(
  client: pg.PoolClient,
  cases: readonly SyntheticCase[],
  officers: Officers,
): Promise<void> {
  const known = cases.flatMap(one => {
    const pair = officers.get(ancestorAt(one.regionCode, 'township'))
    return pair ? [{ ...one, id: randomUUID(), pair }] : []
  })
  await copyRows(
    client,
    'aid_cases',
    [
      ...['county_code', 'id', 'region_code', 'elder_id', 'visit_id', 'level', 'field', 'trouble', 'stage'],
      'source',
      ...['owner_id', 'opened_at', 'acknowledge_by', 'on_site_by', 'escalate_at', 'rules_version', 'version'],
      ...['resolve_by', 'verify_by', 'close_by', 'due_at', 'ended_at', 'ending', 'recheck', 'recheck_owed'],
    ],
    known.map(one => [
      ...[one.regionCode.slice(0, 6), one.id, one.regionCode, one.elderId, one.visitId, one.level, one.field],
      ...[
        one.trouble,
        one.stage,
        'visit',
        one.pair.handler,
        one.openedAt.toISOString(),
        one.acknowledgeBy.toISOString(),
      ],
      ...[
        one.onSiteBy.toISOString(),
        one.escalateAt?.toISOString() ?? null,
        aidCaseRulesVersion,
        one.acts.length,
      ],
      ...[one.resolveBy.toISOString(), one.verifyBy.toISOString(), one.closeBy.toISOString()],
      ...[one.dueAt, one.endedAt?.toISOString() ?? null, one.endedAt ? 'closed' : null],
      ...[one.recheck?.verdict ?? null, one.recheckOwed],
    ]),
  )
  await copyRows(
    client,
    'aid_case_acts',
    [
      ...['county_code', 'id', 'region_code', 'case_id', 'kind', 'note', 'by_account_id', 'to_account_id'],
      'done_at',
    ],
    known.flatMap(one =>
      one.acts.map(act => [
        ...[one.regionCode.slice(0, 6), randomUUID(), one.regionCode, one.id, act.kind, act.note],
        ...[act.by === null ? null : one.pair[act.by], act.kind === 'opened' ? one.pair.handler : null],
        act.at.toISOString(),
      ]),
    ),
  )
  await loadRechecks(client, known)
}

async function loadRechecks(
  client: pg.PoolClient,
  known: readonly (SyntheticCase & { id: string; pair: { verifier: string } })[],
): Promise<void> {
  await copyRows(
    client,
    'aid_case_rechecks',
    [
      'county_code',
      'id',
      'region_code',
      'case_id',
      'verdict',
      'checked_on',
      'note',
      'recorded_by',
      'recorded_at',
    ],
    known.flatMap(({ regionCode, id, recheck, pair }) =>
      recheck === null
        ? []
        : [
            [
              ...[regionCode.slice(0, 6), randomUUID(), regionCode, id, recheck.verdict],
              ...[dayOf(recheck.at), null, pair.verifier, recheck.at.toISOString()],
            ],
          ],
    ),
  )
}
