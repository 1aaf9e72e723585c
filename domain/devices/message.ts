// The open message of a device, by whatever way it comes: its shape, what makes two of them one, what is refused.
import * as z from 'zod/mini'
import {
  type DeviceEventKind,
  deviceEventKinds,
  eventsOf,
  type HomeDeviceKind,
  homeDeviceKinds,
} from './device.ts'

/** No control characters: the database takes no NUL, and nobody can type one at a desk. */
const word = z.string().check(z.trim(), z.regex(/^[^\p{Cc}]{1,64}$/u))

/** Unknown fields are let pass: makers may say more than we ask. */
export const DeviceMessage = z.object({
  /** Our number of the device or the one printed on it; needed only behind a gateway. */
  device: z.optional(word),
  kind: deviceEventKinds.schema,
  /** The message's own number at the maker, or a counter. One of them makes sending again harmless. */
  id: z.optional(word),
  seq: z.optional(z.int().check(z.gte(0))),
  at: z.optional(z.iso.datetime({ offset: true })),
  value: z.optional(z.number()),
  battery: z.optional(z.number().check(z.gte(0), z.lte(100))),
})
export type DeviceMessage = z.output<typeof DeviceMessage>

export const messagesAtOnce = 1000

/**
 * One message, or a list of them, or `{ events: [...] }`; each is taken or refused by itself. Null: not even that.
 */
export function readMessages(body: unknown): (DeviceMessage | string)[] | null {
  const inner = (body as { events?: unknown } | null)?.events
  const list = Array.isArray(body) ? body : Array.isArray(inner) ? inner : [body]
  if (list.length === 0 || list.length > messagesAtOnce) return null
  return list.map(one => {
    const parsed = DeviceMessage.safeParse(one)
    if (parsed.success) return parsed.data
    const field = parsed.error.issues[0]?.path.map(String).join('.')
    return field
      ? `“${field}”不符合格式，请对照 docs/devices.md。`
      : '不是一条 JSON 消息，请对照 docs/devices.md。'
  })
}

/**
 * What makes two messages one. A counter may start again after a flat battery, so its own time belongs to it where
 * the device tells one. Who numbers nothing is known by its time, and without any by its arrival (`fallback`).
 */
export function eventKeyOf({ id, seq, at, kind }: DeviceMessage, fallback: string): string {
  if (id !== undefined) return `i:${id}`
  if (seq !== undefined) return at === undefined ? `s:${seq}` : `s:${seq}@${instantOf(at)}`
  return at === undefined ? `r:${fallback}` : `a:${kind}@${instantOf(at)}`
}

/** The same instant is the same text, whatever zone the device wrote it in. */
export function instantOf(at: string): string {
  return new Date(Date.parse(at)).toISOString()
}

export interface Speaker {
  kind: HomeDeviceKind
  state: 'inUse' | 'takenDown'
}

/** Why a message of a known device is not taken; null when it is. */
export function whyNotTaken(speaker: Speaker | undefined, kind: DeviceEventKind): string | null {
  if (speaker === undefined) return '没有登记这台设备，或它不归这把密钥管。请先在“家中设备”里登记。'
  if (speaker.state === 'takenDown') return '这台设备已拆除，不再接收它的消息。'
  if (!eventsOf[speaker.kind].includes(kind))
    return `${homeDeviceKinds.words[speaker.kind]}不会有“${deviceEventKinds.words[kind]}”，请核对设备类型。`
  return null
}
