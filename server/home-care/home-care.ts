// Front file of care at home: homes made fit for old age, and beds of care at home under a contract.
import type { homeCareApi } from '../../domain/home-care/api.ts'
import type { Handlers } from '../kernel/context.ts'
import { appendBedPhoto, clearUnfinishedBedPhotos, readBedPhoto } from './bed-photos.ts'
import { bedsOfElder, countBeds, getBed, listBeds, listBedVisits } from './bed-reading.ts'
import { takeBedSteps } from './bed-steps.ts'
import { activateBed, addBedVisit, closeMonth, endBed, registerBed, renewBed, takeOrders } from './beds.ts'
import { lookBack, readFalls } from './look-back.ts'
import { payWorks, takeBackPayment } from './money.ts'
import { carryBeds, entrustBed, listOwnBeds, listOwnBedVisits } from './own-beds.ts'
import { addPhoto, readPhoto } from './photos.ts'
import { approvePlan, cancelProject, keepPlan, openProject, returnPlan, submitPlan } from './planning.ts'
import { listProviders } from './providers.ts'
import { countProjects, getProject, listProjects, projectsOfElder } from './reading.ts'
import { exportBeds, exportProjects } from './sheets.ts'
import { acceptByElder, acceptByOffice, findDefects, finishWorks, makeGood, startWorks } from './works.ts'

export const clearUnfinished = clearUnfinishedBedPhotos

export const homeCare: Handlers<typeof homeCareApi> = {
  'adaptation.list': listProjects,
  'adaptation.counts': countProjects,
  'adaptation.get': getProject,
  'adaptation.ofElder': projectsOfElder,
  'adaptation.providers': listProviders,
  'adaptation.falls': readFalls,
  'adaptation.export': exportProjects,
  'adaptation.photo': readPhoto,
  'adaptation.open': openProject,
  'adaptation.plan': keepPlan,
  'adaptation.submit': submitPlan,
  'adaptation.approve': approvePlan,
  'adaptation.return': returnPlan,
  'adaptation.cancel': cancelProject,
  'adaptation.start': startWorks,
  'adaptation.finish': finishWorks,
  'adaptation.makeGood': makeGood,
  'adaptation.acceptByElder': acceptByElder,
  'adaptation.acceptByOffice': acceptByOffice,
  'adaptation.findDefects': findDefects,
  'adaptation.addPhoto': addPhoto,
  'adaptation.pay': payWorks,
  'adaptation.takeBackPayment': takeBackPayment,
  'adaptation.lookBack': lookBack,
  'homeBed.list': listBeds,
  'homeBed.counts': countBeds,
  'homeBed.get': getBed,
  'homeBed.visits': listBedVisits,
  'homeBed.ofElder': bedsOfElder,
  'homeBed.export': exportBeds,
  'homeBed.register': registerBed,
  'homeBed.activate': activateBed,
  'homeBed.addVisit': addBedVisit,
  'homeBed.takeOrders': takeOrders,
  'homeBed.closeMonth': closeMonth,
  'homeBed.renew': renewBed,
  'homeBed.end': endBed,
  'homeBed.carried': carryBeds,
  'homeBed.step': { many: takeBedSteps },
  'homeBed.appendPhoto': appendBedPhoto,
  'homeBed.photo': readBedPhoto,
  'homeBed.mine': listOwnBeds,
  'homeBed.mineVisits': listOwnBedVisits,
  'homeBed.entrust': entrustBed,
}
