// Whose claims somebody may make: those of the provider the county has her account registered with.
import { sql } from 'kysely'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'

export interface OwnProvider {
  providerId: string
  name: string
  regionCode: string
}

export async function ownProvider({ tx, actor, today }: Context, countyCode: string): Promise<OwnProvider> {
  const found = await sql<OwnProvider>`
    select p.id as provider_id, p.name, p.region_code
    from provider_members m
    join service_providers p on p.county_code = m.county_code and p.id = m.provider_id
    where m.account_id = ${actor.accountId} and m.county_code = ${countyCode}
      and m.valid_from <= ${today} and (m.valid_to is null or m.valid_to >= ${today})
    order by m.valid_from desc, m.id limit 1`.execute(tx)
  const [provider] = found.rows
  if (!provider)
    throw new Refused(
      'not_allowed',
      '您的账号还没有登记在哪家服务机构名下，请联系县民政部门在“服务机构”里加上您的账号。',
    )
  return provider
}
