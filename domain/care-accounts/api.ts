// The acts on care accounts of elders, and on what is left behind by who has moved to another county.
import * as z from 'zod/mini'
import { command, query } from '../kernel/operation.ts'
import { Count, DayText, Id, Nothing, Page, RegionCode, text } from '../kernel/shapes.ts'
import { topUpKinds } from '../meal-accounts/book.ts'
import { CareAccount, CareAccountRow, CareTopUp, careTopUpWays } from './care-account.ts'
import { LeftBehind } from './left-behind.ts'

const CountyCode = z.string().check(z.regex(/^\d{6}$/))
const OfElder = { countyCode: CountyCode, elderId: Id }
const orNothing = (most: number) => z._default(z.nullable(text(most)), null)
const OfList = { regionCode: RegionCode, shortOnly: z._default(z.boolean(), false) }

export const careAccountApi = {
  /** Whoever has paid ahead, and whoever has a share to pay. */
  'careAccount.list': query({
    input: z.strictObject({ ...OfList, ...Page }),
    output: z.object({ rows: z.array(CareAccountRow), next: z.nullable(z.string()) }),
    may: 'careAccount:keep',
    says: '查看老年人服务账户余额',
    personal: true,
  }),
  'careAccount.export': query({
    input: z.strictObject(OfList),
    output: Nothing,
    may: 'careAccount:keep',
    says: '导出老年人服务账户余额',
    personal: true,
    bytes: 'out',
  }),
  'careAccount.get': query({
    input: z.strictObject(OfElder),
    output: CareAccount,
    may: 'careAccount:keep',
    says: '查看老年人服务账户',
    personal: true,
  }),
  'careAccount.topUp': command({
    input: z.strictObject({
      ...OfElder,
      id: Id,
      kind: z._default(topUpKinds.schema, 'paidIn'),
      way: careTopUpWays.schema,
      amountFen: z
        .int()
        .check(z.gte(1, { error: '金额应大于零' }), z.lte(10_000_000, { error: '金额过大，请核对' })),
      day: DayText,
      payerName: orNothing(40),
      note: orNothing(200),
    }),
    output: CareTopUp,
    may: 'careAccount:keep',
    says: '登记老年人服务账户充值或退款',
    personal: true,
  }),
  'careAccount.cancelTopUp': command({
    input: z.strictObject({ countyCode: CountyCode, id: Id, reason: text(200) }),
    output: Nothing,
    may: 'careAccount:keep',
    says: '作废老年人服务账户充值或退款',
    personal: true,
  }),

  /** What still lies here of an elder whose record has gone to another county. */
  'leftBehind.get': query({
    input: z.strictObject(OfElder),
    output: LeftBehind,
    may: 'careAccount:keep',
    says: '查看迁走老年人留下的余额',
    personal: true,
  }),
  'leftBehind.carry': command({
    input: z.strictObject(OfElder),
    output: z.object({ mealsFen: Count, careFen: Count, minutes: Count }),
    may: 'careAccount:keep',
    says: '把迁走老年人的余额转到新的县',
    personal: true,
  }),
}
