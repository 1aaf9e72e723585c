// The acts on notices: what I was told, what everybody was told and whether it arrived.
import * as z from 'zod/mini'
import { command, query } from '../kernel/operation.ts'
import { DayText, Id, Instant, Nothing, Page, RegionCode, text } from '../kernel/shapes.ts'
import { Digest } from './digest.ts'
import { Broadcast, BroadcastInput, BroadcastRow } from './loudspeaker.ts'
import { MyNotice, NoticeRow, noticeChannels, noticeStates, noticeUrgencies } from './notice.ts'

const countyCode = z.string().check(z.regex(/^\d{6}$/))

export const noticeApi = {
  'notice.count': query({
    input: Nothing,
    /** What I have not read, and what waits for me to say "I have it". */
    output: z.object({ unseen: z.number(), toTake: z.number() }),
    may: 'signedIn',
    says: '查看未读提醒数',
  }),
  'notice.mine': query({
    input: z.strictObject({ unseen: z._default(z.boolean(), false), ...Page }),
    output: z.object({ rows: z.array(MyNotice), next: z.nullable(z.string()) }),
    may: 'signedIn',
    says: '查看自己的提醒',
    personal: true,
  }),
  'notice.see': command({
    /** Reading is not answering: what concerns a life stays until it is taken. */
    input: z.strictObject({
      notices: z.array(z.strictObject({ countyCode, id: Id })).check(z.maxLength(500)),
    }),
    output: Nothing,
    may: 'signedIn',
    says: '看过提醒',
    once: false,
  }),
  'notice.take': command({
    input: z.strictObject({ countyCode, id: Id }),
    output: Nothing,
    may: 'signedIn',
    says: '接手提醒的事情',
  }),
  'notice.list': query({
    input: z.strictObject({
      regionCode: RegionCode,
      state: z.optional(noticeStates.schema),
      urgency: z.optional(noticeUrgencies.schema),
      channel: z.optional(noticeChannels.schema),
      /** Only those of which a channel has failed. */
      failed: z._default(z.boolean(), false),
      ...Page,
    }),
    output: z.object({ rows: z.array(NoticeRow), next: z.nullable(z.string()) }),
    may: 'notice:read',
    says: '查看通知记录',
    personal: true,
  }),
  'notice.resend': command({
    /** Once more by the channel that failed. */
    input: z.strictObject({ countyCode, id: Id, sendId: Id }),
    output: NoticeRow,
    may: 'notice:send',
    says: '再发一次通知',
  }),

  'broadcast.write': command({
    input: BroadcastInput,
    output: Broadcast,
    may: 'notice:send',
    says: '写村广播稿',
  }),
  'broadcast.list': query({
    input: z.strictObject({ regionCode: RegionCode, ...Page }),
    output: z.object({ rows: z.array(BroadcastRow), next: z.nullable(z.string()) }),
    may: 'notice:read',
    says: '查看村广播稿',
  }),
  'broadcast.get': query({
    input: z.strictObject({ countyCode, id: Id }),
    output: Broadcast,
    may: 'notice:read',
    says: '查看村广播稿',
  }),
  'broadcast.readOut': command({
    input: z.strictObject({
      ...{ countyCode, id: Id, broadcastId: Id, regionCode: RegionCode },
      ...{ readAt: Instant, reader: text(40) },
    }),
    output: Broadcast,
    may: 'notice:announce',
    says: '登记广播已播出',
  }),

  'digest.read': query({
    input: z.strictObject({ regionCode: RegionCode, day: DayText }),
    output: Digest,
    may: 'notice:read',
    says: '查看每日提要',
    personal: true,
  }),

  'noticeNumber.mine': query({
    input: Nothing,
    output: z.object({ phoneTail: z.nullable(z.string()) }),
    may: 'signedIn',
    says: '查看自己接收通知的电话',
  }),
  'noticeNumber.set': command({
    input: z.strictObject({
      phone: z.string().check(z.regex(/^\+?\d{7,15}$/, { error: '应为 7 到 15 位数字，国外号码以 + 开头' })),
    }),
    output: z.object({ phoneTail: z.string() }),
    may: 'signedIn',
    says: '登记自己接收通知的电话',
    personal: true,
  }),
}
