// What accepted works cost becomes a debt to whoever did them, and each payment makes it smaller: through the ledger.
import { randomUUID } from 'node:crypto'
import type { homeCareApi } from '../../domain/home-care/api.ts'
import { type Funder, funders } from '../../domain/home-care/project.ts'
import { checkPayment, sharesOf } from '../../domain/home-care/project-rules.ts'
import { yuanFixed } from '../../domain/kernel/money.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { AccountKey } from '../../domain/ledger/accounts.ts'
import type { Context } from '../kernel/context.ts'
import { post, reverse } from '../ledger/ledger.ts'
import { checkPast, type KeptProject, projectFor, stepOn } from './projects.ts'

type Costs = Pick<KeptProject, 'countyCode' | 'id' | 'regionCode' | 'elderId' | 'providerId' | 'lines'>

/** Where the money of a funder comes from; what it gave stands as a minus there. */
function sourceOf(funder: Funder, { countyCode, regionCode, elderId }: Costs): AccountKey {
  const county = `${countyCode}000000`
  const sources: Readonly<Record<Funder, AccountKey>> = {
    governmentFunds: { kind: 'countySubsidy', ownerId: null, regionCode: county },
    familyFunds: { kind: 'elderCash', ownerId: elderId, regionCode },
    villageFunds: { kind: 'villageFund', ownerId: null, regionCode: county },
    charityFunds: { kind: 'charityFund', ownerId: null, regionCode: county },
  }
  return sources[funder]
}

const providerAccount = (project: Costs, kind: 'providerPayable' | 'providerPaid'): AccountKey => ({
  kind,
  ownerId: project.providerId,
  regionCode: `${project.countyCode}000000`,
})

/** One posting a funder, all under the project as their voucher. */
export async function claimCosts(context: Context, project: Costs): Promise<void> {
  if (project.providerId === null) return
  const shares = sharesOf(project.lines)
  await post(
    context,
    funders.keys
      .filter(funder => shares[funder] > 0)
      .map(funder => ({
        ...postingOf(project),
        id: randomUUID(),
        from: sourceOf(funder, project),
        to: providerAccount(project, 'providerPayable'),
        amount: shares[funder],
        day: context.today,
        purpose: 'adaptationClaim' as const,
        note: funders.words[funder],
      })),
  )
}

function postingOf({ countyCode, id, regionCode }: Costs) {
  return {
    ...{ countyCode, regionCode, unit: 'fen' as const },
    ...{ subjectKind: 'homeCare' as const, subjectId: id, voucherId: id },
  }
}

/** Whoever accepted for the office does not pay. */
async function checkPayer({ tx, actor }: Context, { countyCode, id }: Costs): Promise<void> {
  const accepted = await tx
    .selectFrom('adaptationActs')
    .where('countyCode', '=', countyCode)
    .where('projectId', '=', id)
    .where('kind', '=', 'officeAccepts')
    .where('byAccountId', '=', actor.accountId)
    .select('id')
    .executeTakeFirst()
  if (accepted)
    throw new Refused('rule_broken', '这个项目是您验收的，不能再由您付款。请由另一位工作人员付款。')
}

export async function payWorks(
  context: Context,
  input: InputOf<(typeof homeCareApi)['adaptation.pay']>,
): Promise<Record<string, never>> {
  const project = await projectFor(context, input, 'paysWorks')
  const { funder, amountFen, on, voucher, paymentId } = input
  checkPast(context, on, '付款日期')
  if (project.acceptedOn !== null && on < project.acceptedOn)
    throw new Refused('invalid', `付款日期不能早于验收日期 ${project.acceptedOn}。`)
  if (project.providerId === null)
    throw new Refused('rule_broken', '这个项目没有登记施工机构，不能付款。请先补登施工机构。')
  await checkPayer(context, project)
  checkPayment(funder, amountFen, project.lines, project.payments)
  await post(context, [
    {
      ...postingOf(project),
      id: paymentId,
      from: providerAccount(project, 'providerPayable'),
      to: providerAccount(project, 'providerPaid'),
      amount: amountFen,
      day: on,
      purpose: 'adaptationPayment',
      note: `${funders.words[funder]}，凭证 ${voucher}`,
    },
  ])
  await context.tx
    .insertInto('adaptationPayments')
    .values({
      ...{ countyCode: project.countyCode, id: paymentId, regionCode: project.regionCode },
      ...{ projectId: project.id, funder, amountFen, paidOn: on, voucher },
      ...{ paidBy: context.actor.accountId, paidAt: context.now.toISOString() },
      ...{ takenBackBy: null, takenBackAt: null, takenBackReason: null },
    })
    .execute()
  await stepOn(context, project, {
    act: 'paysWorks',
    on,
    note: `${funders.words[funder]} ${yuanFixed(amountFen)} 元，凭证 ${voucher}`,
  })
  return {}
}

/** Dated today, with the reason in the story of the project and in the ledger. */
export async function takeBackPayment(
  context: Context,
  input: InputOf<(typeof homeCareApi)['adaptation.takeBackPayment']>,
): Promise<Record<string, never>> {
  const project = await projectFor(context, input, 'takesBackPayment')
  const { paymentId, reason } = input
  const { countyCode } = project
  const taken = await context.tx
    .updateTable('adaptationPayments')
    .set({ takenBackBy: context.actor.accountId, takenBackAt: context.now.toISOString() })
    .set({ takenBackReason: reason })
    .where('countyCode', '=', countyCode)
    .where('id', '=', paymentId)
    .where('projectId', '=', project.id)
    .where('takenBackAt', 'is', null)
    .returning(['funder', 'amountFen', 'voucher'])
    .executeTakeFirst()
  if (!taken) throw new Refused('conflict', '这笔付款已经撤回，或者不是这个项目的。请刷新后查看。')
  await reverse(context, { countyCode, transferIds: [paymentId], day: context.today, reason })
  await stepOn(context, project, {
    act: 'takesBackPayment',
    on: context.today,
    note: `${funders.words[taken.funder]} ${yuanFixed(taken.amountFen)} 元，凭证 ${taken.voucher}：${reason}`,
  })
  return {}
}
