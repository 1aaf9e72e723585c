// wanqing bench: runs the marks of bench/ and prints each beside a limit measured in the same run.
import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../system.ts'
import { type Command, wrongUse } from './command.ts'

const folder = join(projectFolder, 'bench')

export const bench: Command = {
  says: '测量性能',
  usage:
    'wanqing bench [import|sync|read|board|cases|duplicates|rounds-month|sweep|phone|truth|devices|ledger|meals|siting|places] [--size county|prefecture|province] [--rounds 3]',
  mostWords: 4,
  options: {
    size: { type: 'string', says: '演示数据的大小，默认 prefecture' },
    rounds: { type: 'string', says: '重复次数，默认 3' },
    data: { type: 'string', says: '演示数据放在这个文件夹并保留，下次直接用' },
    devices: { type: 'string', says: '设备台数，默认 10000（只用于 devices）' },
    alarms: { type: 'string', says: '同时报警的台数，默认 2000（只用于 devices）' },
    canteens: { type: 'string', says: '助餐点个数，默认 40（只用于 meals）' },
    'time-limit': { type: 'string', says: '每题最多算多少秒，默认 55（只用于 siting）' },
    only: { type: 'string', says: '只算题名里有这几个字的题（只用于 siting）' },
    rows: { type: 'string', says: '导入的行数（import）或随机操作的次数（ledger）' },
  },
  async run(positionals, flags) {
    const known = existsSync(folder)
      ? readdirSync(folder)
          .map(name => name.slice(0, -3))
          .filter(name => benches.includes(name))
      : []
    const wanted = positionals.length ? positionals : known
    for (const name of wanted)
      if (!known.includes(name)) throw wrongUse(`没有“${name}”这项测量。可用：${benches.join('、')}。`)
    const words = Object.entries(flags).flatMap(([name, value]) =>
      typeof value === 'string' ? [`--${name}`, value] : [],
    )
    let failures = 0
    for (const name of wanted) failures += await run(name, words)
    return failures === 0 ? 0 : 1
  },
}

const benches = [
  'import',
  'sync',
  'read',
  'board',
  'cases',
  'duplicates',
  'rounds-month',
  'sweep',
  'phone',
  'truth',
  'devices',
  'ledger',
  'meals',
  'siting',
  'places',
]

function run(name: string, words: string[]): Promise<number> {
  return new Promise(resolve => {
    const child = spawn(process.execPath, ['--import', 'tsx', join(folder, `${name}.ts`), ...words], {
      stdio: 'inherit',
      cwd: projectFolder,
    })
    child.on('exit', code => resolve(code === 0 ? 0 : 1))
  })
}
