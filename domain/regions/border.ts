// Which counties count as border: the ten the letter of 2023 names (domain.md §13), unless a setting says otherwise.

/** Twelve digits, with their names, in the order of the letter. */
export const borderCounties: readonly { code: string; name: string }[] = [
  { code: '222402000000', name: '图们市' },
  { code: '222405000000', name: '龙井市' },
  { code: '222406000000', name: '和龙市' },
  { code: '222404000000', name: '珲春市' },
  { code: '222426000000', name: '安图县' },
  { code: '220582000000', name: '集安市' },
  { code: '220602000000', name: '浑江区' },
  { code: '220681000000', name: '临江市' },
  { code: '220623000000', name: '长白朝鲜族自治县' },
  { code: '220621000000', name: '抚松县' },
]

/** @param said the county's setting 'coverage.border': 0 as the letter has it, 1 border, anything else not. */
export function isBorderCounty(county: string, said: number): boolean {
  return said === 0 ? borderCounties.some(({ code }) => code === county) : said === 1
}
