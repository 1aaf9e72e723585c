// What the elder has not paid yet: services still to come, those done and not yet billed, and fees of those not given.
import { type RawBuilder, sql } from 'kysely'
import type { OrderStage } from '../../domain/service-orders/order.ts'
import { comingStages, doneStages, feeStages } from '../../domain/service-orders/stage.ts'

const inStages = (stages: readonly OrderStage[]) => sql`(${sql.join(stages.map(stage => sql.lit(stage)))})`

/** All of the order `o` of the statement around them. */
const isFee = sql<boolean>`o.stage in ${inStages(feeStages)}`
export const isDone = sql<boolean>`o.stage in ${inStages([...doneStages, ...feeStages])}`
const shareFen = sql<number>`coalesce((o.split ->> 'elder')::bigint, 0)`
export const ownFen = sql<number>`case when ${isFee} then o.fee_fen::bigint else ${shareFen} end`

/**
 * A bill that was passed has taken the share already, and the order waits only for the money to arrive. A fee is over
 * with its bill, whether or not her account held it: the rest is between her and the provider.
 */
export const isUnpaid: RawBuilder<boolean> = sql<boolean>`(
  (${isFee} and o.fee_fen > 0 and not exists (select from claim_lines l
    where l.county_code = o.county_code and l.order_id = o.id and l.bill_id is not null))
  or (o.stage in ${inStages([...comingStages, ...doneStages])} and ${shareFen} > 0
  and not exists (select from ledger_transfers t
    where t.county_code = o.county_code and t.subject_id = o.id and t.reverses is null
      and t.purpose in ('serviceOwn', 'serviceClaim')
      and not exists (select from ledger_transfers back
        where back.county_code = t.county_code and back.reverses = t.id))))`

/** Time pays a part of a service that was or will be given, and no bill that stands has moved its minutes. */
export const owesTime: RawBuilder<boolean> = sql<boolean>`(
  o.time_minutes > 0 and not ${isFee} and not exists (select from ledger_transfers t
    where t.county_code = o.county_code and t.subject_id = o.id and t.reverses is null and t.purpose = 'serviceTime'
      and not exists (select from ledger_transfers back
        where back.county_code = t.county_code and back.reverses = t.id)))`
