// A command that names a place refuses one outside the caller's area before it looks at anything else.
import { isWithin } from '../../domain/kernel/area.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'

export function checkOwnArea({ actor }: Pick<Context, 'actor'>, regionCode: string): void {
  if (!isWithin(regionCode, actor.area))
    throw new Refused('not_found', '没有这个区划，或者它不在您的辖区内。请重新选择。')
}
