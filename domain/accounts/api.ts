// The acts of signing in, holding posts and losing phones.
import * as z from 'zod/mini'
import { command, query } from '../kernel/operation.ts'
import { DayText, Id, Instant, Nothing, Page, RegionCode, text } from '../kernel/shapes.ts'
import { ServerKeyName } from '../sync/carrying.ts'
import { Device, Login, languages, Password, Post, phoneStates, Session } from './account.ts'
import { roles } from './roles.ts'

const AccountRow = z.object({
  id: Id,
  login: z.string(),
  name: z.string(),
  regionCode: RegionCode,
  regionName: z.string(),
  language: languages.schema,
  createdAt: Instant,
  disabledAt: z.nullable(Instant),
  secondFactor: z.boolean(),
  posts: z.array(Post),
})

const TotpCode = z.string().check(z.regex(/^\d{6}$/, { error: '动态码是 6 位数字' }))

export const accountApi = {
  'session.open': command({
    input: z.strictObject({
      login: Login,
      password: z.string().check(z.minLength(1, { error: '请输入密码' }), z.maxLength(200)),
      code: z.optional(TotpCode),
      /** A phone introduces itself so that it can be reported lost. */
      device: z.optional(
        z.strictObject({
          id: Id,
          name: text(60),
          appVersion: text(40),
          /** The phone as a thing: several people may share one, each with an id of their own. */
          phoneId: z.optional(Id),
        }),
      ),
    }),
    /** needsCode: the password was right, the second factor is missing. */
    output: z.object({ needsCode: z.boolean(), session: z.nullable(Session) }),
    may: 'anyone',
    says: '登录',
  }),
  'session.current': query({
    input: Nothing,
    output: z.nullable(Session),
    may: 'anyone',
    says: '查看登录状态',
  }),
  'session.choosePost': command({
    input: z.strictObject({ postId: Id }),
    output: Session,
    may: 'signedIn',
    says: '切换岗位',
  }),
  /** One phone, several people: each goes on with a session she once opened here, by the key that her PIN opens. */
  'session.challenge': query({
    input: z.strictObject({ deviceId: Id }),
    output: z.object({ challenge: z.string() }),
    may: 'anyone',
    says: '请求接着使用',
  }),
  'session.resume': command({
    input: z.strictObject({
      deviceId: Id,
      challenge: text(400),
      key: ServerKeyName,
      /** HMAC of the challenge under what this phone and the server alone can compute. */
      proof: text(100),
    }),
    output: Session,
    may: 'anyone',
    says: '接着使用先前的登录',
  }),
  'session.close': command({ input: Nothing, output: Nothing, may: 'signedIn', says: '退出登录' }),
  'session.demoAccounts': query({
    input: Nothing,
    output: z.array(
      z.object({
        login: z.string(),
        name: z.string(),
        role: roles.schema,
        regionName: z.string(),
        face: z.enum(['console', 'phone', 'site']),
        password: z.string(),
      }),
    ),
    may: 'anyone',
    says: '查看演示账号',
  }),
  'password.change': command({
    input: z.strictObject({ current: z.string().check(z.maxLength(200)), next: Password }),
    output: Nothing,
    may: 'signedIn',
    says: '修改密码',
  }),
  'secondFactor.prepare': command({
    input: Nothing,
    /** The secret in base32 and the address for an authenticator's QR code. */
    output: z.object({ secret: z.string(), address: z.string() }),
    may: 'signedIn',
    says: '准备开启动态码',
  }),
  'secondFactor.confirm': command({
    input: z.strictObject({ code: TotpCode }),
    output: Nothing,
    may: 'signedIn',
    says: '开启动态码',
  }),
  'secondFactor.remove': command({
    input: z.strictObject({ password: z.string().check(z.maxLength(200)) }),
    output: Nothing,
    may: 'signedIn',
    says: '关闭动态码',
  }),
  'account.list': query({
    input: z.strictObject({ regionCode: RegionCode, text: z.optional(text(40)), ...Page }),
    output: z.object({ rows: z.array(AccountRow), next: z.nullable(z.string()) }),
    may: 'account:read',
    says: '查看账号名单',
  }),
  'account.create': command({
    input: z.strictObject({
      id: Id,
      login: Login,
      name: text(40),
      regionCode: RegionCode,
      language: z._default(languages.schema, 'zh'),
      password: Password,
      role: roles.schema,
      postId: Id,
    }),
    output: Nothing,
    may: 'account:manage',
    says: '新建账号',
  }),
  'account.disable': command({
    input: z.strictObject({ id: Id, reason: text(200) }),
    output: Nothing,
    may: 'account:manage',
    says: '停用账号',
  }),
  'account.resetPassword': command({
    input: z.strictObject({ id: Id, password: Password, reason: text(200) }),
    output: Nothing,
    may: 'account:manage',
    says: '重设密码',
  }),
  'post.grant': command({
    input: z.strictObject({
      id: Id,
      accountId: Id,
      role: roles.schema,
      regionCode: RegionCode,
      validFrom: DayText,
      validTo: z.nullable(DayText),
    }),
    output: Nothing,
    may: 'account:manage',
    says: '授予岗位',
  }),
  'post.end': command({
    input: z.strictObject({ id: Id, validTo: DayText, reason: text(200) }),
    output: Nothing,
    may: 'account:manage',
    says: '结束岗位',
  }),
  'device.list': query({
    input: z.strictObject({
      regionCode: RegionCode,
      text: z.optional(text(40)),
      state: z.optional(phoneStates.schema),
      ...Page,
    }),
    /** `newestApp`: what phones of today run; `counts`: how many of the area are in each state. */
    output: z.object({
      newestApp: z.string(),
      counts: z.record(phoneStates.schema, z.number()),
      rows: z.array(Device),
      next: z.nullable(z.string()),
    }),
    may: 'device:manage',
    says: '查看设备名单',
  }),
  'device.reportLost': command({
    input: z.strictObject({ id: Id, reason: text(200) }),
    output: Nothing,
    may: 'device:manage',
    says: '设备挂失',
  }),
}
