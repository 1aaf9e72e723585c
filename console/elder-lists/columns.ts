// Which columns a list shows: those of the address, else those this person last chose on this computer.
import { columnsFrom, type ElderColumn, usualColumns } from '../../domain/elders/columns.ts'
import { useFilters } from '../address.ts'

const storageKey = 'wanqing.console.elderColumns'

export function useColumns(): [readonly ElderColumn[], (columns: readonly ElderColumn[]) => void] {
  const [filters, change] = useFilters()
  const words = filters.columns ?? localStorage.getItem(storageKey) ?? ''
  const chosen = columnsFrom(words.split('.'))
  const choose = (columns: readonly ElderColumn[]) => {
    const ordered = columnsFrom(columns)
    localStorage.setItem(storageKey, ordered.join('.'))
    change({ columns: ordered.join('.') || undefined })
  }
  return [chosen.length === 0 ? usualColumns : chosen, choose]
}
