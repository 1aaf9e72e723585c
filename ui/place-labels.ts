// Which names of a crowded map are written, and on which side of their dots: none over another name or another dot.

export interface Dot {
  x: number
  y: number
  radius: number
  text: string
  /** The heavier is named first where there is not room for both. */
  weight: number
}

export type Side = 'right' | 'left' | 'top' | 'bottom'

interface Rect {
  left: number
  top: number
  right: number
  bottom: number
}

const sides: readonly Side[] = ['right', 'left', 'bottom', 'top']
/** Between dot and name, as the chart draws it. */
const gap = 5

/** Null: not written; pointing at the dot still says it. */
export function placeLabels(
  dots: readonly Dot[],
  { width, height, fontSize }: { width: number; height: number; fontSize: number },
): (Side | null)[] {
  const placed: (Side | null)[] = dots.map(() => null)
  const taken: Rect[] = []
  const inOrder = dots.map((dot, at) => ({ dot, at })).sort((one, other) => other.dot.weight - one.dot.weight)
  for (const { dot, at } of inOrder) {
    const side = sides.find(wanted => {
      const rect = labelRect(dot, wanted, fontSize)
      return (
        rect.left >= 0 &&
        rect.top >= 0 &&
        rect.right <= width &&
        rect.bottom <= height &&
        !taken.some(other => meet(rect, other)) &&
        !dots.some((other, index) => index !== at && meet(rect, dotRect(other)))
      )
    })
    if (!side) continue
    placed[at] = side
    taken.push(labelRect(dot, side, fontSize))
  }
  return placed
}

export function labelRect({ x, y, radius, text }: Dot, side: Side, fontSize: number): Rect {
  const [width, height] = [text.length * fontSize, fontSize * 1.2]
  const [across, along] = [radius + gap + width / 2, radius + gap + height / 2]
  const [middleX, middleY] = {
    right: [x + across, y],
    left: [x - across, y],
    top: [x, y - along],
    bottom: [x, y + along],
  }[side] as [number, number]
  return {
    left: middleX - width / 2,
    right: middleX + width / 2,
    top: middleY - height / 2,
    bottom: middleY + height / 2,
  }
}

export function dotRect({ x, y, radius }: Dot): Rect {
  return { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius }
}

export function meet(one: Rect, other: Rect): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom
}
