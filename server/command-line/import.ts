// wanqing import: a spreadsheet into the ledger from the terminal, or only tried out; a list to match against it.
import { existsSync, readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { Refused } from '../../domain/kernel/refusal.ts'
import { type ImportReport, importFile } from '../elders/elders.ts'
import { loadReference } from '../regions/load.ts'
import { asOption } from './actor.ts'
import { type Command, type Flags, wrongUse } from './command.ts'
import { dataOption, withSystem } from './database.ts'
import { importMatches, matchOptions } from './matches.ts'

const wholeProvince = '220000000000'

export const importCommand: Command = {
  says: '导入台账表格（.xlsx 或 .csv）',
  usage:
    'wanqing import elders|matches 文件 [--region 区划代码] [--dry-run] [--errors 文件] [--mapping 文件] [--json] [--data 文件夹]',
  mostWords: 2,
  options: {
    region: { type: 'string', says: '表格所属的区划（12 位代码），默认全省' },
    'dry-run': { type: 'boolean', says: '只检查，不写入' },
    errors: { type: 'string', says: '把不能导入和待核实的行写到这个 .xlsx 文件' },
    mapping: { type: 'string', says: '列对应文件（JSON），如 {"身份证号":"citizenNumber"}' },
    json: { type: 'boolean', says: '以 JSON 输出结果' },
    ...matchOptions,
    ...asOption,
    ...dataOption,
  },
  async run(positionals, flags) {
    const [what, file] = positionals
    if (what !== 'elders' && what !== 'matches')
      throw wrongUse(
        what ? `还不能导入“${what}”，现在可用：elders、matches。` : '请写明导入什么：elders 或 matches。',
      )
    if (file === undefined) throw wrongUse('请写一个要导入的文件。')
    const path = resolve(file)
    if (!existsSync(path)) throw new Refused('not_found', `找不到文件 ${file}。请核对路径。`)
    if (!statSync(path).isFile())
      throw new Refused('invalid', `${file} 是文件夹，不是表格。请写 .xlsx 或 .csv 文件的路径。`)
    const regionCode = regionIn(flags)
    if (what === 'matches') {
      const said = await withSystem(flags, system => importMatches(system, { path, regionCode, flags }))
      process.stdout.write(`${said}\n`)
      return 0
    }
    const mapping = mappingIn(flags)
    const show = progressOn(process.stderr)
    const report = await withSystem(flags, async system => {
      await loadReference(system.connections.pool)
      return importFile(system, {
        path,
        regionCode,
        mapping,
        dryRun: flags['dry-run'] === true,
        errorsPath: typeof flags.errors === 'string' ? resolve(flags.errors) : null,
        progress: show,
      })
    })
    if (process.stderr.isTTY) process.stderr.write('\n')
    if (flags.json) process.stdout.write(`${JSON.stringify(report)}\n`)
    else tell(report, flags)
    return 0
  },
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

/** A line that counts up on a terminal; nothing in a file or a pipe. */
function progressOn(stream: NodeJS.WriteStream): (rows: number) => void {
  let shownAt = Number.NEGATIVE_INFINITY
  return rows => {
    if (!stream.isTTY || performance.now() - shownAt < 200) return
    shownAt = performance.now()
    stream.write(`\r已读取 ${rows.toLocaleString('zh-CN')} 行……`)
  }
}

const shownProblems = 20

function tell(report: ImportReport, flags: Flags): void {
  const say = (sentence: string) => process.stdout.write(`${sentence}\n`)
  const columns = Object.entries(report.columns).map(([header, field]) => `${header}→${field}`)
  say(`编码 ${report.encoding}，表头在第 ${report.headerRow} 行，认出的列：${columns.join('，')}`)
  for (const { row, message } of report.problems.slice(0, shownProblems)) say(`  第 ${row} 行：${message}`)
  const more = report.problems.length - shownProblems
  if (more > 0) say(`  还有 ${more} 条，加 --errors 文件.xlsx 可全部导出。`)
  say(
    `共 ${report.rows} 行：新增 ${report.new}，有变化 ${report.changed}，无变化 ${report.unchanged}，待核实 ${report.suspicious}，不能导入 ${report.refused}。用时 ${report.seconds} 秒。`,
  )
  if (report.new + report.changed === 0) {
    say('没有新增和有变化的行，台账没有变动。')
    return
  }
  say(
    flags['dry-run']
      ? '只是检查，没有写入。去掉 --dry-run 即导入新增和有变化的行。'
      : `已导入新增和有变化的行，批次 ${report.batch}；待核实和不能导入的行没有写入。`,
  )
}
