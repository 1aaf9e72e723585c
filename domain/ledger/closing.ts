// When a month may be closed; that months follow each other is for the database to say.
import { type Day, type Month, monthOf } from '../kernel/day.ts'
import { Refused } from '../kernel/refusal.ts'

export function checkClosing(month: Month, today: Day): void {
  if (month >= monthOf(today)) throw new Refused('rule_broken', `${month} 月还没有过完，请在月末之后结账。`)
}
