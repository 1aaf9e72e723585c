// How a message leaves: as a file in outgoing/ by default, or pushed to the county's gateway where an address is set.
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { NoticeChannel, NoticeUrgency } from '../../domain/notices/notice.ts'
import type { Config } from '../config.ts'

/** docs/notice-gateway.md describes it field by field: part of the contract with gateways. */
export interface OutgoingMessage {
  id: string
  channel: Exclude<NoticeChannel, 'inApp'>
  to: string
  text: string
  urgency: NoticeUrgency
  raisedAt: string
}

/** Throws with a sentence when the message was not taken; handing it over again does no harm. */
export interface Channel {
  hand(message: OutgoingMessage): Promise<void>
}

const pushLimitMs = 10_000

export function channelOf(config: Config): Channel {
  return config.noticePushUrl === null ? toFiles(config.folder) : toGateway(config.noticePushUrl)
}

/** Written beside and renamed, so that a gateway never reads half a message; the same id is the same file. */
function toFiles(folder: string): Channel {
  return {
    async hand(message) {
      const place = join(folder, 'outgoing', message.channel)
      await mkdir(place, { recursive: true, mode: 0o700 })
      const half = join(place, `.${message.id}`)
      await writeFile(half, `${JSON.stringify(message)}\n`, { mode: 0o600 })
      await rename(half, join(place, `${message.id}.json`))
    },
  }
}

function toGateway(url: string): Channel {
  return {
    async hand(message) {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': message.id },
        body: JSON.stringify(message),
        signal: AbortSignal.timeout(pushLimitMs),
      })
      await answer.body?.cancel()
      if (!answer.ok) throw new Error(`通道答复 ${answer.status}`)
    },
  }
}
