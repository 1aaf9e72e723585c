// Front file of canteens: places where elders eat, who eats there, and each meal as a fact.
import type { canteenApi } from '../../domain/canteens/api.ts'
import type { mealApi } from '../../domain/canteens/meal-api.ts'
import type { Handlers } from '../kernel/context.ts'
import { getDiet, keepDiet } from './diets.ts'
import { issueCards, listServings, mealsOfElder } from './eaten.ts'
import { dayOfKitchen, pullKitchens } from './kitchen.ts'
import { copyMenu, keepMenu, weekOfMenu } from './menus.ts'
import { endPaper, endStaff, keepPaper, keepStaff, listAccounts } from './papers.ts'
import { mineOnly, getPlace as placeFor, placesOf, unknownPlace } from './place.ts'
import { exportCanteens, getCanteen, listCanteens, standingOfArea } from './reading.ts'
import { candidates, endRegular, keepRegular, listRegulars } from './regulars.ts'
import { recordServings } from './serving.ts'
import {
  changeCanteen,
  changeState,
  closeDays,
  registerCanteen,
  setOpening,
  withdrawClosure,
  writeState,
} from './sites.ts'
import {
  confirmCounts,
  recordAbsences,
  recordExtras,
  recordMisses,
  withdrawAbsences,
  withdrawExtras,
} from './told.ts'
import { undoServings } from './undoing.ts'

/** A place the caller may work at, or a refusal like a wrong id; for modules that keep its money or its safety. */
export const getCanteenPlace = placeFor
export type { Standing as CanteenStanding } from './facts.ts'
/** Many at once, and what narrows `canteens c` to those where the caller works; see place.ts. */
export const getCanteenPlaces = placesOf
export const onlyMine = mineOnly
export const unknownCanteen = unknownPlace
/** For food safety: stops a place, and opens it again once a second person has looked. */
export const changeStateForSafety = writeState

export const canteens: Handlers<typeof canteenApi & typeof mealApi> = {
  'canteen.list': listCanteens,
  'canteen.export': exportCanteens,
  'canteen.standing': standingOfArea,
  'canteen.get': getCanteen,
  'canteen.register': registerCanteen,
  'canteen.change': changeCanteen,
  'canteen.changeState': changeState,
  'canteen.setOpening': setOpening,
  'canteen.closeDays': closeDays,
  'canteen.withdrawClosure': withdrawClosure,
  'canteen.keepPaper': keepPaper,
  'canteen.endPaper': endPaper,
  'canteen.keepStaff': keepStaff,
  'canteen.endStaff': endStaff,
  'canteen.accounts': listAccounts,
  'diet.get': getDiet,
  'diet.keep': keepDiet,
  'mealRegular.list': listRegulars,
  'mealRegular.candidates': candidates,
  'mealRegular.keep': keepRegular,
  'mealRegular.end': endRegular,
  'mealAbsence.record': { many: recordAbsences },
  'mealAbsence.withdraw': { many: withdrawAbsences },
  'mealExtra.record': { many: recordExtras },
  'mealExtra.withdraw': { many: withdrawExtras },
  'menu.week': weekOfMenu,
  'menu.keep': keepMenu,
  'menu.copy': copyMenu,
  'headCount.confirm': { many: confirmCounts },
  'mealServing.record': { many: recordServings },
  'mealServing.undo': { many: undoServings },
  'mealMiss.record': { many: recordMisses },
  'mealServing.list': listServings,
  'mealServing.ofElder': mealsOfElder,
  'mealCard.issue': issueCards,
  'kitchen.day': dayOfKitchen,
  'kitchen.pull': pullKitchens,
}
