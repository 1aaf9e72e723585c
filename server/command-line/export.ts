// wanqing export: a list through the same door as the desk's, or the audit chain for outsiders.
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream, existsSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Output } from '../../domain/api.ts'
import { usualColumns } from '../../domain/elders/columns.ts'
import { areaOf } from '../../domain/kernel/area.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { templateFor } from '../elders/elders.ts'
import type { System } from '../kernel/context.ts'
import { within } from '../kernel/database.ts'
import { type Answer, perform } from '../kernel/operations.ts'
import { registry } from '../operations.ts'
import { loadReference } from '../regions/load.ts'
import { actorFor, asOption } from './actor.ts'
import { exportAudit } from './audit-chain.ts'
import { type Command, type Flags, wrongUse } from './command.ts'
import { dataOption, withSystem } from './database.ts'

const province = '220000000000'

export const exportCommand: Command = {
  says: '导出名单、审计链或导入模板',
  usage: 'wanqing export elders|audit|template [--region 区划代码] -o 文件',
  mostWords: 1,
  options: {
    region: { type: 'string', says: '12 位区划代码，默认全省' },
    output: { type: 'string', short: 'o', says: '写到哪个文件' },
    reason: { type: 'string', says: '导出做什么用，写进导出记录' },
    request: { type: 'string', says: '已获第二人同意的导出编号' },
    ...asOption,
    ...dataOption,
  },
  async run([name], flags) {
    const region = typeof flags.region === 'string' ? flags.region : province
    if (!/^\d{12}$/.test(region)) throw wrongUse('--region 应为 12 位区划代码。')
    if (typeof flags.output !== 'string') throw wrongUse('请用 -o 写明导出到哪个文件。')
    const output = flags.output
    const folder = dirname(resolve(output))
    if (!existsSync(folder))
      throw new Refused('not_found', `没有文件夹 ${folder}。请先建立它，或换一个位置。`)
    if (existsSync(output) && !statSync(output).isFile())
      throw new Refused('invalid', `${output} 是文件夹。请写明文件名，例如 ${join(output, '名单.csv')}。`)
    const done = await withSystem(flags, system => exporters(name)(system, region, output, flags))
    process.stdout.write(`${done}\n`)
    return 0
  },
}

type Exporter = (system: System, region: string, output: string, flags: Flags) => Promise<string>

function exporters(name: string | undefined): Exporter {
  if (name === 'elders') return exportElders
  if (name === 'audit') return exportChain
  if (name === 'template') return exportTemplate
  throw wrongUse('请写明导出什么：elders（老年人名单）、audit（审计链）或 template（台账导入模板）。')
}

async function exportElders(system: System, region: string, output: string, flags: Flags): Promise<string> {
  const login = typeof flags.as === 'string' ? flags.as : null
  const actor = await actorFor(system, 'elder:export', region, login)
  const ask = (name: string, input: object) =>
    perform(system, registry, {
      name,
      input,
      actId: randomUUID(),
      actor,
      requestId: randomUUID(),
      address: 'command line',
      upload: null,
      sessionToken: null,
    })
  const asked =
    typeof flags.request === 'string'
      ? { countyCode: region.slice(0, 6), id: flags.request }
      : await askedExport(ask, region, typeof flags.reason === 'string' ? flags.reason : '命令行导出')
  const { download } = await ask('listExport.take', asked)
  if (!download) throw new Error('listExport.take handed over nothing')
  await pipeline(download.stream, createWriteStream(output, { mode: 0o600 }))
  return `已导出到 ${output}`
}

/** A list too long for one person waits at the desk for a second; the same command then takes it by its number. */
async function askedExport(
  ask: (name: string, input: object) => Promise<Answer>,
  regionCode: string,
  reason: string,
): Promise<{ countyCode: string; id: string }> {
  const { output } = await ask('listExport.ask', {
    ...{ id: randomUUID(), regionCode, reason },
    filter: {},
    columns: usualColumns,
  })
  const { countyCode, id, state, rowCount } = output as Output<'listExport.ask'>
  if (state === 'asked')
    throw new Refused(
      'rule_broken',
      `名单有 ${rowCount} 人，要由第二人在工作台“导出记录”里审批。同意后加上 --request ${id} 再运行一次。`,
    )
  return { countyCode, id }
}

async function exportChain(system: System, region: string, output: string): Promise<string> {
  const file = createWriteStream(output, { mode: 0o600 })
  const seals = await exportAudit(system.connections.pool, areaOf(region), file)
  file.end()
  await once(file, 'close')
  return `已导出 ${seals} 段审计链到 ${output}。用 docs/verify-audit.mjs 核对。`
}

/** Nothing personal is in it: no account is needed and no audit entry made. */
async function exportTemplate(system: System, region: string, output: string): Promise<string> {
  await loadReference(system.connections.pool)
  const scope = { area: areaOf(region), accountId: null }
  const { stream } = await within(system.connections.db, scope, false, tx => templateFor(tx, region))
  await pipeline(stream, createWriteStream(output))
  return `模板已写到 ${output}。填好后用 wanqing import elders ${output} --region ${region} 导入，或在网页上传。`
}
