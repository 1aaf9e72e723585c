// Prints the migrated database as text, for review in one place: npx tsx tools/schema.ts writes server/schema.sql
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import pg from 'pg'
import { migrate } from '../server/kernel/migrate.ts'
import { startPostgres } from '../server/kernel/postgres.ts'
import { migrationsFolder, projectFolder } from '../server/system.ts'

export const schemaFile = join(projectFolder, 'server', 'schema.sql')

/** One line a thing, sorted by table and name, so that a review shows what really changed. */
export async function schemaText(client: Pick<pg.ClientBase, 'query'>): Promise<string> {
  const lines = await client.query<{ table: string; line: string }>(schemaQuery)
  const functions = await client.query<{ line: string }>(functionsQuery)
  const tables = [...new Set(lines.rows.map(row => row.table))]
  const parts = tables.map(table => {
    const own = lines.rows.filter(row => row.table === table).map(row => row.line)
    return `-- ${table}\n${own.join('\n')}\n`
  })
  return [
    '-- The database as the migrations leave it. Written by npx tsx tools/schema.ts; do not edit, do not run.\n',
    ...parts,
    ...functions.rows.map(row => `${row.line.trimEnd()};\n`),
  ].join('\n')
}

const ours = `n.nspname = 'public' and c.relkind in ('r', 'p')`

const schemaQuery = `
  select "table", line from (
    select c.relname::text as table, 1 as part, a.attnum::text as place, a.attnum as number,
      format('%I.%I %s%s%s%s;', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
        case when a.attcollation <> 0 and a.attcollation <> t.typcollation then ' collate ' || quote_ident(l.collname) else '' end,
        case when a.attnotnull then ' not null' else '' end,
        case when a.attidentity <> '' then ' generated always as identity'
          when d.adbin is not null then ' default ' || pg_get_expr(d.adbin, d.adrelid) else '' end) as line
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
      join pg_type t on t.oid = a.atttypid left join pg_collation l on l.oid = a.attcollation
      left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where ${ours} and a.attnum > 0 and not a.attisdropped
    union all
    select c.relname, 2, k.conname, 0, format('alter table %I add constraint %I %s;', c.relname, k.conname, pg_get_constraintdef(k.oid))
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where ${ours} and k.contype in ('p', 'f', 'c', 'u')
    union all
    select c.relname, 3, i.relname, 0, pg_get_indexdef(x.indexrelid) || ';'
    from pg_index x join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
      join pg_namespace n on n.oid = c.relnamespace
    where ${ours} and not exists (select from pg_constraint k where k.conindid = x.indexrelid and k.contype in ('p', 'u'))
    union all
    select c.relname, 4, '', 0, format('alter table %I enable row level security;', c.relname)
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${ours} and c.relrowsecurity
    union all
    select c.relname, 5, p.polname, 0, format('create policy %I on %I for %s to %s%s%s;', p.polname, c.relname,
      case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end,
      array_to_string(array(select r.rolname from pg_roles r where r.oid = any(p.polroles) order by 1), ', '),
      coalesce(' using (' || regexp_replace(pg_get_expr(p.polqual, p.polrelid), '\\s+', ' ', 'g') || ')', ''),
      coalesce(' with check (' || regexp_replace(pg_get_expr(p.polwithcheck, p.polrelid), '\\s+', ' ', 'g') || ')', ''))
    from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace where ${ours}
    union all
    select c.relname, 6, 'wanqing_app', 0, format('grant %s on %I to wanqing_app;',
      lower(string_agg(g.privilege_type, ', ' order by g.privilege_type)), c.relname)
    from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) g
    where ${ours} and g.grantee = 'wanqing_app'::regrole group by c.relname
    union all
    select c.relname, 7, g.tgname, 0, pg_get_triggerdef(g.oid) || ';'
    from pg_trigger g join pg_class c on c.oid = g.tgrelid join pg_namespace n on n.oid = c.relnamespace
    where ${ours} and not g.tgisinternal
  ) as things order by "table" collate "C", part, number, place collate "C"`

/** What an extension brings is its own affair. */
const functionsQuery = `
  select pg_get_functiondef(f.oid) as line from pg_proc f join pg_namespace n on n.oid = f.pronamespace
  where n.nspname = 'public' and f.prokind in ('f', 'p')
    and not exists (select from pg_depend d where d.objid = f.oid and d.deptype = 'e')
  order by f.proname collate "C", pg_get_function_identity_arguments(f.oid) collate "C"`

async function write(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'wanqing-schema-'))
  const server = await startPostgres({ folder, durable: false })
  try {
    await migrate(server.url, migrationsFolder)
    const client = new pg.Client({ connectionString: server.url })
    await client.connect()
    writeFileSync(schemaFile, await schemaText(client))
    await client.end()
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await write()
