// Services whose own share the elder has not paid yet: those still to come, and those done and not yet billed.
import { type RawBuilder, sql } from 'kysely'
import type { OrderStage } from '../../domain/service-orders/order.ts'
import { comingStages, doneStages } from '../../domain/service-orders/stage.ts'

const inStages = (stages: readonly OrderStage[]) => sql`(${sql.join(stages.map(stage => sql.lit(stage)))})`

/** All of the order `o` of the statement around them. */
export const isDone = sql<boolean>`o.stage in ${inStages(doneStages)}`
export const ownFen = sql<number>`coalesce((o.split ->> 'elder')::bigint, 0)`

/** A bill that was passed has taken the share already, and the order waits only for the money to arrive. */
export const isUnpaid: RawBuilder<boolean> = sql<boolean>`(
  o.stage in ${inStages([...comingStages, ...doneStages])} and ${ownFen} > 0
  and not exists (select from ledger_transfers t
    where t.county_code = o.county_code and t.subject_id = o.id and t.reverses is null
      and t.purpose in ('serviceOwn', 'serviceClaim')
      and not exists (select from ledger_transfers back
        where back.county_code = t.county_code and back.reverses = t.id)))`
