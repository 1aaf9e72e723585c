// What leaves a person's account for meals eaten: the oldest month first, never more than there is.

export interface MealDue {
  canteenId: string
  month: string
  /** Negative: too much was taken before. */
  dueFen: number
}

export interface Collected<Due extends MealDue> {
  due: Due
  fen: number
}

/** Returns come first: what was taken too much pays for what is still owed. */
export function collectFrom<Due extends MealDue>(balanceFen: number, dues: readonly Due[]): Collected<Due>[] {
  const returns = dues.filter(due => due.dueFen < 0).map(due => ({ due, fen: due.dueFen }))
  let left = balanceFen - returns.reduce((sum, one) => sum + one.fen, 0)
  const owed = dues
    .filter(due => due.dueFen > 0)
    .sort((one, other) =>
      one.month === other.month
        ? one.canteenId < other.canteenId
          ? -1
          : 1
        : one.month < other.month
          ? -1
          : 1,
    )
  const taken = owed.flatMap(due => {
    const fen = Math.min(left, due.dueFen)
    if (fen <= 0) return []
    left -= fen
    return [{ due, fen }]
  })
  return [...returns, ...taken]
}
