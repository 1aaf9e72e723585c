// What nobody answered although a life may hang on it: handed back to the module that raised it, which must climb.
import { sql } from 'kysely'
import type { Transaction } from '../kernel/database.ts'

export interface Unanswered {
  countyCode: string
  subjectId: string
  toAccountId: string
}

/** Locked until the transaction ends, so that two servers do not climb for one silence. */
export async function unansweredOf(tx: Transaction, module: string): Promise<Unanswered[]> {
  return tx
    .selectFrom('notices')
    .where('subjectModule', '=', module)
    .where('state', '=', 'unanswered')
    .orderBy('raisedAt')
    .limit(500)
    .forUpdate()
    .skipLocked()
    .select(['countyCode', 'subjectId', 'toAccountId'])
    .execute()
}

export async function markPassedOn(
  tx: Transaction,
  module: string,
  subjects: readonly { countyCode: string; subjectId: string }[],
): Promise<void> {
  if (subjects.length === 0) return
  await sql`
    update notices set state = 'passedOn'
    from unnest(${subjects.map(one => one.countyCode)}::text[], ${subjects.map(one => one.subjectId)}::text[])
      as passed (county_code, subject_id)
    where notices.county_code = passed.county_code and notices.subject_module = ${module}
      and notices.subject_id = passed.subject_id and notices.state = 'unanswered'`.execute(tx)
}
