// The sections of the left navigation, in the order of a working day, and the right each needs.
import type { Right } from '../../domain/accounts/rights.ts'
import type { MessageKey } from '../messages/zh.ts'
import { paths } from '../paths.ts'

export interface Section {
  key:
    | 'board'
    | 'cases'
    | 'elders'
    | 'changes'
    | 'events'
    | 'benefits'
    | 'duplicates'
    | 'disputes'
    | 'quality'
    | 'assessments'
    | 'imports'
    | 'visitors'
    | 'accounts'
    | 'devices'
    | 'settings'
  word: MessageKey
  right: Right
  to: () => string
}

export const sections: readonly Section[] = [
  { key: 'board', word: 'nav.board', right: 'indicator:read', to: () => paths.board() },
  { key: 'cases', word: 'nav.cases', right: 'aidCase:read', to: () => paths.aidCases() },
  { key: 'elders', word: 'nav.elders', right: 'elder:read', to: () => paths.elders() },
  { key: 'changes', word: 'nav.changes', right: 'elder:edit', to: () => paths.changes() },
  { key: 'events', word: 'nav.events', right: 'lifeEvent:read', to: () => paths.events() },
  { key: 'benefits', word: 'nav.benefits', right: 'benefit:read', to: () => paths.benefits() },
  { key: 'duplicates', word: 'nav.duplicates', right: 'elder:merge', to: () => paths.duplicates() },
  { key: 'disputes', word: 'nav.disputes', right: 'dispute:read', to: () => paths.disputes() },
  {
    key: 'assessments',
    word: 'nav.assessments',
    right: 'assessment:read',
    to: () => paths.assessments(),
  },
  { key: 'quality', word: 'nav.quality', right: 'indicator:read', to: () => paths.quality() },
  { key: 'imports', word: 'nav.imports', right: 'elder:import', to: () => paths.imports() },
  { key: 'visitors', word: 'nav.visitors', right: 'visit:assign', to: () => paths.visitors() },
  { key: 'accounts', word: 'nav.accounts', right: 'account:read', to: () => paths.accounts() },
  { key: 'devices', word: 'nav.devices', right: 'device:manage', to: () => paths.devices() },
  // A visitor may read the rules too, but on the phone; the desk shows them to those who keep a board.
  { key: 'settings', word: 'nav.settings', right: 'setting:read', to: () => paths.settings() },
]

/** '/console/elders/2224…' → 'elders'; the lists behind a figure belong to the board. */
export function sectionOf(pathname: string): Section['key'] | null {
  const first = pathname.replace(/^\/console/, '').split('/')[1] ?? ''
  if (first === 'transfers') return 'events'
  if (first === 'unvisited') return 'board'
  if (first === 'exports' || first === 'bulk-acts' || first === 'newcomers' || first === 'consents')
    return 'elders'
  if (first === 'households') return 'elders'
  return sections.find(section => section.key === first)?.key ?? null
}
