// One step of a worker at the door: may it be written, and what does it change? Phone and server ask the same.
import { Refused } from '../kernel/refusal.ts'
import { type CertificateKind, type ConfirmationWay, confirmationWays, type HaltRule } from './catalogue.ts'
import type { OrderStage, OrderStepInput } from './order.ts'
import { type HeldCertificate, missingCertificates, missingSentence } from './provider.ts'
import { checkFollows } from './stage.ts'
import { type VitalLimits, whyHalted } from './vitals.ts'

export interface OrderSoFar {
  stage: OrderStage
  haltRule: HaltRule | null
  confirmations: readonly ConfirmationWay[]
  certificates: readonly CertificateKind[]
  /** Of the last measurement; null before the first. */
  lastVitalsHalt: boolean | null
  signedInAt: string | null
  signedOutAt: string | null
}

export interface StepFacts {
  held: readonly HeldCertificate[]
  limits: VitalLimits
  now: Date
  /** The day of the step, in Jilin. */
  day: string
}

/** A phone's clock may run a little ahead of the server's. */
const aheadMs = 10 * 60_000

export function checkStep(order: OrderSoFar, step: OrderStepInput, { held, now, day }: StepFacts): void {
  if (Date.parse(step.happenedAt) > now.getTime() + aheadMs)
    throw new Refused('invalid', '这一步的时间还没有到。请校准手机时间后重新提交。')
  checkFollows(order.stage, step.kind)
  const { kind } = step
  if (kind === 'setOut' || kind === 'signIn') checkCertificates(order, held, day)
  if (kind === 'takeVitals' && step.vitals === null) throw new Refused('invalid', '请填写血压。')
  if ((kind === 'halt' || kind === 'meetNobody') && step.says === null)
    throw new Refused('invalid', '请说明原因。')
  if (kind === 'signOut') checkMeasured(order, step)
  if (kind === 'confirm') checkConfirmation(order, step)
}

function checkCertificates(order: OrderSoFar, held: readonly HeldCertificate[], day: string): void {
  const missing = missingCertificates(order.certificates, held, day)
  if (missing.length > 0)
    throw new Refused(
      'rule_broken',
      `${missingSentence(missing, held)}，不能做这项服务。请联系机构换人，证照更新后再接单。`,
    )
}

/** The last measurement counts: after a rest the elder may be measured again. */
function checkMeasured({ haltRule, lastVitalsHalt, signedInAt }: OrderSoFar, step: OrderStepInput): void {
  if (haltRule !== null && lastVitalsHalt === null)
    throw new Refused('rule_broken', '这项服务开始前要先测血压。请先记录测量结果，再签退。')
  if (haltRule !== null && lastVitalsHalt)
    throw new Refused('rule_broken', '最后一次测量超过限值，这次服务不能做。请选“中止服务”并告诉家属。')
  if (signedInAt !== null && step.happenedAt < signedInAt)
    throw new Refused('invalid', '签退时间早于签到时间，请核对手机时间。')
}

export function checkConfirmation(
  { confirmations }: Pick<OrderSoFar, 'confirmations'>,
  { way, byName, signature }: Pick<OrderStepInput, 'way' | 'byName' | 'signature'>,
): void {
  if (way === null) throw new Refused('invalid', '请选择确认方式。')
  if (!confirmations.includes(way))
    throw new Refused(
      'rule_broken',
      `这项服务不接受“${confirmationWays.words[way]}”。可以用：${confirmations
        .map(one => confirmationWays.words[one])
        .join('、')}。`,
    )
  if ((way === 'elderSigned' || way === 'elderPressed') && signature === null)
    throw new Refused('invalid', '还没有签名或手印，请让老年人在屏幕上写。')
  if ((way === 'familyAgreed' || way === 'villageWitnessed') && byName === null)
    throw new Refused('invalid', '请写下确认人的姓名。')
}

/** Whether the measurement forbids what was to follow; null where nothing was measured. */
export function vitalsHalt(order: Pick<OrderSoFar, 'haltRule'>, step: OrderStepInput, limits: VitalLimits) {
  if (step.kind !== 'takeVitals' || step.vitals === null) return null
  return order.haltRule !== null && whyHalted(step.vitals, limits).length > 0
}

const leadsTo: Partial<Record<OrderStepInput['kind'], OrderStage>> = {
  setOut: 'onTheWay',
  signIn: 'inService',
  halt: 'halted',
  signOut: 'finished',
  confirm: 'confirmed',
  meetNobody: 'nobodyHome',
}

/** How the order stands after the step, for the next step of the same push and for the phone's screen. */
export function afterStep(order: OrderSoFar, step: OrderStepInput, limits: VitalLimits): OrderSoFar {
  return {
    ...order,
    stage: leadsTo[step.kind] ?? order.stage,
    lastVitalsHalt: vitalsHalt(order, step, limits) ?? order.lastVitalsHalt,
    signedInAt: step.kind === 'signIn' ? step.happenedAt : order.signedInAt,
    signedOutAt: step.kind === 'signOut' ? step.happenedAt : order.signedOutAt,
  }
}
