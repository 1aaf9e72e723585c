// wanqing import: a spreadsheet into the ledger from the terminal, or only tried out; a list to match against it.
import { existsSync, readFileSync, statSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Config } from '../config.ts'
import { cancelImport, type FileImport, type ImportReport, importFile } from '../elders/elders.ts'
import { importFacilities } from '../facilities/facilities.ts'
import { type FundReport, importFunds } from '../funds/funds.ts'
import type { System } from '../kernel/context.ts'
import { loadReference } from '../regions/load.ts'
import type { SheetReport } from '../sheet-imports/sheet-imports.ts'
import { actorFor } from './actor.ts'
import { type Command, type Flags, wrongUse } from './command.ts'
import { dataOption, withSystem } from './database.ts'
import { importMatches, matchOptions } from './matches.ts'
import { type ProgressLine, progressLine } from './progress-line.ts'

const wholeProvince = '220000000000'

export const importCommand: Command = {
  says: '导入台账表格（.xlsx 或 .csv）',
  usage:
    'wanqing import elders 文件 [--region 区划代码] [--dry-run] [--errors 文件] [--mapping 文件] [--resume 批次] [--as 登录名] [--json] [--data 文件夹]\n      wanqing import facilities 文件 [--region 区划代码] [--dry-run] [--errors 文件] [--as 登录名] [--json]\n      wanqing import funds 文件 --as 登录名 [--region 区划代码] [--dry-run] [--take-odd 行号,行号] [--errors 文件] [--json]\n      wanqing import matches 文件 --kind 种类 --source 来源 [--region 区划代码] [--as 登录名]\n      wanqing import cancel 批次',
  mostWords: 2,
  options: {
    region: { type: 'string', says: '表格所属的区划（12 位代码），默认全省' },
    'dry-run': { type: 'boolean', says: '只检查，不写入' },
    'take-odd': {
      type: 'string',
      says: '待核实的行里，看过没有问题、照样导入的行号，如 3,7（只用于 funds）',
    },
    errors: { type: 'string', says: '把不能导入和待核实的行写到这个 .xlsx 文件' },
    mapping: { type: 'string', says: '列对应文件（JSON），如 {"身份证号":"citizenNumber"}' },
    resume: { type: 'string', says: '接着做中断了的批次；不写时同一个文件会自己接上' },
    as: { type: 'string', says: '记在哪个账号名下（登录名）；不写时记为“命令行”' },
    json: { type: 'boolean', says: '以 JSON 输出结果，不显示进度' },
    ...matchOptions,
    ...dataOption,
  },
  async run(positionals, flags) {
    const [what, file] = positionals
    if (what === 'cancel') return cancel(file, flags)
    if (what !== 'elders' && what !== 'matches' && what !== 'facilities' && what !== 'funds')
      throw wrongUse(
        what
          ? `还不能导入“${what}”，现在可用：elders、facilities、funds、matches。`
          : '请写明导入什么：elders、facilities、funds 或 matches。',
      )
    if (file === undefined) throw wrongUse('请写一个要导入的文件。')
    const path = checkedPath(file)
    const regionCode = regionIn(flags)
    if (what === 'facilities') return places({ path, regionCode, flags })
    if (what === 'funds') return money({ path, regionCode, flags })
    if (what === 'matches') {
      const said = await withSystem(flags, system => importMatches(system, { path, regionCode, flags }))
      process.stdout.write(`${said}\n`)
      return 0
    }
    const wanted = {
      path,
      regionCode,
      mapping: mappingIn(flags),
      dryRun: flags['dry-run'] === true,
      errorsPath: typeof flags.errors === 'string' ? resolve(flags.errors) : null,
      resume: batchIn(flags.resume),
    }
    const line = progressLine(process.stderr, flags.json !== true)
    const stand: Stand = { batch: null, rows: 0, file, dryRun: wanted.dryRun }
    const report = await withSystem(flags, system => run(system, wanted, flags, line, stand), interrupted)
    line.end()
    if (flags.json) process.stdout.write(`${JSON.stringify(report)}\n`)
    else tell(report, flags)
    return 0

    async function interrupted({ folder }: Config): Promise<string> {
      line.end()
      if (wanted.dryRun && stand.batch !== null)
        await rm(join(folder, 'imports', stand.batch), { force: true })
      return afterInterruption(stand)
    }
  },
}

async function places(wanted: { path: string; regionCode: string; flags: Flags }): Promise<number> {
  const { path, regionCode, flags } = wanted
  const report = await withSystem(flags, async system => {
    await loadReference(system.connections.pool)
    const login = typeof flags.as === 'string' ? flags.as : null
    return importFacilities(system, {
      ...{ path, regionCode, dryRun: flags['dry-run'] === true },
      errorsPath: typeof flags.errors === 'string' ? resolve(flags.errors) : null,
      actor: login === null ? null : await actorFor(system, 'facility:manage', regionCode, login),
    })
  })
  if (flags.json) process.stdout.write(`${JSON.stringify(report)}\n`)
  else tell(report, flags)
  return 0
}

async function money(wanted: { path: string; regionCode: string; flags: Flags }): Promise<number> {
  const { path, regionCode, flags } = wanted
  if (typeof flags.as !== 'string')
    throw wrongUse('资金由谁编报要记名，审批的人不能是同一个人。请加 --as 登录名。')
  const login = flags.as
  const report = await withSystem(flags, async system => {
    await loadReference(system.connections.pool)
    return importFunds(system, {
      ...{ path, regionCode, dryRun: flags['dry-run'] === true },
      errorsPath: typeof flags.errors === 'string' ? resolve(flags.errors) : null,
      takeOdd: rowsIn(flags['take-odd']),
      actor: await actorFor(system, 'fund:plan', regionCode, login),
    })
  })
  if (flags.json) process.stdout.write(`${JSON.stringify(report)}\n`)
  else tell(report, flags)
  return 0
}

/** What a person must know who stops the command now. */
interface Stand {
  batch: string | null
  rows: number
  file: string
  dryRun: boolean
}

async function run(
  system: System,
  wanted: Pick<FileImport, 'path' | 'regionCode' | 'mapping' | 'dryRun' | 'errorsPath' | 'resume'>,
  flags: Flags,
  line: ProgressLine,
  stand: Stand,
): Promise<ImportReport> {
  await loadReference(system.connections.pool)
  const login = typeof flags.as === 'string' ? flags.as : null
  return importFile(system, {
    ...wanted,
    actor: login === null ? null : await actorFor(system, 'elder:import', wanted.regionCode, login),
    opened(batch, isResumed) {
      stand.batch = batch
      if (isResumed) process.stderr.write(`接着做上次中断的批次 ${batch}。\n`)
    },
    watch(step, share, rows) {
      if (step === 'readingRows') stand.rows = rows
      line.show(step, share, rows)
    },
  })
}

function afterInterruption({ batch, rows, file, dryRun }: Stand): string {
  if (dryRun || batch === null) return '已中断，什么都没有保存。'
  const name = /[^\w./-]/.test(file) ? `'${file}'` : file
  return [
    `已中断，台账没有改动。这一次读好的 ${rows.toLocaleString('zh-CN')} 行留在批次 ${batch} 里。`,
    `  接着导入：wanqing import elders ${name} --resume ${batch}（再导入同一个文件也会接上）`,
    `  不要了：  wanqing import cancel ${batch}`,
  ].join('\n')
}

async function cancel(batch: string | undefined, flags: Flags): Promise<number> {
  const id = batchIn(batch)
  if (id === null) throw wrongUse('请写明放弃哪个批次。')
  await withSystem(flags, system => cancelImport(system, id))
  process.stdout.write(`已放弃批次 ${id}，读好的行和文件都已删除。\n`)
  return 0
}

function batchIn(word: string | boolean | undefined): string | null {
  if (word === undefined) return null
  if (typeof word !== 'string' || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(word))
    throw wrongUse('批次编号应像 0199a3c2-…，中断时和 --json 的 batch 里都写着。')
  return word.toLowerCase()
}

function rowsIn(word: string | boolean | undefined): number[] {
  if (word === undefined) return []
  if (typeof word !== 'string' || !/^\d+([,，]\d+)*$/.test(word))
    throw wrongUse('--take-odd 写行号，用逗号隔开，如 --take-odd 3,7。')
  return [...new Set(word.split(/[,，]/).map(Number))]
}

function checkedPath(file: string): string {
  const path = resolve(file)
  if (!existsSync(path)) throw new Refused('not_found', `找不到文件 ${file}。请核对路径。`)
  if (!statSync(path).isFile())
    throw new Refused('invalid', `${file} 是文件夹，不是表格。请写 .xlsx 或 .csv 文件的路径。`)
  return path
}

function regionIn(flags: Flags): string {
  const code = flags.region ?? wholeProvince
  if (typeof code !== 'string' || !/^\d{6,12}$/.test(code)) throw wrongUse('--region 应为 12 位区划代码。')
  return code.padEnd(12, '0')
}

function mappingIn(flags: Flags): unknown {
  if (typeof flags.mapping !== 'string') return null
  try {
    return JSON.parse(readFileSync(flags.mapping, 'utf8'))
  } catch {
    throw new Refused('invalid', `读不了列对应文件 ${flags.mapping}。请检查它是否存在、是不是 JSON。`)
  }
}

const shownProblems = 20

function tell(report: ImportReport | SheetReport | FundReport, flags: Flags): void {
  const say = (sentence: string) => process.stdout.write(`${sentence}\n`)
  const columns = Object.entries(report.columns).map(([header, field]) => `${header}→${field}`)
  say(`编码 ${report.encoding}，表头在第 ${report.headerRow} 行，认出的列：${columns.join('，')}`)
  for (const { row, message } of report.problems.slice(0, shownProblems)) say(`  第 ${row} 行：${message}`)
  if ('told' in report) for (const sentence of report.told) say(`  ${sentence}`)
  const more = report.problems.length - shownProblems
  if (more > 0) say(`  还有 ${more} 条，加 --errors 文件.xlsx 可全部导出。`)
  say(
    `共 ${report.rows} 行：新增 ${report.new}，有变化 ${report.changed}，无变化 ${report.unchanged}，待核实 ${report.suspicious}，不能导入 ${report.refused}。用时 ${report.seconds} 秒。`,
  )
  const odd = rowsIn(flags['take-odd'])
  if ('told' in report && report.suspicious > odd.length)
    say('待核实的行看过没有问题的，加 --take-odd 行号 照样导入，如 --take-odd 3,7。')
  if (report.new + report.changed + odd.length === 0) {
    say('没有新增和有变化的行，台账没有变动。')
    return
  }
  say(
    flags['dry-run']
      ? '只是检查，没有写入。去掉 --dry-run 即导入新增和有变化的行。'
      : odd.length > 0
        ? `已导入新增的行和点名的待核实的行（第 ${odd.join('、')} 行），批次 ${report.batch}；其余的行没有写入。`
        : `已导入新增和有变化的行，批次 ${report.batch}；待核实和不能导入的行没有写入。`,
  )
}
