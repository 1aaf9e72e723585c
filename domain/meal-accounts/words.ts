// A meal rule in the words of a notice board: what a set costs, what whom pays, who helps how often.
import { conditionWords } from '../benefits/words.ts'
import { meals } from '../canteens/canteen.ts'
import { yuanWords } from '../kernel/money.ts'
import { type MealTerms, mealPayers, operatingFor, priceLimits, type Reduction } from './terms.ts'

export function mealTermsWords(terms: MealTerms): string[] {
  return [
    priceWords(terms),
    ...bandWords(terms),
    ...terms.reductions.map(reductionWords),
    ...restWords(terms),
  ]
}

function priceWords(terms: MealTerms): string {
  const { fromFen, toFen } = priceLimits(terms)
  const swing =
    terms.deviationPercent === 0
      ? '各助餐点不得另定'
      : `各助餐点可上下浮动 ${terms.deviationPercent}%（${yuanWords(fromFen)}–${yuanWords(toFen)} 元）并备案`
  return `标准餐每份 ${yuanWords(terms.standardFen)} 元，${swing}。`
}

export function bandWords({ bands }: MealTerms): string[] {
  if (bands === null) return []
  const rows = bands.rows.map(({ when, fen }) => {
    const who = when === null ? '其余人员' : conditionWords(when)
    return fen === 0 ? `${who}：免费` : `${who}：每餐付 ${yuanWords(fen)} 元`
  })
  return [...rows, `本人付的和餐价之间的差额，由${payerWords(bands.gapPayer)}承担。`]
}

export function payerWords(payer: keyof typeof mealPayers.words): string {
  return mealPayers.words[payer].replace(/出$/, '')
}

export function reductionWords({
  payer,
  fen,
  when,
  meals: of,
  perDay,
  perWeek,
  perMonth,
}: Reduction): string {
  const who = when === null ? '所有用餐老人' : `${conditionWords(when)}的老人`
  const how = fen === null ? '剩下的餐费全部' : `每餐 ${yuanWords(fen)} 元`
  const which =
    of.length === meals.keys.length ? '' : `（只限${of.map(meal => meals.words[meal]).join('、')}）`
  const caps = [
    perDay === null ? '' : `每天最多 ${perDay} 餐`,
    perWeek === null ? '' : `每周（周一到周日）最多 ${perWeek} 餐`,
    perMonth === null ? '' : `每月最多 ${perMonth} 餐`,
  ].filter(Boolean)
  const limit = caps.length === 0 ? '' : `，${caps.join('、')}，没用完的不结转`
  return `${who}：${payerWords(payer)}出${how}${which}${limit}，只抵餐费，不发现金。`
}

function restWords({ work, operating }: MealTerms): string[] {
  return [
    ...(work === null
      ? []
      : [`为助餐点劳动每 ${work.minutesPerMeal} 分钟可换一餐，餐费由${payerWords(work.payer)}承担。`]),
    ...(operating === null
      ? []
      : [
          `${operatingFor.words[operating.forEvery]}，${payerWords(operating.payer)}另给助餐点运营补贴 ${yuanWords(operating.fen)} 元。`,
        ]),
  ]
}
