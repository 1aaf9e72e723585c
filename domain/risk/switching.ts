// Putting a tried rule in force takes two people of the office whose region it is; the day is today or later.
import type { Day } from '../kernel/day.ts'
import { Refused } from '../kernel/refusal.ts'
import type { SwitchState, TrialState } from './trial.ts'

export function checkProposal(asked: {
  trialState: TrialState
  validFrom: Day
  today: Day
  hasOpen: boolean
  isOwnRegion: boolean
}): void {
  checkOwn(asked.isOwnRegion)
  if (asked.trialState !== 'trialDone')
    throw new Refused('rule_broken', '还没有算完，不能提出启用。请等试算完成。')
  if (asked.hasOpen)
    throw new Refused('conflict', '已经有一项提议在等第二人决定。请先决定那一项，再提出新的。')
  checkDay(asked.validFrom, asked.today)
}

export function checkDecision(asked: {
  state: SwitchState
  isOwnProposal: boolean
  isOwnRegion: boolean
  agree: boolean
  validFrom: Day
  today: Day
}): void {
  checkOwn(asked.isOwnRegion)
  if (asked.state !== 'switchProposed') throw new Refused('conflict', '这项提议已经有了决定。请刷新后核对。')
  if (asked.isOwnProposal)
    throw new Refused('not_allowed', '提出启用的人不能自己同意，请另一位有权修改规则设置的同事决定。')
  if (asked.agree) checkDay(asked.validFrom, asked.today)
}

function checkOwn(isOwnRegion: boolean): void {
  if (!isOwnRegion)
    throw new Refused('not_allowed', '只有本级的工作人员可以启用本级的规则。请换到这个区划的岗位再办理。')
}

function checkDay(validFrom: Day, today: Day): void {
  if (validFrom < today)
    throw new Refused(
      'rule_broken',
      '规则只能从今天或以后的日期起生效。请不同意这项提议，重新提出并改填生效日期。',
      {
        fields: ['validFrom'],
      },
    )
}
