// Front file of consents: what elders agree to, who looked at their records, and what they ask of us.
import type { consentApi } from '../../domain/consents/api.ts'
import type { Handlers } from '../kernel/context.ts'
import { whoLooked } from './access.ts'
import { consentsOfElder, recordConsents } from './answers.ts'
import { dueConsents } from './due.ts'
import { listRequests, recordRequest, settleRequest } from './requests.ts'

export const consents: Handlers<typeof consentApi> = {
  'consent.record': { many: recordConsents },
  'consent.ofElder': consentsOfElder,
  'consent.due': dueConsents,
  'elderAccess.list': whoLooked,
  'subjectRequest.record': recordRequest,
  'subjectRequest.settle': settleRequest,
  'subjectRequest.list': listRequests,
}
