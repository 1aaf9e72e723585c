// Front file of sync: acts of a phone go up, its bundle comes down.
import { Refused } from '../../domain/kernel/refusal.ts'
import type { syncApi } from '../../domain/sync/api.ts'
import { isOwnDevice, keepKeys, noteContact, takePushTurn } from '../accounts/accounts.ts'
import type { Context, Handlers } from '../kernel/context.ts'
import { pullBundle } from './bundle.ts'
import { listCarried } from './carried.ts'
import { carryActs } from './carrying.ts'
import * as epochs from './epochs.ts'

export const sync: Handlers<typeof syncApi> = {
  async 'sync.push'(context, { deviceId, appVersion, acts, epoch: known, turn }) {
    if (deviceId !== context.actor.deviceId) await checkDevice(context, deviceId, appVersion)
    if (turn && !(await takePushTurn(context, deviceId, turn)))
      throw new Refused('unavailable', '这次上传在路上耽搁了，手机后来的一次已经办完。记录会接着自动上传。')
    const epoch = await epochs.currentEpoch(context)
    // What a restored server has forgotten comes first, or what follows on it would be judged without it.
    const answers = known === undefined || known === epoch ? await context.perform(acts) : []
    return { epoch, now: context.now.toISOString(), answers }
  },
  async 'sync.pull'(context, input) {
    await checkDevice(context, input.deviceId, input.appVersion)
    await noteContact(context, input.deviceId, input)
    return pullBundle(context, input)
  },
  async 'sync.keys'(context, { deviceId, publicKey, phoneId }) {
    if (!(await keepKeys(context, deviceId, { publicKey, ...(phoneId && { phoneId }) }))) throw notHerPhone()
    const { agreement } = context.system
    const epoch = await epochs.currentEpoch(context)
    return { epoch, key: agreement.key, publicKey: agreement.publicKey.toString('base64url') }
  },
  'sync.carry': carryActs,
  'sync.carriedList': listCarried,
}

/** A session that began on another device may still be this person's phone; somebody else's never is. */
async function checkDevice(context: Context, deviceId: string, appVersion: string): Promise<void> {
  if (await isOwnDevice(context, deviceId, appVersion)) return
  throw notHerPhone()
}

function notHerPhone(): Refused {
  return new Refused(
    'not_allowed',
    '这部手机没有登记在您的账号名下，没有同步。记录仍保留在手机上，请在本机退出后重新登录。',
  )
}

/** Called after a restore, before the door opens; see epochs.ts. */
export function startEpoch(
  pool: Parameters<typeof epochs.startEpoch>[0],
  reason: 'installed' | 'restored',
): Promise<string> {
  return epochs.startEpoch(pool, reason)
}
