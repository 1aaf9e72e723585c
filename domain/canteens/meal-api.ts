// The acts around eating: diets, regulars, menus, head counts, servings. Whatever the phone does is offline.
import * as z from 'zod/mini'
import { command, query } from '../kernel/operation.ts'
import { Count, DayText, Id, Instant, Nothing, Page, text } from '../kernel/shapes.ts'
import { countyCode } from './api.ts'
import { meals, servingWays } from './canteen.ts'
import { Diet, dietFields } from './diet.ts'
import { Kitchen, MenuMeal, RegularLine } from './kitchen.ts'
import { Dish, dishesAtMost } from './menu.ts'
import {
  AbsenceInput,
  ExtraInput,
  handings,
  MealWeek,
  MissInput,
  ServingInput,
  servingMarks,
} from './serving.ts'

const canteen = { countyCode, canteenId: Id }
const key = { countyCode, id: Id }
/** A village or two at once. */
const cardsAtOnce = 200

const Already = z.object({ servingId: Id, already: z.boolean() })

export const mealApi = {
  'diet.get': query({
    input: z.strictObject({ countyCode, elderId: Id }),
    output: z.object({ diet: z.nullable(z.object({ ...Diet.shape, version: z.number() })) }),
    may: 'canteen:run',
    says: '查看老年人饮食要求',
    personal: true,
  }),
  'diet.keep': command({
    /** Version 0: nothing was known before. */
    input: z.strictObject({ countyCode, elderId: Id, version: z.int(), ...dietFields }),
    output: Nothing,
    may: 'canteen:run',
    says: '登记老年人饮食要求',
    personal: true,
  }),
  'mealRegular.list': query({
    input: z.strictObject(canteen),
    output: z.object({
      rows: z.array(
        z.object({
          ...RegularLine.shape,
          name: z.string(),
          age: z.nullable(z.number()),
          villageName: z.string(),
          hamlet: z.nullable(z.string()),
          address: z.string(),
          card: z.nullable(z.string()),
          diet: z.nullable(z.object({ ...Diet.shape, version: z.number() })),
          absentUntil: z.nullable(z.string()),
          absentId: z.nullable(Id),
          lastServedOn: z.nullable(DayText),
        }),
      ),
    }),
    may: 'canteen:run',
    says: '查看助餐点常客',
    personal: true,
  }),
  /** Elders near the place who are no regulars anywhere; found by name. */
  'mealRegular.candidates': query({
    input: z.strictObject({ ...canteen, text: text(20) }),
    output: z.array(
      z.object({
        elderId: Id,
        name: z.string(),
        age: z.nullable(z.number()),
        villageName: z.string(),
        address: z.string(),
        isRegularAt: z.nullable(z.string()),
      }),
    ),
    may: 'canteen:run',
    says: '查找来用餐的老年人',
    personal: true,
  }),
  /** A change of days ends the standing order the day before and begins a new one. */
  'mealRegular.keep': command({
    input: z.strictObject({
      ...canteen,
      id: Id,
      elderId: Id,
      lunch: MealWeek,
      supper: MealWeek,
      validFrom: DayText,
    }),
    output: Nothing,
    may: 'canteen:run',
    says: '登记助餐点常客',
    personal: true,
  }),
  'mealRegular.end': command({
    input: z.strictObject({ ...key, lastOn: DayText }),
    output: Nothing,
    may: 'canteen:run',
    says: '结束助餐点常客',
    personal: true,
  }),
  'mealAbsence.record': command({
    input: AbsenceInput,
    output: Nothing,
    may: 'meal:serve',
    says: '登记老年人不来用餐',
    personal: true,
    offline: true,
  }),
  'mealAbsence.withdraw': command({
    input: z.strictObject(key),
    output: Nothing,
    may: 'meal:serve',
    says: '取消不来用餐',
    personal: true,
    offline: true,
  }),
  'mealExtra.record': command({
    input: ExtraInput,
    output: Nothing,
    may: 'meal:serve',
    says: '登记单次用餐和客人',
    personal: true,
    offline: true,
  }),
  'mealExtra.withdraw': command({
    input: z.strictObject(key),
    output: Nothing,
    may: 'meal:serve',
    says: '取消单次用餐',
    personal: true,
    offline: true,
  }),
  'menu.week': query({
    input: z.strictObject({ ...canteen, monday: DayText }),
    output: z.object({ meals: z.array(MenuMeal) }),
    may: 'canteen:read',
    says: '查看助餐点菜单',
  }),
  'menu.keep': command({
    input: z.strictObject({
      ...canteen,
      day: DayText,
      meal: meals.schema,
      dishes: z.array(Dish).check(z.maxLength(dishesAtMost, { error: `一餐最多 ${dishesAtMost} 道菜` })),
    }),
    output: Nothing,
    may: 'canteen:run',
    says: '排助餐点菜单',
  }),
  'menu.copy': command({
    input: z.strictObject({ ...canteen, fromMonday: DayText, toMonday: DayText }),
    output: z.object({ copied: Count }),
    may: 'canteen:run',
    says: '照抄一周菜单',
  }),
  'headCount.confirm': command({
    input: z.strictObject({
      ...canteen,
      day: DayText,
      meal: meals.schema,
      portions: z.int().check(z.gte(0), z.lte(1000)),
      boxes: z.int().check(z.gte(0), z.lte(1000)),
      /** When it was said, for a phone whose line comes later; null: now. */
      confirmedAt: z._default(z.nullable(Instant), null),
    }),
    output: Nothing,
    may: 'meal:serve',
    says: '确认做多少份',
    offline: true,
  }),
  'mealServing.record': command({
    input: ServingInput,
    /** Already: somebody else told of the same meal first; nothing was stored twice. */
    output: Already,
    may: 'meal:serve',
    says: '记录用餐',
    personal: true,
    offline: true,
  }),
  'mealServing.undo': command({
    input: z.strictObject({
      ...key,
      reason: text(100),
      /** When it was mended, for a phone whose line comes days later; null: now. */
      undoneAt: z._default(z.nullable(Instant), null),
    }),
    output: Nothing,
    may: 'meal:serve',
    says: '更正用餐记录',
    personal: true,
    offline: true,
  }),
  'mealMiss.record': command({
    input: MissInput,
    output: Nothing,
    may: 'meal:serve',
    says: '记录没有送到',
    personal: true,
    offline: true,
  }),
  'mealServing.list': query({
    input: z.strictObject({ ...canteen, from: DayText, to: DayText, ...Page }),
    output: z.object({
      rows: z.array(
        z.object({
          id: Id,
          day: DayText,
          meal: meals.schema,
          elderId: z.nullable(Id),
          /** The guest's, where no elder is meant. */
          name: z.string(),
          portions: Count,
          way: servingWays.schema,
          knownBy: servingMarks.schema,
          handedTo: z.nullable(handings.schema),
          servedAt: z.string(),
          byName: z.nullable(z.string()),
          undoReason: z.nullable(z.string()),
        }),
      ),
      next: z.nullable(z.string()),
    }),
    may: 'canteen:run',
    says: '查看用餐记录',
    personal: true,
  }),
  'mealServing.ofElder': query({
    input: z.strictObject({ countyCode, elderId: Id }),
    output: z.object({
      regular: z.nullable(
        z.object({ canteenId: Id, canteenName: z.string(), lunch: z.string(), supper: z.string() }),
      ),
      card: z.nullable(z.string()),
      diet: z.nullable(Diet),
      thisMonth: Count,
      /** Newest first. */
      last: z.array(
        z.object({
          day: DayText,
          meal: meals.schema,
          way: servingWays.schema,
          canteenName: z.string(),
          handedTo: z.nullable(handings.schema),
        }),
      ),
    }),
    may: 'canteen:read',
    says: '查看老年人用餐情况',
    personal: true,
  }),
  'mealCard.issue': command({
    /** A card issued anew ends the one before: whoever found that one eats on nobody's name. */
    input: z.strictObject({
      ...canteen,
      elderIds: z.array(Id).check(z.minLength(1), z.maxLength(cardsAtOnce)),
      renew: z._default(z.boolean(), false),
    }),
    output: z.object({ cards: z.array(z.object({ elderId: Id, name: z.string(), code: z.string() })) }),
    may: 'canteen:run',
    says: '制作餐卡',
    personal: true,
  }),
  /** A day of one kitchen, for the desk and for paper. */
  'kitchen.day': query({
    input: z.strictObject({ ...canteen, day: DayText }),
    output: z.object({ kitchen: Kitchen }),
    may: 'canteen:run',
    says: '查看助餐点当天安排',
    personal: true,
  }),
  /** What the phone of whoever cooks or carries takes along; a small answer when nothing changed. */
  'kitchen.pull': query({
    input: z.strictObject({ fingerprint: z.nullable(text(100)) }),
    output: z.object({
      fingerprint: z.string(),
      unchanged: z.boolean(),
      today: DayText,
      kitchens: z.array(Kitchen),
    }),
    may: 'meal:serve',
    says: '助餐点手机下行',
    personal: true,
  }),
}
