// The web door: one route per operation from the table, health, metrics, and clear refusals.
import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify'
import prometheus from 'prom-client'
import { type RefusalBody, Refused, refusalStatus } from '../../domain/kernel/refusal.ts'
import type { Registry } from './checks.ts'
import type { Actor, System } from './context.ts'
import { perform } from './operations.ts'

export const sessionCookie = 'wanqing_session'
/** 200 acts of a phone are about 300 KB. */
const jsonLimitBytes = 2_000_000
/** The whole province with twenty columns is about 60 MB as .xlsx. */
const uploadLimitBytes = 150_000_000

export interface Door {
  /** Who the session token stands for; null when it is unknown or has run out. */
  authenticate(system: System, token: string): Promise<Actor | null>
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export async function openDoor(system: System, registry: Registry, door: Door): Promise<FastifyInstance> {
  const { config } = system
  const app = fastify({
    loggerInstance: system.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: jsonLimitBytes,
    genReqId: () => randomUUID(),
    trustProxy: config.production,
  })
  await app.register(cookie)
  await app.register(helmet, {
    contentSecurityPolicy: { directives: contentPolicy },
    hsts: config.secureCookies,
  })
  app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload))
  app.setErrorHandler((error, request, reply) => answerError(system, error, request, reply))
  app.addHook('onSend', compressAnswer)
  addHealth(app, system)

  const seconds = timer()
  app.post<{ Params: { name: string } }>('/api/:name', async (request, reply) => {
    const { name } = request.params
    const operation = registry.table[name]
    const end = seconds.startTimer({ operation: operation ? name : 'unknown' })
    const token = request.cookies[sessionCookie] ?? null
    const actor = token === null ? null : await door.authenticate(system, token)
    const upload = operation?.bytes === 'in' ? await spool(system, request) : null
    try {
      const answer = await perform(system, registry, {
        name,
        input: operation?.bytes === 'in' ? inputFromHeader(request) : request.body,
        actId: actIdOf(request),
        actor,
        requestId: request.id,
        address: request.ip,
        upload,
        sessionToken: token,
      })
      if (answer.sessionToken) setCookie(reply, config.secureCookies, answer.sessionToken)
      if (answer.download) {
        reply.header('content-type', answer.download.contentType)
        reply.header(
          'content-disposition',
          `attachment; filename*=UTF-8''${encodeURIComponent(answer.download.fileName)}`,
        )
        return reply.send(answer.download.stream)
      }
      return reply.header('cache-control', 'no-store').send(answer.output)
    } finally {
      end()
      if (upload) await rm(upload.path, { force: true })
    }
  })
  return app
}

const contentPolicy = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  // The component library of the console writes style tags.
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  mediaSrc: ["'self'", 'blob:'],
  workerSrc: ["'self'"],
  connectSrc: ["'self'"],
  upgradeInsecureRequests: null,
}

function timer() {
  prometheus.register.clear()
  prometheus.collectDefaultMetrics()
  return new prometheus.Histogram({
    name: 'wanqing_operation_seconds',
    help: 'time to answer one operation',
    labelNames: ['operation'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
  })
}

function addHealth(app: FastifyInstance, system: System): void {
  app.get('/livez', async () => ({ alive: true }))
  app.get('/readyz', async () => {
    await system.connections.pool.query('select 1')
    return { ready: true }
  })
  app.get('/metrics', async (_request, reply) =>
    reply.header('content-type', prometheus.register.contentType).send(await prometheus.register.metrics()),
  )
}

const squeeze = promisify(gzip)

/** Over 64 kbit/s a visitor's first bundle takes one second instead of eight. */
async function compressAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
): Promise<unknown> {
  const worthIt = typeof payload === 'string' && payload.length > 1400
  if (!worthIt || !/\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))) return payload
  reply.header('content-encoding', 'gzip').header('vary', 'accept-encoding').removeHeader('content-length')
  return squeeze(payload, { level: 4 })
}

function actIdOf(request: FastifyRequest): string | null {
  const header = request.headers['x-wanqing-act']
  if (header === undefined) return null
  if (typeof header !== 'string' || !uuidPattern.test(header))
    throw new Refused('invalid', '操作编号（x-wanqing-act）应为 UUID。')
  return header.toLowerCase()
}

/** An upload's shapes travel in a header because its body is the file itself. */
function inputFromHeader(request: FastifyRequest): unknown {
  const header = request.headers['x-wanqing-input']
  try {
    return JSON.parse(decodeURIComponent(String(header)))
  } catch {
    throw new Refused('invalid', '上传缺少说明（x-wanqing-input），请刷新页面后重试。')
  }
}

const tooLarge = '文件超过 150 MB。请按乡镇拆成几个文件，分别上传。'
const droppedLimitBytes = 4 * uploadLimitBytes

async function spool(system: System, request: FastifyRequest): Promise<{ path: string; bytes: number }> {
  const body = request.body as Readable | undefined
  if (!body || typeof body.pipe !== 'function')
    throw new Refused('invalid', '没有收到文件内容，请重新选择文件。')
  const folder = join(system.config.folder, 'incoming')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, randomUUID())
  let bytes = 0
  const limit = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      if (bytes <= uploadLimitBytes) done(null, chunk)
      // What comes beyond is read and dropped: a line left half read hangs the browser's next request on it.
      else if (bytes <= droppedLimitBytes) done()
      else done(new Refused('too_large', tooLarge))
    },
    flush: done => done(bytes > uploadLimitBytes ? new Refused('too_large', tooLarge) : null),
  })
  try {
    await pipeline(body, limit, createWriteStream(path, { mode: 0o600 }))
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
  return { path, bytes }
}

export function setCookie(
  reply: FastifyReply,
  secure: boolean,
  session: { token: string | null; expiresAt: Date | null },
): void {
  if (session.token === null) reply.clearCookie(sessionCookie, { path: '/' })
  else
    reply.setCookie(sessionCookie, session.token, {
      path: '/',
      httpOnly: true,
      sameSite: 'strict',
      secure,
      ...(session.expiresAt && { expires: session.expiresAt }),
    })
}

function refusal(code: RefusalBody['code'], message: string, details?: Record<string, unknown>): RefusalBody {
  return details && Object.keys(details).length ? { code, message, details } : { code, message }
}

function answerError(system: System, error: unknown, request: FastifyRequest, reply: FastifyReply) {
  // Nothing more may be asked over a line whose upload was not read to its end.
  if (error instanceof Refused && error.code === 'too_large') reply.header('connection', 'close')
  if (error instanceof Refused)
    return reply.status(refusalStatus[error.code]).send(refusal(error.code, error.message, error.details))
  const { statusCode, code } = error as { statusCode?: number; code?: string }
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return reply.status(413).send(refusal('too_large', '提交的内容太大，请分几次提交。'))
  if (statusCode !== undefined && statusCode < 500)
    return reply.status(400).send(refusal('invalid', '请求的格式不对，请刷新页面后重试。'))
  system.log.error({ err: error, requestId: request.id, url: request.routeOptions.url }, 'fault')
  return reply
    .status(500)
    .send(
      refusal(
        'fault',
        `系统出错了，内容没有保存。请稍后重试；如一直出现，请把编号 ${request.id} 告诉管理员。`,
      ),
    )
}
