// Sums of public money as an office says them: in wan and yi, and read back from what is typed.

const wan = 1_000_000
const yi = 10_000_000_000

/** Noughts at the end go only where they stand behind the point. */
const trimmed = (value: number, places: number) =>
  places === 0 ? value.toFixed(0) : value.toFixed(places).replace(/\.?0+$/, '')

/** 24.6 亿元, 1,362 万元, 8,500 元: never rounded away, since more places are kept where they are needed. */
export function sumWords(fen: number): string {
  const size = Math.abs(fen)
  const sign = fen < 0 ? '-' : ''
  if (size >= yi && size % (yi / 10_000) === 0) return `${sign}${grouped(trimmed(size / yi, 4))} 亿元`
  if (size >= wan) return `${sign}${grouped(trimmed(size / wan, 6))} 万元`
  return `${sign}${grouped(trimmed(size / 100, 2))} 元`
}

/** The same, short enough for a card or a picture: two places at most. */
export function sumBriefly(fen: number): string {
  const size = Math.abs(fen)
  const sign = fen < 0 ? '-' : ''
  if (size >= yi) return `${sign}${trimmed(size / yi, 2)} 亿元`
  if (size >= wan) return `${sign}${grouped(trimmed(size / wan, size >= 100 * wan ? 0 : 2))} 万元`
  return `${sign}${grouped(trimmed(size / 100, 2))} 元`
}

function grouped(text: string): string {
  const [whole = '', part] = text.split('.')
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return part === undefined ? digits : `${digits}.${part}`
}

/** '200' or '158.5' typed as 万元; null for anything else, also for less than a fen. */
export function fenFromWan(typed: string): number | null {
  const match = /^(\d{1,7})(?:\.(\d{1,6}))?$/.exec(typed.trim().replace(/[,，\s]|万元?$/g, ''))
  if (!match) return null
  const fen = Number(match[1]) * wan + Number((match[2] ?? '').padEnd(6, '0'))
  return fen > 0 ? fen : null
}
