// Money paid out of a project's account, by finance only, and taken back by a transfer the other way.
import type { fundApi } from '../../domain/funds/api.ts'
import { checkPayer, checkPayment } from '../../domain/funds/rules.ts'
import { sumWords } from '../../domain/funds/words.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { post, reverse } from '../ledger/ledger.ts'
import { recordGrant, takeGrantBack } from '../meal-accounts/meal-accounts.ts'
import { type Acting, fundAccount, moveOf, unknown } from './keeping.ts'
import { lockProject, stepOn } from './projects.ts'
import { siteOf } from './sites.ts'
import type { Done } from './sums.ts'

type Api = typeof fundApi

export async function pay(
  context: Acting,
  { projectId, version, ...given }: InputOf<Api['fundPayment.pay']>,
): Promise<Done> {
  const { tx, now, today, actor } = context
  const { countyCode, id, amountFen, paidOn, payee, voucher, note, canteenId } = given
  const project = await lockProject(context, { countyCode, id: projectId }, version)
  checkPayer(actor.accountId, project)
  if (paidOn > today) throw new Refused('invalid', '付款日期不能晚于今天，请按回单上的日期填写。')
  if (project.approvedOn !== null && paidOn < project.approvedOn)
    throw new Refused('invalid', `付款日期不能早于立项日期 ${project.approvedOn}，请核对后重填。`)
  const percent = context.setting('fund.beforeAcceptancePercent', project.regionCode)
  checkPayment(project, amountFen, percent)
  const words = `${payee}，凭证 ${voucher}`
  if (canteenId === null)
    await post(context, [
      moveOf({
        ...{ id, countyCode, amount: amountFen, day: paidOn, purpose: 'fundPay', note: words },
        from: fundAccount('fundInProject', countyCode, projectId),
        to: fundAccount('fundPaidOut', countyCode, projectId),
        ...{ subjectKind: 'fundProject', subjectId: projectId },
      }),
    ])
  else {
    await siteOf(context, { countyCode, siteKind: 'canteen', siteId: canteenId })
    await recordGrant(context, {
      ...{ countyCode, id, canteenId, projectId, amountFen, day: paidOn, note: words },
      projectRegion: `${countyCode}000000`,
    })
  }
  await tx
    .insertInto('fundPayments')
    .values({
      ...{ countyCode, id, regionCode: project.regionCode, projectId, amountFen, paidOn, payee, voucher },
      ...{ note, canteenId, paidBy: actor.accountId, paidAt: now.toISOString() },
      ...{ cancelledBy: null, cancelledAt: null, cancelReason: null },
    })
    .execute()
  await stepOn(context, project, project.state, {
    ...{ kind: 'paysProject', on: paidOn, note: `${sumWords(amountFen)}，${words}` },
  })
  return {}
}

export async function takePaymentBack(
  context: Acting,
  { countyCode, id, reason }: InputOf<Api['fundPayment.takeBack']>,
): Promise<Done> {
  const { tx, now, today, actor } = context
  const payment = await tx
    .selectFrom('fundPayments')
    .select(['projectId', 'amountFen', 'canteenId', 'cancelReason'])
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!payment) throw unknown('这笔付款')
  if (payment.cancelReason !== null) throw new Refused('conflict', '这笔付款已经收回，不用重复办理。')
  const project = await lockProject(context, { countyCode, id: payment.projectId })
  if (project.state === 'accountsClosed')
    throw new Refused('rule_broken', '这个项目已经结清，不能再收回付款。退回来的钱请走到县资金上交。')
  checkPayer(actor.accountId, project)
  if (payment.canteenId === null)
    await reverse(context, { countyCode, transferIds: [id], day: today, reason })
  else await takeGrantBack(context, { countyCode, id, reason })
  await tx
    .updateTable('fundPayments')
    .set({ cancelledBy: actor.accountId, cancelledAt: now.toISOString(), cancelReason: reason })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  await stepOn(context, project, project.state, {
    ...{ kind: 'takesPaymentBack', note: `${sumWords(payment.amountFen)}：${reason}` },
  })
  return {}
}
