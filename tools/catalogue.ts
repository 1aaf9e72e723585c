// What a database says about itself: tables, columns, constraints, policies and rights, from its own catalogue.
import type pg from 'pg'

export interface Column {
  table: string
  column: string
  type: string
  nullable: boolean
  generated: boolean
}

export interface Constraint {
  table: string
  name: string
  kind: 'primary' | 'foreign' | 'check' | 'unique'
  columns: string[]
  /** The table a foreign key points at. */
  target: string | null
  definition: string
}

export interface TableState {
  table: string
  owner: string
  rowSecurity: boolean
  policies: string[]
  /** Rights of wanqing_app: SELECT, INSERT… */
  rights: string[]
}

export interface Catalogue {
  columns: Column[]
  constraints: Constraint[]
  tables: TableState[]
}

/** The migration runner's own list of files is not part of the model. */
const ours = `n.nspname = 'public' and c.relkind in ('r', 'p') and c.relname <> 'migrations'`

export async function readCatalogue(client: Pick<pg.ClientBase, 'query'>): Promise<Catalogue> {
  const columns = await client.query<Column>(`
      select c.relname as table, a.attname as column, format_type(a.atttypid, a.atttypmod) as type,
        not a.attnotnull as nullable, a.attidentity <> '' or a.attgenerated <> '' as generated
      from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
      where ${ours} and a.attnum > 0 and not a.attisdropped order by 1, a.attnum`)
  const constraints = await client.query<Constraint>(`
      select c.relname as table, k.conname as name,
        case k.contype when 'p' then 'primary' when 'f' then 'foreign' when 'u' then 'unique' else 'check' end as kind,
        array(select a.attname::text from unnest(k.conkey) with ordinality as key (number, place)
          join pg_attribute a on a.attrelid = c.oid and a.attnum = key.number order by key.place) as columns,
        nullif(k.confrelid, 0)::regclass::text as target, pg_get_constraintdef(k.oid) as definition
      from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
      where ${ours} and k.contype in ('p', 'f', 'c', 'u') order by 1, 2`)
  const tables = await client.query<TableState>(`
      select c.relname as table, pg_get_userbyid(c.relowner) as owner, c.relrowsecurity as "rowSecurity",
        array(select p.polname::text from pg_policy p where p.polrelid = c.oid order by 1) as policies,
        array(select g.privilege_type::text from aclexplode(c.relacl) g
          where g.grantee = 'wanqing_app'::regrole order by 1) as rights
      from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${ours} order by 1`)
  return { columns: columns.rows, constraints: constraints.rows, tables: tables.rows }
}

/** The words of a check like "level = ANY (ARRAY['a'::text, 'b'::text])", or null when it is another check. */
export function closedListOf(definition: string): { column: string; words: string[] } | null {
  const list = /^CHECK \(\(\(?"?(\w+)"?\)? = ANY \(\(?ARRAY\[(.*)\](?:\)::text\[\])?\)\)\)$/.exec(definition)
  if (list)
    return {
      column: list[1] ?? '',
      words: [...(list[2] ?? '').matchAll(/'([^']*)'::/g)].map(word => word[1] ?? ''),
    }
  const single = /^CHECK \(\("?(\w+)"? = '([^']*)'::text\)\)$/.exec(definition)
  return single ? { column: single[1] ?? '', words: [single[2] ?? ''] } : null
}
