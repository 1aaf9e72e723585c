// When the phone is full: what has been sent makes room first, and otherwise she is told before anything is lost.
import { Refused } from '../domain/kernel/refusal.ts'

const full =
  '手机空间满了，刚才这一下没有存上，之前填的都还在。请删掉手机里不用的照片、视频或应用，再点一次。'

/** Browsers wrap it: a transaction is "aborted" because of the quota inside. */
export function isFull(error: unknown): boolean {
  for (let inner = error, depth = 0; inner && depth < 4; depth += 1) {
    const { name, inner: deeper } = inner as { name?: string; inner?: unknown }
    if (name === 'QuotaExceededError') return true
    inner = deeper
  }
  return false
}

/** Photos that the server has go first; a second "full" is said in a sentence. Whatever was kept before stays. */
export async function withRoom<Value>(
  write: () => Promise<Value>,
  makeRoom: () => Promise<void>,
): Promise<Value> {
  try {
    return await write()
  } catch (error) {
    if (!isFull(error)) throw error
  }
  await makeRoom().catch(() => {})
  try {
    return await write()
  } catch (error) {
    throw isFull(error) ? new Refused('unavailable', full) : error
  }
}
