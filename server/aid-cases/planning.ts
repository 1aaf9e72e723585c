// The work around a case: who does what by when, which other body was asked, and what a meeting decided.
import { sql } from 'kysely'
import type { AidCaseActKind } from '../../domain/aid-cases/aid-case.ts'
import { type ReferralRow, referralBodies, referralDueOn } from '../../domain/aid-cases/case-work.ts'
import type { casePlanApi } from '../../domain/aid-cases/plan-api.ts'
import type { AidCase } from '../../domain/aid-cases/record.ts'
import type { AidCaseMove } from '../../domain/aid-cases/stages.ts'
import { areaOf } from '../../domain/kernel/area.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { namesOf } from '../accounts/accounts.ts'
import type { Context, Handlers } from '../kernel/context.ts'
import { cursorOf, placeFrom } from '../kernel/list-place.ts'
import { calendarOf, checkInArea } from '../regions/regions.ts'
import { checkReceiver, keepActs, lockedCase } from './moving.ts'
import { getCase } from './reading.ts'

type Table = typeof casePlanApi

interface Key {
  countyCode: string
  id: string
}

/** Notes the act in the thread; what is planned moves no stage, so nobody's version moves on either. */
async function noted(
  context: Context,
  { countyCode, id }: Key,
  regionCode: string,
  kind: AidCaseActKind,
  note: string,
): Promise<AidCase> {
  await keepActs(context, { countyCode, regionCode, caseId: id }, [{ kind, note }])
  return getCase(context, countyCode, id)
}

async function plan(context: Context, input: InputOf<Table['aidCase.plan']>): Promise<AidCase> {
  const { countyCode, id, taskId, task, toAccountId, dueOn } = input
  const { regionCode } = await lockedCase(context, countyCode, id, 'planned')
  if (dueOn < context.today) throw new Refused('invalid', '完成日期不能早于今天，请重新选择。')
  await checkReceiver(context, regionCode, toAccountId)
  await context.tx
    .insertInto('aidCaseTasks')
    .values({
      ...{ countyCode, id: taskId, regionCode, caseId: id, task, assigneeId: toAccountId, dueOn },
      ...{ madeBy: context.actor.accountId, madeAt: context.now.toISOString() },
      ...{ state: null, endedBy: null, endedAt: null, endingNote: null },
    })
    .execute()
  const names = await namesOf(context.tx, [toAccountId])
  const who = names.get(toAccountId) ?? ''
  return noted(context, input, regionCode, 'planned', `请${who}在 ${dueOn} 前完成：${task}`)
}

async function endTask(
  context: Context,
  input: InputOf<Table['aidCase.finishTask']>,
  state: 'taskDone' | 'taskDropped',
): Promise<AidCase> {
  const { countyCode, id, taskId, note } = input
  const move: AidCaseMove = state
  const { regionCode } = await lockedCase(context, countyCode, id, move)
  const ended = await context.tx
    .updateTable('aidCaseTasks')
    .where('countyCode', '=', countyCode)
    .where('caseId', '=', id)
    .where('id', '=', taskId)
    .where('state', 'is', null)
    .set({
      ...{ state, endedBy: context.actor.accountId, endedAt: context.now.toISOString() },
      endingNote: note,
    })
    .returning('task')
    .executeTakeFirst()
  if (!ended) throw new Refused('conflict', '这项任务已经完成或取消，没有重复登记。请刷新后核对。')
  return noted(context, input, regionCode, state, note === null ? ended.task : `${ended.task}。${note}`)
}

async function refer(context: Context, input: InputOf<Table['aidCase.refer']>): Promise<AidCase> {
  const { countyCode, id, referralId, body, addressee, matter, sentOn } = input
  const { regionCode } = await lockedCase(context, countyCode, id, 'referred')
  if (sentOn > context.today) throw new Refused('invalid', '转介日期不能晚于今天，请重新选择。')
  const due = referralDueOn(sentOn, key => context.setting(key, regionCode), await calendarOf(context))
  await context.tx
    .insertInto('aidCaseReferrals')
    .values({
      ...{ countyCode, id: referralId, regionCode, caseId: id, body, addressee, matter, sentOn, ...due },
      sentBy: context.actor.accountId,
      ...{ receivedBy: null, receivedOn: null, referenceNumber: null, answer: null, answeredOn: null },
    })
    .execute()
  const whom = addressee === null ? '' : `（${addressee}）`
  const note = `${sentOn} 转介${referralBodies.words[body]}${whom}：${matter}。应在 ${due.receiptDueOn} 前签收、${due.answerDueOn} 前答复`
  return noted(context, input, regionCode, 'referred', note)
}

async function referralOf(context: Context, { countyCode, id, referralId }: Key & { referralId: string }) {
  const referral = await context.tx
    .selectFrom('aidCaseReferrals')
    .where('countyCode', '=', countyCode)
    .where('caseId', '=', id)
    .where('id', '=', referralId)
    .selectAll()
    .forUpdate()
    .executeTakeFirst()
  if (!referral) throw new Refused('not_found', '没有找到这次转介。请刷新个案后重试。')
  return referral
}

async function receive(context: Context, input: InputOf<Table['aidCase.receiveReferral']>): Promise<AidCase> {
  const { countyCode, id, referralId, receivedBy, receivedOn, referenceNumber } = input
  const { regionCode } = await lockedCase(context, countyCode, id, 'referralReceived')
  const referral = await referralOf(context, input)
  if (referral.receivedOn !== null)
    throw new Refused('conflict', '这次转介已经登记过签收，没有重复登记。请刷新后核对。')
  if (receivedOn < referral.sentOn || receivedOn > context.today)
    throw new Refused('invalid', '签收日期应在转介之后、今天或之前，请重新选择。')
  await context.tx
    .updateTable('aidCaseReferrals')
    .where('countyCode', '=', countyCode)
    .where('id', '=', referralId)
    .set({ receivedBy, receivedOn, referenceNumber })
    .execute()
  const number = referenceNumber === null ? '' : `，收文号 ${referenceNumber}`
  const note = `${receivedOn} ${referralBodies.words[referral.body]}${receivedBy}签收${number}`
  return noted(context, input, regionCode, 'referralReceived', note)
}

async function answer(context: Context, input: InputOf<Table['aidCase.answerReferral']>): Promise<AidCase> {
  const { countyCode, id, referralId, answeredOn } = input
  const { regionCode } = await lockedCase(context, countyCode, id, 'referralAnswered')
  const referral = await referralOf(context, input)
  if (referral.answeredOn !== null)
    throw new Refused('conflict', '这次转介已经登记过答复，没有重复登记。请刷新后核对。')
  if (answeredOn < referral.sentOn || answeredOn > context.today)
    throw new Refused('invalid', '答复日期应在转介之后、今天或之前，请重新选择。')
  await context.tx
    .updateTable('aidCaseReferrals')
    .where('countyCode', '=', countyCode)
    .where('id', '=', referralId)
    .set({ answer: input.answer, answeredOn })
    .execute()
  const note = `${answeredOn} ${referralBodies.words[referral.body]}答复：${input.answer}`
  return noted(context, input, regionCode, 'referralAnswered', note)
}

async function confer(context: Context, input: InputOf<Table['aidCase.confer']>): Promise<AidCase> {
  const { countyCode, id, meetingId, heldOn, place, people, decided } = input
  const { regionCode } = await lockedCase(context, countyCode, id, 'conferred')
  if (heldOn > context.today) throw new Refused('invalid', '会商日期不能晚于今天，请重新选择。')
  await context.tx
    .insertInto('aidCaseMeetings')
    .values({
      ...{ countyCode, id: meetingId, regionCode, caseId: id, heldOn, place, people, decided },
      ...{ recordedBy: context.actor.accountId, recordedAt: context.now.toISOString() },
    })
    .execute()
  const where = place === null ? '' : `在${place}`
  const note = `${heldOn} ${where}会商，参加人：${people}。议定：${decided}`
  return noted(context, input, regionCode, 'conferred', note)
}

async function listReferrals(context: Context, input: InputOf<Table['aidCase.referrals']>) {
  checkInArea(context, input.regionCode)
  const { tx, today } = context
  const { from, to } = areaOf(input.regionCode)
  const place = placeFrom(input.after)
  const filter = sql`r.region_code between ${from} and ${to}
    and (${input.body ?? null}::text is null or r.body = ${input.body ?? null})
    and (${input.answered} or r.answered_on is null)
    and (not ${input.overdue} or r.answered_on is null and (r.answer_due_on < ${today}
      or r.received_on is null and r.receipt_due_on < ${today}))`
  const total = await sql<{
    total: number
  }>`select count(*) as total from aid_case_referrals r where ${filter}`.execute(tx)
  const { rows } = await sql<ReferralRow & { elderId: string }>`
    select r.county_code, r.id, r.case_id, r.region_code, village.short_name as village_name,
      coalesce(person.id, e.id) as elder_id, coalesce(person.name, e.name) as elder_name, c.trouble, c.level, c.stage,
      who.name as sent_by_name, r.body, r.addressee, r.matter, r.sent_on, r.receipt_due_on, r.answer_due_on,
      r.received_by, r.received_on, r.reference_number, r.answer, r.answered_on
    from aid_case_referrals r
    join aid_cases c on c.county_code = r.county_code and c.id = r.case_id
    join elders e on e.county_code = c.county_code and e.id = c.elder_id
    left join elders person on person.county_code = e.county_code and person.id = e.merged_into
    join regions village on village.code = r.region_code
    join accounts who on who.id = r.sent_by
    where ${filter} and (${place?.sort ?? null}::date is null
      or (r.sent_on, r.id) > (${place?.sort ?? null}::date, ${place?.id ?? null}::uuid))
    order by r.sent_on, r.id limit ${input.limit + 1}`.execute(tx)
  const page = rows.slice(0, input.limit)
  const last = rows.length > input.limit ? page.at(-1) : undefined
  for (const countyCode of new Set(page.map(row => row.countyCode)))
    context.concerns(
      countyCode,
      page.filter(row => row.countyCode === countyCode).map(row => row.elderId),
    )
  return {
    rows: page.map(({ elderId: _elderId, ...row }) => row),
    next: last ? cursorOf(last.sentOn, last.id) : null,
    total: total.rows[0]?.total ?? 0,
    today,
  }
}

export const casePlan: Handlers<Table> = {
  'aidCase.plan': plan,
  'aidCase.finishTask': (context, input) => endTask(context, input, 'taskDone'),
  'aidCase.dropTask': (context, input) => endTask(context, input, 'taskDropped'),
  'aidCase.refer': refer,
  'aidCase.receiveReferral': receive,
  'aidCase.answerReferral': answer,
  'aidCase.referrals': listReferrals,
  'aidCase.confer': confer,
}
