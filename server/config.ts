// The only file that reads the environment: every setting once, checked before anything opens a port.
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import * as z from 'zod/mini'
import { Refused } from '../domain/kernel/refusal.ts'

export const demoSizes = ['none', 'county', 'prefecture', 'province'] as const
export type DemoSize = (typeof demoSizes)[number]

export interface Config {
  port: number
  host: string
  /** Where devices that speak MQTT are taken in; null keeps that door shut. */
  mqttPort: number | null
  /** Where the embedded database, uploaded files and keys live. */
  folder: string
  /** A server of one's own; null means the embedded one. */
  databaseUrl: string | null
  demo: DemoSize
  production: boolean
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  /** Behind a reverse proxy with TLS the session cookie is marked Secure. */
  secureCookies: boolean
  poolSize: number
  /** scrypt's N for new passwords; only tests lower it. A stored hash keeps the cost it was made with. */
  passwordCost: number
  /** A gateway that takes SMS and calls by HTTP; null writes them as files into outgoing/. */
  noticePushUrl: string | null
  /** What a weather feed shows at the door; null takes no warnings in. */
  weatherKey: string | null
  /** A file that says how far ahead the time is, for journeys that live through a month; only with demonstration data. */
  clockFile: string | null
}

const Environment = z.object({
  PORT: z.optional(
    z.string().check(
      z.regex(/^0*([1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d{2}|655[0-2]\d|6553[0-5])$/, {
        error: 'PORT 应为 1 到 65535 的端口号',
      }),
    ),
  ),
  WANQING_MQTT_PORT: z.optional(
    z.string().check(
      z.regex(/^(0|[1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d{2}|655[0-2]\d|6553[0-5])$/, {
        error: 'WANQING_MQTT_PORT 应为 0 到 65535 的端口号（0 为任选一个）',
      }),
    ),
  ),
  HOST: z.optional(z.string()),
  DATABASE_URL: z.optional(
    z.string().check(z.regex(/^postgres(ql)?:\/\//, { error: 'DATABASE_URL 应以 postgres:// 开头' })),
  ),
  WANQING_DATA: z.optional(z.string()),
  WANQING_DEMO: z.optional(
    z.enum(demoSizes, { error: 'WANQING_DEMO 只能是 none、county、prefecture、province' }),
  ),
  WANQING_LOG: z.optional(
    z.enum(['debug', 'info', 'warn', 'error', 'silent'], {
      error: 'WANQING_LOG 只能是 debug、info、warn、error、silent',
    }),
  ),
  WANQING_SECURE_COOKIES: z.optional(z.enum(['0', '1'], { error: 'WANQING_SECURE_COOKIES 只能是 0 或 1' })),
  WANQING_POOL: z.optional(
    // A job listens on one connection for good, and a request needs another.
    z.string().check(z.regex(/^([4-9]|[1-9]\d{1,2})$/, { error: 'WANQING_POOL 应为 4 到 999 的数' })),
  ),
  WANQING_NOTICE_PUSH: z.optional(
    z
      .string()
      .check(z.regex(/^https?:\/\/\S+$/, { error: 'WANQING_NOTICE_PUSH 应以 http:// 或 https:// 开头' })),
  ),
  WANQING_WEATHER_KEY: z.optional(
    z.string().check(z.minLength(16, { error: 'WANQING_WEATHER_KEY 至少 16 个字符' })),
  ),
  WANQING_CLOCK_FILE: z.optional(z.string()),
  NODE_ENV: z.optional(z.string()),
})

/** Command-line flags win over the environment, which wins over the defaults. */
export function readConfig(
  flags: { port?: number; data?: string; demo?: DemoSize } = {},
  environment: Record<string, string | undefined> = process.env,
): Config {
  const parsed = Environment.safeParse(environment)
  if (!parsed.success) {
    const wrong = parsed.error.issues.map(issue => `${issue.message}`).join('；')
    throw new Refused('invalid', `环境变量设置有误，无法启动。请改正后重试：${wrong}`)
  }
  const given = parsed.data
  const production = given.NODE_ENV === 'production'
  const demo = flags.demo ?? given.WANQING_DEMO ?? (production ? 'none' : 'county')
  if (production && demo !== 'none')
    throw new Refused(
      'invalid',
      '正式环境（NODE_ENV=production）不能装入演示数据，因为演示账号的密码是公开的。请去掉 --demo 和 WANQING_DEMO，或去掉 NODE_ENV。',
    )
  const clockFile = given.WANQING_CLOCK_FILE ?? null
  if (clockFile !== null && demo === 'none')
    throw new Refused(
      'invalid',
      'WANQING_CLOCK_FILE 会改变系统的时间，只能和演示数据一起用来试验。请去掉 WANQING_CLOCK_FILE。',
    )
  return {
    port: flags.port ?? Number(given.PORT ?? 8080),
    host: given.HOST ?? (production ? '0.0.0.0' : '127.0.0.1'),
    mqttPort: given.WANQING_MQTT_PORT === undefined ? null : Number(given.WANQING_MQTT_PORT),
    folder: resolve(flags.data ?? given.WANQING_DATA ?? join(homedir(), '.wanqing')),
    databaseUrl: given.DATABASE_URL ?? null,
    demo,
    production,
    logLevel: given.WANQING_LOG ?? 'info',
    secureCookies: given.WANQING_SECURE_COOKIES === '1',
    poolSize: Number(given.WANQING_POOL ?? 20),
    passwordCost: 32_768,
    noticePushUrl: given.WANQING_NOTICE_PUSH ?? null,
    weatherKey: given.WANQING_WEATHER_KEY ?? null,
    clockFile,
  }
}
