// Front file of stays: wishes, admission, beds and fees, stations that govern themselves, twinning, house for care.
import type { staysApi } from '../../domain/stays/api.ts'
import type { Handlers } from '../kernel/context.ts'
import * as admitting from './admitting.ts'
import * as assets from './assets.ts'
import * as book from './book.ts'
import { findCandidates } from './candidates.ts'
import * as entries from './entries.ts'
import * as fees from './fees.ts'
import { followLives as follow } from './following.ts'
import * as homes from './homes.ts'
import * as leaving from './leaving.ts'
import * as site from './public.ts'
import * as reading from './reading.ts'
import * as receipts from './receipts.ts'
import * as records from './records.ts'
import * as stations from './stations.ts'
import * as twinnings from './twinnings.ts'
import { verifyStays as verify } from './verify.ts'
import * as wishes from './wishes.ts'

export type { PublicStation, PublicStationBook } from './public.ts'
export type { StayDifference } from './verify.ts'
/** A job: what life events mean for whoever lives in a home. */
export const followLives = follow
export const verifyStays = verify
export const publicStation = site.publicStation
export const publicStations = site.publicStations
export const publicStationCounties = site.publicStationCounties
/** For the demonstration, which fills months long past. */
export const chargeHome = fees.chargeHome
export const receiveFor = receipts.receiveFor
export const keepEntry = entries.keepEntry

export const stays: Handlers<typeof staysApi> = {
  'stayWish.record': wishes.recordWish,
  'stayWish.list': wishes.listWishes,
  'stayWish.counts': wishes.countWishes,
  'stayWish.ofElder': wishes.wishesOfElder,
  'stayWish.settle': wishes.settleWish,
  'stayWish.export': wishes.exportWishes,
  'stay.homes': homes.listHomes,
  'stay.counts': homes.countStays,
  'stay.rooms': homes.getRooms,
  'stayRoom.create': homes.createRoom,
  'stayRoom.remove': homes.removeRoom,
  'stayBed.set': homes.setBed,
  'stay.list': reading.listStays,
  'stay.get': reading.getStay,
  'stay.ofElder': reading.staysOfElder,
  'stay.export': reading.exportStays,
  'stay.photo': admitting.readContractPhoto,
  'stay.candidates': findCandidates,
  'stay.try': admitting.tryAdmission,
  'stay.register': admitting.register,
  'stay.moveBed': admitting.moveBed,
  'stay.changeCare': admitting.changeCare,
  'stay.renew': admitting.renew,
  'stay.leave': leaving.leave,
  'stay.return': leaving.comeBack,
  'stay.discharge': leaving.discharge,
  'stay.addPhoto': admitting.addContractPhoto,
  'stayFee.month': fees.feeMonth,
  'stayFee.charge': fees.chargeMonth,
  'stayFee.receive': receipts.receive,
  'stayFee.cancel': receipts.cancelReceipt,
  'stayFee.receipts': receipts.listReceipts,
  'stayFee.receipt': receipts.getReceipts,
  'stayFee.arrears': receipts.listArrears,
  'stayFee.export': fees.exportFees,
  'station.list': stations.listStations,
  'station.get': stations.getStation,
  'station.accounts': stations.keeperAccounts,
  'stationKeeper.create': stations.addKeeper,
  'stationKeeper.end': stations.endKeeper,
  'charter.write': stations.writeCharter,
  'committee.declare': stations.declareCommittee,
  'committee.leave': stations.leaveCommittee,
  'stationDuty.week': records.dutyWeek,
  'stationDuty.save': records.saveWeek,
  'stationRecord.list': records.listRecords,
  'stationRecord.write': records.writeRecord,
  'stationRecord.addPhoto': records.addRecordPhoto,
  'stationRecord.photo': records.readRecordPhoto,
  'stationComplaint.list': records.listComplaints,
  'stationComplaint.record': records.recordComplaint,
  'stationComplaint.answer': records.answerComplaint,
  'stationWork.record': stations.recordWork,
  'stationBook.get': book.getBook,
  'stationBook.export': book.exportBook,
  'stationEntry.list': entries.listEntries,
  'stationEntry.record': entries.recordEntry,
  'stationEntry.cancel': entries.cancelEntry,
  'stationEntry.addPhoto': entries.addTicket,
  'stationEntry.photo': entries.readTicket,
  'twinning.list': twinnings.listTwinnings,
  'twinning.get': twinnings.getTwinning,
  'twinning.register': twinnings.registerTwinning,
  'twinning.log': twinnings.logDeed,
  'twinning.end': twinnings.endTwinning,
  'twinning.export': twinnings.exportTwinnings,
  'assetContract.list': assets.listAssets,
  'assetContract.get': assets.getAsset,
  'assetContract.register': assets.registerAsset,
  'assetContract.check': assets.checkAsset,
  'assetContract.enforce': assets.enforceAsset,
  'assetContract.settle': assets.settleAsset,
  'assetContract.export': assets.exportAssets,
}
