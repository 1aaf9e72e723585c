// Front file of settlements: claims held against order and proof, contracts and bills, complaints and call-backs.
import { sql } from 'kysely'
import type { claimApi } from '../../domain/settlements/api.ts'
import type { complaintApi } from '../../domain/settlements/complaints-api.ts'
import type { contractApi } from '../../domain/settlements/contracts-api.ts'
import type { Handlers } from '../kernel/context.ts'
import { drawUpBill, getBill, listBillLines, listBills, previewBill } from './bills.ts'
import {
  claimTemplate,
  makeClaim,
  openMonths,
  removeLine,
  sendClaim,
  takeBackClaim,
  uploadClaim,
} from './claims.ts'
import * as climbing from './climbing.ts'
import {
  answerComplaint,
  decideComplaint,
  getComplaint,
  getOwnComplaint,
  listComplaints,
  listOwnComplaints,
  lookAgain,
  madeGood,
  openComplaint,
  ordersOf,
} from './complaints.ts'
import {
  acceptContract,
  breakOffContract,
  contractChoices,
  getContract,
  listContracts,
  signContract,
  writeContract,
} from './contracts.ts'
import { answerLine, decideLine, getLine } from './lines.ts'
import { matchClaim } from './matching.ts'
import { ownMoney } from './money.ts'
import { ownProvider } from './own.ts'
import { billSheet } from './pay-order.ts'
import { dropBill, handOverBill, passBill, recordPaid, takeBackPaid } from './paying.ts'
import { countQueue, listQueue, queueSheet, within } from './queue.ts'
import { getClaim, narrowing, readClaims, readLines } from './reading.ts'
import { listRefusals } from './refusals.ts'
import { answerCall, checkDraw, drawCalls, listCalls, listDraws } from './service-calls.ts'

/** A job: complaints that are late are told of, and go up. */
export const climbComplaints = climbing.climbComplaints

export const claims: Handlers<typeof claimApi> = {
  'myClaim.open': openMonths,
  'myClaim.list': async (context, { countyCode, ...page }) => {
    const { providerId } = await ownProvider(context, countyCode)
    return readClaims(context, sql`c.county_code = ${countyCode} and c.provider_id = ${providerId}`, page)
  },
  'myClaim.get': async (context, key) =>
    getClaim(context, key, (await ownProvider(context, key.countyCode)).providerId),
  'myClaim.make': makeClaim,
  'myClaim.upload': uploadClaim,
  'myClaim.template': claimTemplate,
  'myClaim.refusals': listRefusals,
  'myClaim.lines': async (context, { countyCode, id, ...rest }) => {
    const { providerId } = await ownProvider(context, countyCode)
    const own = sql`l.county_code = ${countyCode} and l.claim_id = ${id} and l.provider_id = ${providerId}`
    return readLines(context, sql`${own} and ${narrowing(rest)}`, rest)
  },
  'myClaimLine.get': async (context, key) =>
    getLine(context, key, (await ownProvider(context, key.countyCode)).providerId),
  'myClaimLine.remove': removeLine,
  'myClaim.send': sendClaim,
  'myClaim.takeBack': takeBackClaim,
  'myClaimLine.answer': answerLine,
  'myClaim.money': ownMoney,

  'claim.list': (context, { regionCode, month, providerId, ...page }) =>
    readClaims(
      context,
      sql`${within('c', regionCode)} and c.state = 'claimSent'
        and ${month === undefined ? sql`true` : sql`c.month = ${month}`}
        and ${providerId === undefined ? sql`true` : sql`c.provider_id = ${providerId}`}`,
      page,
    ),
  'claim.get': (context, key) => getClaim(context, key),
  'claim.lines': (context, { countyCode, id, ...rest }) =>
    readLines(
      context,
      sql`l.county_code = ${countyCode} and l.claim_id = ${id} and ${narrowing(rest)}`,
      rest,
    ),
  'claim.queue': listQueue,
  'claim.counts': countQueue,
  'claim.sheet': queueSheet,
  'claimLine.get': (context, key) => getLine(context, key),
  'claimLine.decide': decideLine,
  'claim.matchAgain': async (context, key) => {
    await matchClaim(context, key)
    return getClaim(context, key)
  },
}

export const contracts: Handlers<typeof contractApi> = {
  'contract.choices': contractChoices,
  'contract.list': listContracts,
  'contract.get': getContract,
  'contract.write': writeContract,
  'contract.sign': signContract,
  'contract.breakOff': breakOffContract,
  'contract.accept': acceptContract,
  'bill.preview': previewBill,
  'bill.drawUp': drawUpBill,
  'bill.list': listBills,
  'bill.get': getBill,
  'bill.lines': listBillLines,
  'bill.pass': passBill,
  'bill.drop': dropBill,
  'bill.sheet': billSheet,
  'bill.handOver': handOverBill,
  'bill.recordPaid': recordPaid,
  'bill.takeBackPaid': takeBackPaid,
}

export const complaints: Handlers<typeof complaintApi> = {
  'complaint.orders': ordersOf,
  'complaint.list': listComplaints,
  'complaint.get': (context, key) => getComplaint(context, key),
  'complaint.open': openComplaint,
  'complaint.decide': decideComplaint,
  'complaint.madeGood': madeGood,
  'complaint.lookAgain': lookAgain,
  'myComplaint.list': listOwnComplaints,
  'myComplaint.get': getOwnComplaint,
  'myComplaint.answer': answerComplaint,
  'serviceCall.draw': drawCalls,
  'serviceCall.draws': listDraws,
  'serviceCall.check': checkDraw,
  'serviceCall.list': listCalls,
  'serviceCall.answer': answerCall,
}
