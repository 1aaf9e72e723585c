// Which places count as border: the ten counties of the letter, unless a setting says otherwise for one of them.
import { sql } from 'kysely'
import { ancestorAt } from '../../domain/kernel/area.ts'
import { isBorderCounty } from '../../domain/regions/border.ts'
import type { Context } from '../kernel/context.ts'

export function borderTest({ setting }: Pick<Context, 'setting'>): (regionCode: string) => boolean {
  const known = new Map<string, boolean>()
  return regionCode => {
    const county = ancestorAt(regionCode, 'county')
    const found = known.get(county) ?? isBorderCounty(county, setting('coverage.border', county))
    known.set(county, found)
    return found
  }
}

/** County codes (six digits) of an area's border. */
export async function borderCodes(context: Context, from: string, to: string): Promise<string[]> {
  const isBorder = borderTest(context)
  const found = await sql<{ code: string }>`
    select code from regions where level = 'county' and code between ${ancestorAt(from, 'county')} and ${to}
    order by code`.execute(context.tx)
  return found.rows.filter(({ code }) => isBorder(code)).map(({ code }) => code.slice(0, 6))
}
