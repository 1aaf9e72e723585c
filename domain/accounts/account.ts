// A person who signs in, the posts they hold, the session they act in.
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { DayText, Id, Instant, RegionCode } from '../kernel/shapes.ts'
import { rights } from './rights.ts'
import { roles } from './roles.ts'

export const languages = choice({ zh: '中文', ko: '朝鲜语', en: '英语' })

export const Login = z.string().check(
  z.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{2,39}$/, {
    error: '登录名为 3 到 40 位字母、数字、点、短横或下划线',
  }),
)

/** Ten characters or more: length beats rules about symbols that end up on a slip of paper. */
export const Password = z
  .string()
  .check(z.minLength(10, { error: '密码至少 10 位' }), z.maxLength(200, { error: '密码最多 200 位' }))

export const Post = z.object({
  id: Id,
  role: roles.schema,
  regionCode: RegionCode,
  regionName: z.string(),
  validFrom: DayText,
  validTo: z.nullable(DayText),
})
export type Post = z.output<typeof Post>

export const Session = z.object({
  account: z.object({ id: Id, login: z.string(), name: z.string(), language: languages.schema }),
  post: Post,
  posts: z.array(Post),
  rights: z.array(rights.schema),
  mustChangePassword: z.boolean(),
  secondFactor: z.boolean(),
  synthetic: z.boolean(),
  expiresAt: Instant,
})
export type Session = z.output<typeof Session>

/** What a phone says of itself when it fetches; what it has not sent, nobody else can know. */
export const PhoneReport = z.object({
  waiting: z.int(),
  refused: z.int(),
  photos: z.int(),
  /** When the oldest record that still waits was made, by the phone's clock. */
  oldestAt: z.nullable(Instant),
  freeMegabytes: z.nullable(z.number()),
  /** The newest few that were sent back: number to quote, act, the sentence. */
  refusals: z
    .array(
      z.object({
        code: z.string().check(z.maxLength(12)),
        operation: z.string().check(z.maxLength(60)),
        message: z.string().check(z.maxLength(300)),
      }),
    )
    .check(z.maxLength(5)),
})
export type PhoneReport = z.output<typeof PhoneReport>

export const phoneStates = choice({
  behind: '有记录没上传',
  refused: '有被退回的记录',
  silent: '很久没联网',
  clockWrong: '手机时间不准',
  oldApp: '应用不是最新版',
  reportedLost: '已挂失',
})
export type PhoneState = KeyOf<typeof phoneStates>

export const Device = z.object({
  id: Id,
  accountId: Id,
  accountName: z.string(),
  name: z.string(),
  appVersion: z.nullable(z.string()),
  registeredAt: Instant,
  lastSeenAt: Instant,
  lostAt: z.nullable(Instant),
  lostReason: z.nullable(z.string()),
  wipedAt: z.nullable(Instant),
  /** Ties the people together who share one phone. */
  phoneId: z.nullable(Id),
  /** Server minus phone, measured at the last contact. */
  clockOffsetMs: z.nullable(z.number()),
  contactAt: z.nullable(Instant),
  report: z.nullable(PhoneReport),
  reportAt: z.nullable(Instant),
})
export type Device = z.output<typeof Device>
