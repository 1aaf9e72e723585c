// The ten border counties of the letter of 2023, in the order it names them by prefecture (domain.md §13).

export const borderCounties = [
  '222402000000', // 图们市
  '222404000000', // 珲春市
  '222405000000', // 龙井市
  '222406000000', // 和龙市
  '222426000000', // 安图县
  '220582000000', // 集安市
  '220602000000', // 浑江区
  '220621000000', // 抚松县
  '220623000000', // 长白朝鲜族自治县
  '220681000000', // 临江市
] as const
