// How much time is left on a case, in words a person feels: 还剩 2 小时 5 分, 已超时 3 天.
import type { AidCaseStage } from '../../domain/aid-cases/aid-case.ts'

export interface Clock {
  /** What is waited for. */
  waitsFor: 'acknowledge' | 'onSite'
  overdue: boolean
  /** Less than a fifth of the time is left. */
  soon: boolean
  minutes: number
}

interface Timed {
  stage: AidCaseStage
  openedAt: string
  acknowledgeBy: string
  onSiteBy: string
}

/** Once somebody stood at the door the clocks have done their work. */
export function clockOf(aidCase: Timed, now: number): Clock | null {
  const { stage } = aidCase
  if (stage !== 'open' && stage !== 'acknowledged') return null
  const waitsFor = stage === 'open' ? 'acknowledge' : 'onSite'
  const due = Date.parse(waitsFor === 'acknowledge' ? aidCase.acknowledgeBy : aidCase.onSiteBy)
  const leftMs = due - now
  const wholeMs = due - Date.parse(aidCase.openedAt)
  return {
    waitsFor,
    overdue: leftMs < 0,
    soon: leftMs >= 0 && leftMs < wholeMs / 5,
    minutes: Math.floor(Math.abs(leftMs) / 60_000),
  }
}

/** Two units at most: nobody needs the minutes of three days. */
export function durationText(minutes: number): string {
  const days = Math.floor(minutes / 1440)
  const hours = Math.floor((minutes % 1440) / 60)
  const rest = minutes % 60
  if (days > 0) return hours > 0 ? `${days} 天 ${hours} 小时` : `${days} 天`
  if (hours > 0) return rest > 0 ? `${hours} 小时 ${rest} 分` : `${hours} 小时`
  return minutes < 1 ? '不到 1 分钟' : `${rest} 分钟`
}
