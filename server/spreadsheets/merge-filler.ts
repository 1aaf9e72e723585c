// Gives every row of a vertical merge the value of its first row: a household's name belongs to all its people.
import { type Cell, emptyCell } from './sheet.ts'
import type { VerticalMerge } from './workbook.ts'

export class MergeFiller {
  private next = 0
  private active: { merge: VerticalMerge; cell: Cell }[] = []
  private readonly merges: VerticalMerge[]

  constructor(merges: VerticalMerge[]) {
    this.merges = [...merges].sort((a, b) => a.top - b.top)
  }

  fill(row: number, cells: Cell[]): void {
    if (this.active.length > 0) {
      this.active = this.active.filter(({ merge }) => merge.bottom >= row)
      for (const { merge, cell } of this.active) {
        while (cells.length <= merge.column) cells.push(emptyCell)
        if (cells[merge.column]?.kind === 'empty') cells[merge.column] = cell
      }
    }
    for (; (this.merges[this.next]?.top ?? Number.POSITIVE_INFINITY) <= row; this.next++) {
      const merge = this.merges[this.next]!
      const cell = cells[merge.column]
      if (merge.top === row && cell && cell.kind !== 'empty') {
        this.active.push({ merge, cell: { ...cell, merged: true } })
      }
    }
  }
}
