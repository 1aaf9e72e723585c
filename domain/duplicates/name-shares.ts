// How common a name is: two people called 王秀英 say less than two called 逄砚秋.

/** Per thousand of the older people of the north-east, rounded; what is not listed is rare. */
const surnames = `王106 李96 张93 刘79 赵38 孙34 陈30 杨29 金26 于22 徐20 马17 高19 周16 朱15 姜16 宋15 郭13 吴13 林13 韩13 崔13 朴9
郑11 许10 丁10 何9 胡9 董9 付10 傅10 冯8 田8 曹8 袁7 邓5 潘6 吕8 魏8 苏6 杜8 任7 姚6 卢5 范5 石5 谭4 邹5 贾5 邵5 孟6 尹6 安6 白5 关6
佟3 那2 全3 权2 申3 玄1 池1 太1 方4 沈3 严3 千1 罗5 车2 元1 蔡3 禹1 洪3 文3 南1 柳2 康3 梁6 蒋4 唐5 侯5 曲5 毕3 迟3 宫3 谷3 盛2 单2 战2
黄8 史4 陶3 夏4 钟2 汪3 程5 薛4 段4 雷3 龙2 万2 常4 武3 乔3 赖1 龚2 温2 庄2 齐3 郝4 穆2 牛3 栾2 初2 隋3 逄0.5`
/** Per thousand of the characters of given names of people born before 1970. */
const givenCharacters = `秀30 英30 兰26 桂28 玉34 凤22 淑28 珍18 华22 芳16 文18 国20 明18 德16 志14 春22 金14 福14 荣16 云14 莲9 梅9 琴10 芝9
霞8 红8 艳8 丽8 杰9 军10 平9 伟7 建8 永12 成10 生9 林9 山8 海9 有9 长8 万5 财5 贵7 祥6 义5 忠6 学8 喜6 庆6 宝9 振8 洪7 景6 树6 立6 晓4
顺10 子10 姬5 哲8 善4 女4 吉4 龙5 淑28 贞7 花5 仙3 福14 东6 昌5 光6 浩4 俊5 正5 亚4 敏5 清6 香7 美5 月6 雪3 青3 艳8 波4 民5 利5 新4 强4
刚3 发4 才5 友4 仁4 信3 江4 河2 臣3 久3 殿2 占3 凡1 石1 富4 库1 和4 君4 娟3 萍4 慧3 洁2 静3 坤2 善4 素9 亭2 范1 翠3 彩3 焕2 连4 喜6 桂28`

function tableOf(text: string): Map<string, number> {
  const entries = text.split(/\s+/).map(entry => [entry[0] ?? '', Number(entry.slice(1)) / 1000] as const)
  return new Map(entries)
}

const surnameShares = tableOf(surnames)
const givenShares = tableOf(givenCharacters)
const rareSurname = 0.0008
const rareCharacter = 0.002
const compoundSurnames = new Set(
  '欧阳 司马 诸葛 上官 尉迟 皇甫 东方 慕容 司徒 夏侯 公孙 令狐 长孙 宇文 端木 南宫 西门 独孤 完颜 爱新 叶赫 南宮 皇甫'.split(
    ' ',
  ),
)

/** 1 or 2: how many characters of a folded name are the family name. */
export function surnameLength(folded: string): number {
  return folded.length >= 3 && compoundSurnames.has(folded.slice(0, 2)) ? 2 : 1
}

export function surnameShare(surname: string): number {
  return surnameShares.get(surname) ?? rareSurname
}

export function characterShare(character: string): number {
  return givenShares.get(character) ?? rareCharacter
}

/** The share of people expected to carry a name, where no count of the ledger's own names is at hand. */
export function usualShare(folded: string): number {
  const length = surnameLength(folded)
  const given = folded.slice(length)
  let share = surnameShare(folded.slice(0, length)) * (given.length === 1 ? 0.1 : 0.9)
  for (const character of given) share *= characterShare(character)
  return share
}
