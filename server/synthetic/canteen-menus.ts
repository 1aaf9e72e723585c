// What an invented village kitchen cooks: plain dishes of the region, by the number of the day.
import type { Meal } from '../../domain/canteens/canteen.ts'
import type { FoodContent } from '../../domain/canteens/diet.ts'
import type { Dish } from '../../domain/canteens/menu.ts'

const dish = (
  name: string,
  kind: Dish['kind'],
  contains: FoodContent[] = [],
  { isSoft = false, cautions = [] }: { isSoft?: boolean; cautions?: Dish['cautions'] } = {},
): Dish => ({
  ...{ name, kind, contains, cautions },
  textures: isSoft ? ['normalFood', 'softFood', 'pasteFood'] : ['normalFood'],
})

const meatDishes = [
  dish('白菜猪肉炖粉条', 'meatDish', ['pork'], { isSoft: true }),
  dish('土豆炖鸡块', 'meatDish', ['poultry']),
  dish('红烧鲤鱼', 'meatDish', ['fish', 'soy'], { cautions: ['salty'] }),
  dish('木须肉', 'meatDish', ['pork', 'egg']),
  dish('萝卜炖牛肉', 'meatDish', ['beef'], { isSoft: true }),
  dish('虾皮蒸蛋', 'meatDish', ['egg', 'shellfish'], { isSoft: true }),
  dish('锅包肉', 'meatDish', ['pork', 'glutenGrain'], { cautions: ['sugary'] }),
]
const vegetableDishes = [
  dish('家常豆腐', 'vegetableDish', ['soy'], { isSoft: true }),
  dish('醋溜白菜', 'vegetableDish'),
  dish('茄子炖土豆', 'vegetableDish', [], { isSoft: true }),
  dish('油豆角炖土豆', 'vegetableDish'),
  dish('西红柿炒鸡蛋', 'vegetableDish', ['egg'], { isSoft: true }),
  dish('香菇油菜', 'vegetableDish'),
]
const soups = [
  dish('小米粥', 'soupDish', [], { isSoft: true }),
  dish('大酱汤', 'soupDish', ['soy'], { isSoft: true, cautions: ['salty'] }),
  dish('冬瓜汤', 'soupDish', [], { isSoft: true }),
]
const staples = [
  dish('米饭', 'stapleFood', [], { isSoft: true }),
  dish('馒头', 'stapleFood', ['glutenGrain'], { isSoft: true }),
  dish('二米饭', 'stapleFood', [], { isSoft: true }),
]

const at = (dishes: readonly Dish[], number: number): Dish[] => {
  const found = dishes[number % dishes.length]
  return found ? [found] : []
}

/** Lunch: two with meat or eggs, one without, soup and staple; supper is lighter. */
export function menuOf(number: number, meal: Meal): Dish[] {
  if (meal === 'supper')
    return [...at(vegetableDishes, number + 2), ...at(soups, number), ...at(staples, number + 1)]
  return [
    ...at(meatDishes, number),
    ...at(vegetableDishes, number),
    ...at(soups, number + 1),
    ...at(staples, number),
  ]
}
