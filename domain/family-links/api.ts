// The acts of family far away, and of the office that lets them in.
import * as z from 'zod/mini'
import { command, query } from '../kernel/operation.ts'
import { Id, Instant, Nothing, Page, RegionCode, text } from '../kernel/shapes.ts'
import {
  FamilyConfirmation,
  FamilyElder,
  FamilyInvitation,
  FamilyLink,
  FamilyPayment,
  FamilyPaymentReport,
  FamilyReceipt,
  FamilyView,
  FamilyWish,
  familyPaymentStates,
  Joining,
} from './family-link.ts'

const countyCode = z.string().check(z.regex(/^\d{6}$/))
const ofLink = { countyCode, linkId: Id }

export const familyLinkApi = {
  /** The code is told once, on the slip for the elder; only its hash is kept. */
  'familyLink.invite': command({
    input: FamilyInvitation,
    output: z.object({ code: z.string(), codeUntil: Instant }),
    may: 'familyLink:invite',
    says: '邀请家人查看近况',
    personal: true,
  }),
  'familyLink.ofElder': query({
    input: z.strictObject({ countyCode, elderId: Id }),
    output: z.object({ agreed: z.boolean(), links: z.array(FamilyLink) }),
    may: 'familyLink:invite',
    says: '查看亲情关联',
    personal: true,
  }),
  'familyLink.end': command({
    input: z.strictObject({ countyCode, id: Id, reason: text(200) }),
    output: Nothing,
    may: 'familyLink:invite',
    says: '结束亲情关联',
    personal: true,
  }),
  'familyPayment.list': query({
    input: z.strictObject({
      regionCode: RegionCode,
      state: z._default(familyPaymentStates.schema, 'moneyReported'),
      ...Page,
    }),
    output: z.object({
      rows: z.array(
        z.object({
          ...FamilyPayment.shape,
          countyCode: z.string(),
          elderId: Id,
          elderName: z.string(),
          village: z.string(),
          payer: z.string(),
          reportedAt: Instant,
        }),
      ),
      next: z.nullable(z.string()),
    }),
    may: 'familyLink:invite',
    says: '查看家人汇款',
    personal: true,
  }),
  /** Only what has arrived counts; then it stands on the account the family chose, with a receipt. */
  'familyPayment.settle': command({
    input: z.strictObject({
      countyCode,
      id: Id,
      outcome: z.enum(['moneyArrived', 'moneyMissing']),
      answer: z._default(z.nullable(text(200)), null),
    }),
    output: z.object({ receipt: z.nullable(FamilyReceipt) }),
    may: 'familyLink:invite',
    says: '核对家人汇款',
    personal: true,
  }),

  /** With the code from the slip: an account of her own. */
  'family.join': command({
    input: Joining,
    output: Nothing,
    may: 'anyone',
    says: '家人开通账号',
  }),
  /** A second elder for somebody who has an account. */
  'family.addCode': command({
    input: z.strictObject({ code: text(20) }),
    output: Nothing,
    may: 'family:use',
    says: '家人再关联一位老人',
    personal: true,
  }),
  'family.elders': query({
    input: Nothing,
    output: z.object({ rows: z.array(FamilyElder) }),
    may: 'family:use',
    says: '家人查看关联的老人',
    personal: true,
  }),
  'family.view': query({
    input: z.strictObject(ofLink),
    output: FamilyView,
    may: 'family:use',
    says: '家人查看近况',
    personal: true,
  }),
  'family.pay': command({
    input: FamilyPaymentReport,
    output: Nothing,
    may: 'family:use',
    says: '家人登记汇款',
    personal: true,
  }),
  /** A wish: a person at the township finds who comes and when. */
  'family.order': command({
    input: FamilyWish,
    output: Nothing,
    may: 'family:use',
    says: '家人代订服务',
    personal: true,
  }),
  'family.confirm': command({
    input: FamilyConfirmation,
    output: Nothing,
    may: 'family:use',
    says: '家人确认服务',
    personal: true,
  }),
  'family.leave': command({
    input: z.strictObject(ofLink),
    output: Nothing,
    may: 'family:use',
    says: '家人解除关联',
    personal: true,
  }),
}
