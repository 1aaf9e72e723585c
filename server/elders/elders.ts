// Front file of elders: the ledger of people, their groups, and the lists made from it.
import type { elderApi } from '../../domain/elders/api.ts'
import type { asOfApi } from '../../domain/elders/as-of-api.ts'
import type { groupApi } from '../../domain/elders/groups/api.ts'
import type { Handlers } from '../kernel/context.ts'
import { lunarToSolar as toSolar } from './almanac.ts'
import { listAsOf as listDay, readOnDay } from './as-of.ts'
import { assignVisitor as assign, unassignVisitor as unassign } from './assignments.ts'
import {
  confirmEntries as confirm,
  bulkFacts as factsForBulk,
  unconfirmEntries as unconfirm,
} from './bulk.ts'
import { eldersByIds as findByIds } from './by-ids.ts'
import { holderOfNumber as holderOf } from './claims.ts'
import { closeForOtherCounty as closeForOther } from './closing.ts'
import { findElders as find } from './find.ts'
import { acceptProposals, declineProposals } from './groups/deciding.ts'
import { attachDocument, readDocument } from './groups/documents.ts'
import { membershipHistory } from './groups/history.ts'
import { listOpenMemberships, listProposals } from './groups/inbox.ts'
import { proposeEverywhere as proposeAll, proposeFor as proposeSome } from './groups/proposing.ts'
import { contactsToCall as callFirst } from './homes/call-first.ts'
import { elderHomes } from './homes.ts'
import { changeIdentity } from './identities.ts'
import { identityHistory } from './identity-history.ts'
import { importFile as fileImport } from './import/by-command.ts'
import { cancelImport as cancelFile } from './import/interrupted.ts'
import { templateFor as emptyTable } from './import/template.ts'
import { forgetImports as forget } from './import/trimming.ts'
import { importJob as importJobName, workOnImports as workOn } from './import/working.ts'
import { elderImports } from './import.ts'
import * as life from './life.ts'
import { countElders as count, listElders } from './list.ts'
import {
  confirmMembership,
  correctMembership,
  endMembership,
  proveMembership,
  recordMembership,
  voidMembership,
} from './memberships.ts'
import { listMerges as mergesOf } from './merging/history.ts'
import { mergeElders as merge } from './merging/merge.ts'
import { previewMerge as preview } from './merging/preview.ts'
import { unmergeElders as unmerge } from './merging/unmerge.ts'
import { personOf as onePerson } from './person.ts'
import { readingsOf as readings } from './readings.ts'
import * as receiving from './receiving.ts'
import { getElder, unmaskElder } from './record.ts'
import { noteOpenMonths as noteMonths, registerElder as register, updateElder } from './register.ts'
import { noteConcerns as noteRead, elderRows as rowsOf } from './rows.ts'
import { setWillingness as willingness } from './willingness.ts'

export type { AssignmentEffects } from './assignments.ts'
export type { ElderBrief } from './by-ids.ts'
export type { ElderQuestion } from './find.ts'
export type { FileImport, ImportReport } from './import/by-command.ts'
export type { Handover } from './receiving.ts'
export type { ElderKey } from './rows.ts'
export const eldersByIds = findByIds
export const contactsToCall = callFirst
export const elderRows = rowsOf
export const noteConcerns = noteRead
export const assignVisitor = assign
export const holderOfNumber = holderOf
export const closeForOtherCounty = closeForOther
export const mergeElders = merge
export const unmergeElders = unmerge
export const previewMerge = preview
export const listMerges = mergesOf
export const unassignVisitor = unassign
export const findElders = find
export const countElders = count
export const bulkFacts = factsForBulk
export const confirmEntries = confirm
export const unconfirmEntries = unconfirm
export const noteOpenMonths = noteMonths
export const registerElder = register
export const personOf = onePerson
export const setWillingness = willingness
export const readingsOf = readings
export const lunarToSolar = toSolar
export const applyToLedger = life.applyToLedger
export const revertLedger = life.revertLedger
export const handoverOf = receiving.handoverOf
export const receiveElder = receiving.receiveElder
export const takeOverNumber = receiving.takeOverNumber
export const moveHome = life.moveHome
export const moveHomeBack = life.moveHomeBack
export const importFile = fileImport
export const importJob = importJobName
export const workOnImports = workOn
export const proposeFor = proposeSome
export const listAsOf = listDay
export const proposeEverywhere = proposeAll
export const forgetImports = forget
export const cancelImport = cancelFile
export const templateFor = emptyTable

export const elders: Handlers<typeof elderApi> = {
  ...elderImports,
  ...elderHomes,
  'identity.change': changeIdentity,
  'identity.history': identityHistory,
  'elder.list': listElders,
  'elder.get': getElder,
  'elder.unmask': unmaskElder,
  async 'elder.register'(context, input) {
    await register(context, input)
    return {}
  },
  'elder.update': updateElder,
}

export const groups: Handlers<typeof groupApi & typeof asOfApi> = {
  'elder.asOf': listDay,
  'elder.onDay': readOnDay,
  'membership.history': membershipHistory,
  'membership.record': recordMembership,
  'membership.prove': proveMembership,
  'membership.end': endMembership,
  'membership.void': voidMembership,
  'membership.correct': correctMembership,
  'membership.confirm': confirmMembership,
  'membership.attach': attachDocument,
  'membership.document': readDocument,
  'membership.open': listOpenMemberships,
  'proposal.list': listProposals,
  'proposal.accept': acceptProposals,
  'proposal.decline': declineProposals,
}
