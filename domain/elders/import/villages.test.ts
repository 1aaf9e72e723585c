// Villages as ledgers name them: endings, brackets, whole addresses, names that stand twice.
import { describe, expect, it } from 'vitest'
import { placeFinder } from './villages.ts'

const region = (code: string, name: string, shortName = name) => ({ code, name, shortName })
const regions = [
  region('222402000000', '图们市'),
  region('222402101000', '石岘镇'),
  region('222402101200', '水南村民委员会', '水南村'),
  region('222402101201', '新立村民委员会', '新立村'),
  region('222402101001', '新立社区居民委员会', '新立社区'),
  region('222402102000', '凉水镇'),
  region('222402102200', '新立村民委员会', '新立村'),
]
const find = placeFinder(regions, '222402000000')
const words = (village: string | null, township: string | null = null) => ({
  county: null,
  township,
  village,
})

describe('finding a village', () => {
  it('knows it by its short name, its full name, without ending and with remarks in brackets', () => {
    for (const name of [
      '水南村',
      '水南',
      '水南村委会',
      '水南村民委员会',
      '水南村（三组）',
      ' 水 南 村',
      '222402101200',
    ])
      expect(find(words(name)), name).toEqual({ code: '222402101200' })
  })

  it('finds it inside an address and tells a village from a community of the same name', () => {
    expect(find(words('石岘镇水南村三组'))).toEqual({ code: '222402101200' })
    expect(find(words('新立社区'))).toEqual({ code: '222402101001' })
    expect(find(words('新立村', '凉水镇'))).toEqual({ code: '222402102200' })
    expect(find(words('新立村', '图们市凉水镇'))).toEqual({ code: '222402102200' })
  })

  it('asks for the township where a name stands twice, and says what is missing or unknown', () => {
    expect(find(words('新立村'))).toMatchObject({
      reason: 'villageAmbiguous',
      message: '有两个同名的“新立村”（石岘镇、凉水镇）。请加一列乡镇。',
    })
    expect(find(words('水南村', '凉水镇'))).toMatchObject({ reason: 'villageUnknown' })
    expect(find(words('天边村'))).toMatchObject({ reason: 'villageUnknown' })
    expect(find(words(null))).toMatchObject({ reason: 'villageMissing' })
  })

  it("takes a village's own table without a village column, but no row of another village", () => {
    const own = placeFinder([region('222402101200', '水南村民委员会', '水南村')], '222402101200')
    expect(own(words(null))).toEqual({ code: '222402101200' })
    expect(own(words('水南'))).toEqual({ code: '222402101200' })
    expect(own(words('新立村'))).toMatchObject({ reason: 'villageOther' })
  })
})
