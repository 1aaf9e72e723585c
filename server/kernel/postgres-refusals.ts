// Turns what PostgreSQL, the disk and the network complain about into a sentence that says what to do.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Refused } from '../../domain/kernel/refusal.ts'

const diskFull = '磁盘已满，数据库无法运行。请清理磁盘空间后重新启动。'

const complaints: [RegExp, string][] = [
  [/No space left on device/, diskFull],
  [
    /Address already in use|could not bind|could not create any TCP\/IP sockets/,
    '数据库要用的端口被别的程序占用。请关闭那个程序，或换一个端口后重新启动。',
  ],
  [
    /could not map anonymous shared memory|Cannot allocate memory|out of memory|could not create shared memory/,
    '内存不足，数据库无法启动。请关闭其他程序或增加内存后重新启动。',
  ],
  [
    /invalid value for parameter|unrecognized configuration parameter|outside the valid range/,
    '数据库的启动参数有误。请改正参数后重新启动。',
  ],
  [
    /Permission denied|has invalid permissions|has wrong ownership/,
    '没有权限读写数据库文件夹。请用当初创建它的账户运行，或以管理员身份运行。',
  ],
  [
    /pg_control|checkpoint record|invalid data directory|incompatible with server|could not open (file|directory)|could not read file|could not access status|PANIC|invalid (page|magic|record)/,
    '数据库文件已损坏或不完整。请不要删除现有文件，把整个文件夹另存一份，再把备份放回原处（docs/running.md 的“Keep it”）。',
  ],
]

/** @param said the server's own log since this start */
export function refusalFromLog(said: string, logFile: string): Refused {
  const lines = said.trim().split('\n')
  const known = complaints.find(([pattern]) => pattern.test(said))
  const sentence = known?.[1]
  const last =
    lines.findLast(line => (known?.[0] ?? /FATAL|PANIC|ERROR|error:/).test(line)) ?? lines.at(-1) ?? ''
  return new Refused(
    'unavailable',
    `${sentence ?? '数据库没有启动成功。请把日志交给管理员查看。'}（日志：${logFile}${last ? `；原文：${last.trim()}` : ''}）`,
  )
}

/** @param folder where our own PostgreSQL keeps its log; only the end of it is about now */
export function refusalFromLastWords(folder: string): Refused {
  const logFile = join(folder, 'postgres.log')
  const said = existsSync(logFile) ? readFileSync(logFile, 'utf8').slice(-8_000) : ''
  return refusalFromLog(said, logFile)
}

const troubles: Record<string, string> = {
  ENOSPC: diskFull,
  EDQUOT: '本账户的磁盘配额已用完，数据库无法启动。请清理空间后重新启动。',
  EACCES: '没有权限读写数据库文件夹。请用当初创建它的账户运行，或用 --data 换一个文件夹。',
  EPERM: '系统不允许对数据库文件夹做这项操作。请用当初创建它的账户运行，或用 --data 换一个文件夹。',
  EROFS: '数据库文件夹所在的磁盘是只读的。请用 --data 换一个可以写入的文件夹。',
  ENOTDIR: '数据库文件夹的位置上是一个文件。请用 --data 换一个文件夹。',
  EEXIST: '数据库文件夹的位置上是一个文件。请用 --data 换一个文件夹。',
}

/** Trouble with the folder becomes a refusal; anything unknown stays a fault of ours. */
export function refusalFromFolder(error: unknown, folder: string): unknown {
  if (error instanceof Refused) return error
  const sentence = troubles[(error as NodeJS.ErrnoException).code ?? '']
  if (!sentence) return error
  return new Refused('unavailable', `${sentence}（文件夹：${folder}；原文：${(error as Error).message}）`)
}

/** Names of host, database and user are told, the password never. */
function serverSentence(code: string, message: string, url: URL): string {
  const host = url.hostname
  const place = `${host}:${url.port || '5432'}`
  const database = decodeURIComponent(url.pathname.slice(1))
  const user = decodeURIComponent(url.username)
  const known: Record<string, string> = {
    ECONNREFUSED: `${place} 上没有数据库在监听。请确认 PostgreSQL 已启动、端口正确、允许网络连接。`,
    ENOTFOUND: `找不到主机“${host}”。请检查主机名是否写对。`,
    EAI_AGAIN: `暂时无法解析主机“${host}”。请检查主机名和本机的 DNS 设置。`,
    EHOSTUNREACH: `连不到主机“${host}”。请检查网络和防火墙。`,
    ENETUNREACH: `连不到主机“${host}”所在的网络。请检查网络设置。`,
    ETIMEDOUT: `连接 ${place} 超时。请检查地址、端口和防火墙。`,
    ECONNRESET: `${place} 中途断开了连接。请确认那里运行的是 PostgreSQL，并检查防火墙。`,
    '28P01': `数据库用户“${user}”的口令不对，或没有这个用户。请核对用户名和口令；口令里的特殊字符要写成 %XX 形式。`,
    '28000': `数据库不允许用户“${user}”从本机连接。请在服务器的 pg_hba.conf 中放行，或改用允许的用户和加密方式（?sslmode=require）。`,
    '3D000': `数据库“${database}”不存在。请先执行 CREATE DATABASE ${database || '库名'}，或改正库名。`,
    '42501': `用户“${user}”没有连接数据库“${database}”的权限。请让管理员授予 CONNECT 权限。`,
    '53300': '数据库的连接数已满。请稍后重试，或让管理员调大 max_connections。',
    '57P03': '数据库正在启动或关闭。请稍等片刻后重新启动。',
  }
  if (known[code]) return known[code]
  if (/timeout/i.test(message)) return known.ETIMEDOUT!
  if (/does not support SSL/.test(message))
    return '服务器没有启用加密连接。请去掉 sslmode 参数，或让管理员启用 SSL。'
  if (/certificate|self.signed/i.test(message))
    return '服务器的加密证书不受信任。请安装受信任的证书，或在地址里指定 sslrootcert。'
  if (/password must be a string/.test(message))
    return '地址里没有写口令。请写成 postgres://用户:口令@主机:5432/数据库。'
  if (/Connection terminated/.test(message)) return known.ECONNRESET!
  return `连接 ${place} 失败（${message}）。请检查地址和服务器的日志。`
}

export function refusalFromServer(error: unknown, url: URL): Refused {
  if (error instanceof Refused) return error
  const { code, message } = error as { code?: string; message: string }
  return new Refused(
    'unavailable',
    `DATABASE_URL 指向的数据库连不上：${serverSentence(code ?? '', message, url)}`,
  )
}
