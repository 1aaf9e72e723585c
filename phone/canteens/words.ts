// The closed lists of meals in three languages.
import { type Meal, meals, type ServingWay, servingWays } from '../../domain/canteens/canteen.ts'
import {
  type FoodContent,
  type FoodCustom,
  type FoodTexture,
  foodContents,
  foodCustoms,
  foodTextures,
} from '../../domain/canteens/diet.ts'
import { type DishConflictKind, dishConflictKinds } from '../../domain/canteens/menu.ts'
import { type Handing, handings, type MissReason, missReasons } from '../../domain/canteens/serving.ts'
import type { Language } from '../../ui/words.ts'

interface MealWords {
  meals: Readonly<Record<Meal, string>>
  ways: Readonly<Record<ServingWay, string>>
  textures: Readonly<Record<FoodTexture, string>>
  contents: Readonly<Record<FoodContent, string>>
  customs: Readonly<Record<FoodCustom, string>>
  conflicts: Readonly<Record<DishConflictKind, string>>
  handings: Readonly<Record<Handing, string>>
  misses: Readonly<Record<MissReason, string>>
}

const ko: MealWords = {
  meals: { lunch: '점심', supper: '저녁' },
  ways: { dineIn: '식당에서', delivered: '배달' },
  textures: { normalFood: '보통음식', softFood: '무른음식', pasteFood: '죽모양' },
  contents: {
    ...{ glutenGrain: '밀', shellfish: '새우·게', fish: '물고기', egg: '닭알', peanut: '땅콩', soy: '콩' },
    ...{
      milk: '우유',
      nut: '견과',
      pork: '돼지고기',
      beef: '소고기',
      mutton: '양고기',
      poultry: '닭·오리고기',
    },
  },
  customs: { halal: '청진', noPork: '돼지고기 금지', noBeef: '소고기 금지', vegetarian: '채식' },
  conflicts: {
    ...{ allergy: '알레르기', customForbids: '풍습', sugarForDiabetes: '당뇨, 단것 금지' },
    ...{ saltForLowSalt: '싱겁게', tooHard: '씹기 어려움' },
  },
  handings: {
    ...{ toHerself: '본인에게', toFamily: '가족에게', toNeighbour: '이웃에게', leftAtDoor: '문앞에' },
  },
  misses: { nobodyIn: '집에 없음', boxRefused: '본인이 사양', wayBlocked: '길이 막힘' },
}

const en: MealWords = {
  meals: { lunch: 'Lunch', supper: 'Supper' },
  ways: { dineIn: 'Dines in', delivered: 'Delivered' },
  textures: { normalFood: 'Normal', softFood: 'Soft', pasteFood: 'Paste' },
  contents: {
    ...{
      glutenGrain: 'wheat',
      shellfish: 'shellfish',
      fish: 'fish',
      egg: 'egg',
      peanut: 'peanut',
      soy: 'soy',
    },
    ...{ milk: 'milk', nut: 'nuts', pork: 'pork', beef: 'beef', mutton: 'mutton', poultry: 'poultry' },
  },
  customs: { halal: 'Halal', noPork: 'No pork', noBeef: 'No beef', vegetarian: 'Vegetarian' },
  conflicts: {
    ...{ allergy: 'allergy', customForbids: 'custom', sugarForDiabetes: 'no sugar' },
    ...{ saltForLowSalt: 'low salt', tooHard: 'too hard' },
  },
  handings: {
    ...{ toHerself: 'To herself', toFamily: 'To family', toNeighbour: 'To a neighbour' },
    leftAtDoor: 'Left at the door',
  },
  misses: { nobodyIn: 'Nobody home', boxRefused: 'Does not want it', wayBlocked: 'Way blocked' },
}

export const mealWords: Readonly<Record<Language, MealWords>> = {
  zh: {
    ...{ meals: meals.words, ways: servingWays.words, textures: foodTextures.words },
    ...{ contents: foodContents.words, customs: foodCustoms.words, conflicts: dishConflictKinds.words },
    ...{ handings: handings.words, misses: missReasons.words },
  },
  ko,
  en,
}
