// The key groups as columns of an exported table: each group, people counted once, and the sum that counts twice.
import { elderGroups } from '../../domain/elders/elder.ts'
import { nationalGroups } from '../../domain/elders/national-groups.ts'
import { indicatorOfGroup, sumOfGroups } from '../../domain/indicators/indicators.ts'
import type { Say } from '../language.tsx'
import { countOf } from './figures-of.ts'

export function groupHead(say: Say): string[] {
  return [
    ...elderGroups.keys.map(group => elderGroups.words[group]),
    say('board.groupsPeople'),
    say('board.groupsSum'),
    say('board.nationalPeople'),
    say('board.nationalSum'),
  ]
}

export function groupLine(values: Record<string, number>): number[] {
  return [
    ...elderGroups.keys.map(group => countOf(values, indicatorOfGroup(group))),
    countOf(values, 'eldersInScope'),
    sumOfGroups(elderGroups.keys, values),
    countOf(values, 'eldersInNationalGroups'),
    sumOfGroups(nationalGroups, values),
  ]
}
