// Makes the accounts of a demonstration; safe to run at every start.
import type pg from 'pg'
import { demoAccounts, demoPassword } from '../../domain/accounts/demo.ts'
import { ancestorAt } from '../../domain/kernel/area.ts'
import { defaultPasswordCost, hashPassword } from './passwords.ts'

/** A village, and what tests lower. */
export interface DemoPlace {
  /** The village whose elders the demo visitor looks after; everyone else's post lies above it. */
  villageCode: string
  passwordCost?: number
}

/** One account a role. Posts follow the village when it changes; a changed password is set back. */
export async function makeDemoAccounts(
  client: Pick<pg.ClientBase, 'query'>,
  { villageCode, passwordCost = defaultPasswordCost }: DemoPlace,
): Promise<void> {
  const made = await Promise.all(
    demoAccounts.map(async ({ level, regionCode, ...account }) => ({
      ...account,
      regionCode: regionCode ?? ancestorAt(villageCode, level),
      passwordHash: await hashPassword(demoPassword, passwordCost),
    })),
  )
  await client.query(insertAccounts, [JSON.stringify(made)])
  await client.query(insertPosts, [JSON.stringify(made)])
}

const given = `json_to_recordset($1::json) as given ("accountId" uuid, "postId" uuid, login text, name text,
  role text, "regionCode" text, "passwordHash" text)`

const insertAccounts = `
  insert into accounts (id, login, name, password_hash, must_change_password, region_code, language, created_at,
    synthetic)
  select "accountId", login, name, "passwordHash", false, "regionCode", 'zh', now(), true from ${given}
  on conflict (id) do update set
    password_hash = excluded.password_hash, region_code = excluded.region_code, name = excluded.name,
    must_change_password = false, disabled_at = null, totp_sealed = null, totp_confirmed_at = null`

const insertPosts = `
  insert into posts (id, account_id, role, region_code, valid_from)
  select "postId", "accountId", role, "regionCode", '2020-01-01' from ${given}
  on conflict (id) do update set region_code = excluded.region_code, valid_to = null`
