// Who may give which post to whom. 等保三级 (GB/T 22239): administrator and auditor are people of their own.
import { type Area, isWithin, levelOf } from '../kernel/area.ts'
import type { Day } from '../kernel/day.ts'
import { Refused } from '../kernel/refusal.ts'
import { regionLevelWords } from '../regions/region.ts'
import { type Role, roleRules, roles } from './roles.ts'

/** Whoever may see everything done, or may make accounts, does none of the work that is watched. */
const heldAlone: readonly Role[] = ['auditor', 'administrator']

export interface PostPeriod {
  role: Role
  regionCode: string
  validFrom: Day
  validTo: Day | null
}

export interface Granting {
  actor: { accountId: string; area: Area }
  target: { accountId: string; regionCode: string; posts: readonly PostPeriod[] }
  post: PostPeriod
  today: Day
}

/** Refuses a post outside one's area, for oneself, at the wrong level or against the separation of duties. */
export function checkGrant({ actor, target, post, today }: Granting): void {
  checkTarget(actor, target)
  if (!isWithin(post.regionCode, actor.area))
    throw new Refused('not_allowed', '只能授予您辖区内的岗位，请改选辖区内的区划。')
  checkLevel(post)
  if (post.validTo !== null && post.validTo < post.validFrom)
    throw new Refused('invalid', '岗位的结束日期早于开始日期，请改正。', { fields: ['validTo'] })
  if (post.validFrom < today)
    throw new Refused('rule_broken', '岗位只能从今天或以后开始，请改填开始日期。', { fields: ['validFrom'] })
  const held = target.posts.filter(other => overlaps(other, post))
  if (held.some(other => other.role === post.role && other.regionCode === post.regionCode))
    throw new Refused('conflict', '这个人在这段时间已经担任同一岗位，无需重复授予。')
  const alone = [post, ...held].find(other => heldAlone.includes(other.role))
  if (alone && held.some(other => other.role !== post.role))
    throw new Refused(
      'rule_broken',
      `${roles.words[alone.role]}必须由专人担任，不能与其他岗位兼任（等保三级）。请先结束其他岗位，或另选一人。`,
    )
}

/** Nobody changes their own account here, nor one that reaches beyond their area. */
export function checkTarget(actor: Granting['actor'], target: Granting['target']): void {
  if (target.accountId === actor.accountId)
    throw new Refused('not_allowed', '不能为自己办理，请由另一位系统管理员办理。')
  const regions = [target.regionCode, ...target.posts.map(post => post.regionCode)]
  if (!regions.every(code => isWithin(code, actor.area)))
    throw new Refused('not_allowed', '这个账号有岗位在您的辖区之外，请由上级系统管理员办理。')
}

function checkLevel({ role, regionCode }: PostPeriod): void {
  const { levels } = roleRules[role]
  if (!levels.includes(levelOf(regionCode)))
    throw new Refused(
      'rule_broken',
      `${roles.words[role]}只能设在${levels.map(level => regionLevelWords.words[level]).join('、')}一级，请改选区划。`,
      { fields: ['regionCode'] },
    )
}

function overlaps(one: PostPeriod, other: PostPeriod): boolean {
  return (
    (one.validTo === null || one.validTo >= other.validFrom) &&
    (other.validTo === null || other.validTo >= one.validFrom)
  )
}
