// A server set back to its backup, as one person's phone meets it: whatever came after is gone.
import type { TestSystem } from './test-system.ts'

export interface Backup {
  acts: string[]
  visits: string[]
  cases: string[]
}

export async function rowsOf(world: TestSystem, accountId: string): Promise<Backup> {
  const ids = async (statement: string) =>
    (await world.pool.query<{ id: string }>(statement, [accountId])).rows.map(row => row.id)
  return {
    acts: await ids('select id from acts where account_id = $1'),
    visits: await ids('select id from visits where visitor_id = $1'),
    cases: await ids(
      'select c.id from aid_cases c join visits v on v.id = c.visit_id where v.visitor_id = $1',
    ),
  }
}

/** Tables whose rows hang on a case or a visit, by the column that points there: modules add theirs. */
const hanging = new WeakMap<TestSystem, Promise<{ child: string; parent: string; column: string }[]>>()

function childrenOf(world: TestSystem) {
  const known =
    hanging.get(world) ??
    world.pool
      .query<{ child: string; parent: string; column: string }>(
        `select c.conrelid::regclass::text as child, c.confrelid::regclass::text as parent, a.attname as column
         from pg_constraint c
           join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[array_length(c.conkey, 1)]
         where c.contype = 'f' and c.confrelid in ('aid_cases'::regclass, 'visits'::regclass)`,
      )
      .then(({ rows }) => rows)
  hanging.set(world, known)
  return known
}

export async function restoreTo(world: TestSystem, backup: Backup, accountId: string): Promise<void> {
  const gone = {
    aid_cases: `select c.id from aid_cases c join visits v on v.id = c.visit_id
                where v.visitor_id = $1 and c.id <> all($2::uuid[])`,
    visits: 'select id from visits where visitor_id = $1 and id <> all($2::uuid[])',
  }
  const keptOf = { aid_cases: backup.cases, visits: backup.visits }
  for (const parent of ['aid_cases', 'visits'] as const)
    for (const { child, column } of (await childrenOf(world)).filter(one => one.parent === parent))
      await world.pool.query(
        child === 'aid_cases'
          ? `update aid_cases set ${column} = null where ${column} in (${gone[parent]})`
          : `delete from ${child} where ${column} in (${gone[parent]})`,
        [accountId, keptOf[parent]],
      )
  await world.pool.query(`delete from aid_cases where id in (${gone.aid_cases})`, [accountId, backup.cases])
  await world.pool.query(`delete from visits where id in (${gone.visits})`, [accountId, backup.visits])
  await world.pool.query('delete from acts where account_id = $1 and id <> all($2::uuid[])', [
    accountId,
    backup.acts,
  ])
}
