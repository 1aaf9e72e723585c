// What is cooked: dishes, what is in them, whom they are not for, and what a village kitchen must not cook.
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { text } from '../kernel/shapes.ts'
import { type Diet, type FoodContent, foodContents, foodTextures, forbiddenBy } from './diet.ts'

export const dishKinds = choice({
  meatDish: '荤菜',
  vegetableDish: '素菜',
  soupDish: '汤粥',
  stapleFood: '主食',
})
export const dishCautions = choice({ sugary: '含糖多', salty: '偏咸' })

export const dishesAtMost = 12

export const Dish = z.strictObject({
  name: text(20),
  kind: dishKinds.schema,
  contains: z._default(z.array(foodContents.schema).check(z.maxLength(12)), []),
  cautions: z._default(z.array(dishCautions.schema).check(z.maxLength(2)), []),
  /** In which textures it can be given beside the normal one. */
  textures: z._default(z.array(foodTextures.schema).check(z.maxLength(3)), ['normalFood']),
})
export type Dish = z.output<typeof Dish>

export const dishConflictKinds = choice({
  allergy: '过敏',
  customForbids: '习俗忌口',
  sugarForDiabetes: '糖尿病忌甜',
  saltForLowSalt: '少盐',
  tooHard: '嚼不动',
})
export type DishConflictKind = KeyOf<typeof dishConflictKinds>

export interface DishConflict {
  dish: string
  kind: DishConflictKind
  /** What in the dish is meant; null where it is the dish as a whole. */
  content: FoodContent | null
}

/** Everything in the pot this person must not get as it is. */
export function conflictsOf(diet: Diet, dishes: readonly Dish[]): DishConflict[] {
  const forbidden = new Set(diet.customs.flatMap(custom => forbiddenBy[custom]))
  return dishes.flatMap(dish => {
    const found: DishConflict[] = []
    const note = (kind: DishConflictKind, content: FoodContent | null = null) =>
      found.push({ dish: dish.name, kind, content })
    for (const content of dish.contains)
      if (diet.allergens.includes(content)) note('allergy', content)
      else if (forbidden.has(content)) note('customForbids', content)
    if (diet.diabetes && dish.cautions.includes('sugary')) note('sugarForDiabetes')
    if (diet.lowSalt && dish.cautions.includes('salty')) note('saltForLowSalt')
    if (diet.texture !== 'normalFood' && !dish.textures.includes(diet.texture)) note('tooHard')
    return found
  })
}

export const dishRisks = choice({
  coldDish: '凉菜',
  wildMushroom: '野生蘑菇',
  rawFish: '生鱼生肉',
  greenBean: '豆角要烧熟煮透',
})
export type DishRisk = KeyOf<typeof dishRisks>

/** domain.md §6.4 [G]: what makes a village ill. Names as people write them on a menu. */
const riskWords: Readonly<Record<DishRisk, RegExp>> = {
  coldDish: /凉拌|拌凉|凉菜|冷盘|拍黄瓜|大拉皮|冷面|生拌|蘸酱菜/,
  wildMushroom: /野生?(蘑菇|菌|蘑)|榛蘑|牛肝菌|山蘑|松茸|冻蘑/,
  rawFish: /生鱼|刺身|生拌牛肉|鱼生|醉虾|醉蟹|生腌/,
  greenBean: /豆角|四季豆|芸豆|扁豆|油豆/,
}

/** What a dish's name tells; the county says which of them it forbids. */
export function risksOf(name: string): DishRisk[] {
  return dishRisks.keys.filter(risk => riskWords[risk].test(name))
}

/** Green beans are only warned of: every kitchen cooks them and must cook them through. */
export function ruleOf(risk: DishRisk, forbidden: Readonly<Record<Exclude<DishRisk, 'greenBean'>, boolean>>) {
  if (risk === 'greenBean') return 'warning'
  return forbidden[risk] ? 'forbidden' : 'allowed'
}

/** The first dish that may not be on the menu, with the reason; null when all may. */
export function forbiddenDish(
  dishes: readonly Dish[],
  forbidden: Readonly<Record<Exclude<DishRisk, 'greenBean'>, boolean>>,
): { dish: string; risk: DishRisk } | null {
  for (const { name } of dishes)
    for (const risk of risksOf(name)) if (ruleOf(risk, forbidden) === 'forbidden') return { dish: name, risk }
  return null
}
