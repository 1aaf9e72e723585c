// How many failed sign-ins are too many. 等保三级 (GB/T 22239): failures lock, and the lock ends by itself.

export const throttleWindowMs = 15 * 60_000
const limits = {
  /** A person mistypes two or three times. */
  login: 5,
  /** A whole county office may share one address. */
  address: 50,
}

export interface Failure {
  login: string
  address: string
  atMs: number
}

/** Milliseconds to wait before the next try; 0 when it may be made now. */
export function waitBeforeSignIn(
  failures: readonly Failure[],
  attempt: { login: string; address: string },
  nowMs: number,
): number {
  const recent = failures.filter(failure => failure.atMs > nowMs - throttleWindowMs)
  return Math.max(
    waitOf(
      recent.filter(failure => failure.login === attempt.login),
      limits.login,
      nowMs,
    ),
    waitOf(
      recent.filter(failure => failure.address === attempt.address),
      limits.address,
      nowMs,
    ),
  )
}

function waitOf(failures: readonly Failure[], limit: number, nowMs: number): number {
  if (failures.length < limit) return 0
  const latest = Math.max(...failures.map(failure => failure.atMs))
  return Math.max(0, latest + throttleWindowMs - nowMs)
}

export function throttleSentence(waitMs: number): string {
  const minutes = Math.max(1, Math.ceil(waitMs / 60_000))
  return `登录失败次数太多，为保护账号暂时锁定。请在 ${minutes} 分钟后再试；忘记密码请联系系统管理员重设。`
}
