// How the year turns in Jilin: monthly factors around 1, January first (synthetic-province §3.9; assumptions).

export const seasons = {
  deaths: [1.25, 1.2, 1.1, 1, 0.9, 0.85, 0.9, 0.9, 0.85, 0.95, 1, 1.1],
  falls: [1.35, 1.25, 1.1, 0.85, 0.8, 0.8, 0.85, 0.9, 1, 0.9, 1.05, 1.15],
  coalGas: [2, 1.6, 1.2, 0.8, 0.3, 0.2, 0.2, 0.2, 0.4, 1.2, 1.8, 2.1],
  childrenHome: [1.3, 3, 0.8, 0.8, 0.9, 0.6, 0.7, 0.7, 0.9, 1.3, 0.5, 0.5],
}

/** Sowing from 20 April to May, harvest from 15 September to October: nobody is indoors by day, so go at dusk. */
export function isFieldSeason(month: number, day: number): boolean {
  return (month === 4 && day >= 20) || month === 5 || (month === 9 && day >= 15) || month === 10
}
