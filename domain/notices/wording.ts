// What may be said where: outside the platform an elder is a surname and 某, and no number of hers is ever said.

const doubleSurnames = [
  '欧阳',
  '司马',
  '上官',
  '诸葛',
  '司徒',
  '皇甫',
  '东方',
  '公孙',
  '令狐',
  '宇文',
  '长孙',
  '慕容',
  '南宫',
  '独孤',
  '鲜于',
]

/** 王秀兰 → 王某; 欧阳春 → 欧阳某. */
export function surnameOnly(name: string): string {
  const surname = doubleSurnames.find(one => name.startsWith(one) && name.length > 2) ?? [...name][0] ?? ''
  return `${surname}某`
}

/** The text for SMS, voice and loudspeaker: every name given with it is cut down. */
export function outsideText(text: string, names: readonly string[]): string {
  return [...names]
    .filter(name => name !== '')
    .sort((one, other) => other.length - one.length)
    .reduce((said, name) => said.replaceAll(name, surnameOnly(name)), text)
}

/** A citizen number has no business in any notice. */
export function hasCitizenNumber(text: string): boolean {
  return /(?<!\d)\d{17}[\dXx](?!\d)/.test(text)
}
