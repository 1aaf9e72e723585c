// What an elder can and may eat, and what a dish holds against it: tags only, never a diagnosis.
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { text } from '../kernel/shapes.ts'

export const foodTextures = choice({ normalFood: '普食', softFood: '软食', pasteFood: '糊状' })
export type FoodTexture = KeyOf<typeof foodTextures>

/** The eight allergens of GB 7718, and the meats that customs speak of. */
export const foodContents = choice({
  glutenGrain: '小麦等含麸质谷物',
  shellfish: '虾蟹',
  fish: '鱼',
  egg: '蛋',
  peanut: '花生',
  soy: '大豆',
  milk: '奶',
  nut: '坚果',
  pork: '猪肉',
  beef: '牛肉',
  mutton: '羊肉',
  poultry: '鸡鸭鹅肉',
})
export type FoodContent = KeyOf<typeof foodContents>

export const foodCustoms = choice({
  halal: '清真',
  noPork: '忌猪肉',
  noBeef: '忌牛肉',
  vegetarian: '吃素',
})
export type FoodCustom = KeyOf<typeof foodCustoms>

/** What a custom forbids; a village kitchen slaughters by no rite, so that every meat is against halal. */
export const forbiddenBy: Readonly<Record<FoodCustom, readonly FoodContent[]>> = {
  halal: ['pork', 'beef', 'mutton', 'poultry'],
  noPork: ['pork'],
  noBeef: ['beef'],
  vegetarian: ['pork', 'beef', 'mutton', 'poultry', 'fish', 'shellfish'],
}

export const dietFields = {
  texture: foodTextures.schema,
  diabetes: z.boolean(),
  lowSalt: z.boolean(),
  allergens: z.array(foodContents.schema).check(z.maxLength(foodContents.keys.length)),
  customs: z.array(foodCustoms.schema).check(z.maxLength(foodCustoms.keys.length)),
  note: z._default(z.nullable(text(100)), null),
}
export const Diet = z.object(dietFields)
export type Diet = z.output<typeof Diet>

/** Whoever told nothing eats what everybody eats. */
export const plainDiet: Diet = {
  texture: 'normalFood',
  diabetes: false,
  lowSalt: false,
  allergens: [],
  customs: [],
  note: null,
}
