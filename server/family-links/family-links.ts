// Front file of family links: a child far away sees, orders and pays, for as long as the elder agrees.
import type { familyLinkApi } from '../../domain/family-links/api.ts'
import type { Handlers } from '../kernel/context.ts'
import { endLink, inviteFamily, linksOfElder } from './inviting.ts'
import { addCode, joinFamily } from './joining.ts'
import { confirmForElder, orderForElder } from './ordering.ts'
import { listPayments, reportPayment, settlePayment } from './paying.ts'
import { leaveElder, listElders, viewElder } from './seeing.ts'

export const familyLinks: Handlers<typeof familyLinkApi> = {
  'familyLink.invite': inviteFamily,
  'familyLink.ofElder': linksOfElder,
  'familyLink.end': endLink,
  'familyPayment.list': listPayments,
  'familyPayment.settle': settlePayment,
  'family.join': joinFamily,
  'family.addCode': addCode,
  'family.elders': listElders,
  'family.view': viewElder,
  'family.pay': reportPayment,
  'family.order': orderForElder,
  'family.confirm': confirmForElder,
  'family.leave': leaveElder,
}
