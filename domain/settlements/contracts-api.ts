// The acts on contracts of government purchase and on the bills drawn on them.
import * as z from 'zod/mini'
import { command, query } from '../kernel/operation.ts'
import { DayText, Id, MonthText, Nothing, Page, RegionCode, text } from '../kernel/shapes.ts'
import { Bill, BillPart, billStates } from './bill.ts'
import { ClaimLine } from './claim.ts'
import { acceptanceVerdicts, Contract, ContractInput, ContractRow, contractStates } from './contract.ts'

const countyCode = z.string().check(z.regex(/^\d{6}$/))
const Key = { countyCode, id: Id }
const next = z.nullable(z.string())

export const contractApi = {
  /** Who may be contracted, and what the public catalogue of the county offers. */
  'contract.choices': query({
    input: z.strictObject({ countyCode }),
    output: z.object({
      providers: z.array(z.object({ id: Id, name: z.string() })),
      items: z.array(z.object({ code: z.string(), name: z.string(), priceFen: z.number() })),
    }),
    may: 'contract:manage',
    says: '查看可以购买的服务和机构',
  }),
  'contract.list': query({
    input: z.strictObject({
      regionCode: RegionCode,
      state: z.optional(contractStates.schema),
      providerId: z.optional(Id),
      ...Page,
    }),
    output: z.object({ rows: z.array(ContractRow), next }),
    may: 'contract:manage',
    says: '查看购买服务合同',
  }),
  'contract.get': query({
    input: z.strictObject(Key),
    output: Contract,
    may: 'contract:manage',
    says: '查看购买服务合同',
  }),
  'contract.write': command({
    input: ContractInput,
    output: Contract,
    may: 'contract:manage',
    says: '登记购买服务合同',
  }),
  /** The second person; the budget moves into the contract. */
  'contract.sign': command({
    input: z.strictObject(Key),
    output: Contract,
    may: 'contract:manage',
    says: '核对并启用购买服务合同',
  }),
  'contract.breakOff': command({
    input: z.strictObject({ ...Key, on: DayText, reason: text(300) }),
    output: Contract,
    may: 'contract:manage',
    says: '提前终止购买服务合同',
  }),
  'contract.accept': command({
    input: z.strictObject({
      ...Key,
      acceptanceId: Id,
      on: DayText,
      verdict: acceptanceVerdicts.schema,
      words: text(500),
    }),
    output: Contract,
    may: 'contract:manage',
    says: '验收购买的服务',
  }),

  /** What a bill of this contract for this month would hold; nothing is kept. */
  'bill.preview': query({
    input: z.strictObject({ countyCode, contractId: Id, month: MonthText }),
    output: z.object({
      lines: z.number(),
      amountFen: z.number(),
      budgetFen: z.number(),
      leftFen: z.number(),
      /** Agree, but the lots have no money left for them. */
      waitingLines: z.number(),
      waitingFen: z.number(),
      /** In the queue: not in any bill before somebody decides. */
      questionedLines: z.number(),
      questionedFen: z.number(),
    }),
    may: 'claim:pay',
    says: '试算账单',
  }),
  'bill.drawUp': command({
    input: z.strictObject({ countyCode, id: Id, contractId: Id, month: MonthText }),
    /** `stopped`: lines that agreed when they were claimed and do not any more; no bill where none is left. */
    output: z.object({ bill: z.nullable(Bill), stopped: z.number() }),
    may: 'claim:pay',
    says: '编制服务账单',
    personal: true,
  }),
  'bill.list': query({
    input: z.strictObject({
      regionCode: RegionCode,
      state: z.optional(billStates.schema),
      contractId: z.optional(Id),
      ...Page,
    }),
    output: z.object({ rows: z.array(Bill), next }),
    may: 'claim:pay',
    says: '查看服务账单',
  }),
  'bill.get': query({
    input: z.strictObject(Key),
    output: z.object({ bill: Bill, parts: z.array(BillPart) }),
    may: 'claim:pay',
    says: '查看服务账单',
  }),
  'bill.lines': query({
    input: z.strictObject({ ...Key, ...Page }),
    output: z.object({ rows: z.array(ClaimLine), next }),
    may: 'claim:pay',
    says: '查看服务账单明细',
    personal: true,
  }),
  'bill.pass': command({
    input: z.strictObject(Key),
    output: Bill,
    may: 'claim:pay',
    says: '审核服务账单',
  }),
  'bill.drop': command({
    input: z.strictObject({ ...Key, reason: text(300) }),
    output: Bill,
    may: 'claim:pay',
    says: '撤销服务账单',
  }),
  /** For the finance system; the format stands in docs/pay-order.md. */
  'bill.sheet': query({
    input: z.strictObject(Key),
    output: Nothing,
    may: 'claim:pay',
    says: '导出支付单',
    bytes: 'out',
  }),
  'bill.handOver': command({
    input: z.strictObject(Key),
    output: Bill,
    may: 'claim:pay',
    says: '把支付单交财政',
  }),
  'bill.recordPaid': command({
    input: z.strictObject({ ...Key, on: DayText, voucherNumber: text(60) }),
    output: Bill,
    may: 'claim:pay',
    says: '记服务账单付款',
    personal: true,
  }),
  /** Recorded by mistake, or the bank sent the money back: the bill waits for its payment again. */
  'bill.takeBackPaid': command({
    input: z.strictObject({ ...Key, reason: text(300) }),
    output: Bill,
    may: 'claim:pay',
    says: '撤回服务账单付款',
  }),
}
