// wanqing plan: solves problems given as files; each kind stands in a file of its own.
import { type Command, wrongUse } from './command.ts'
import { duplicateOptions, planDuplicates } from './plan-duplicates.ts'
import { planSites, siteOptions } from './plan-sites.ts'

const kinds = { sites: planSites, duplicates: planDuplicates }
const names = Object.keys(kinds).join('、')

export const plan: Command = {
  says: '求解：站点选址（sites），在任意数据集里查找重复的人（duplicates）',
  usage:
    'wanqing plan sites 文件.json|- [--time-limit 秒] [--seed 数] [--json]\n' +
    '      wanqing plan duplicates 文件.csv --fields "surname:name,date_of_birth:date,…" [--against 另一个.csv] [--id 列名] [--json]',
  mostWords: 2,
  options: {
    ...siteOptions,
    ...duplicateOptions,
    json: { type: 'boolean', says: '以 JSON 输出结果' },
  },
  async run([what, file], flags) {
    if (what === undefined || !(what in kinds))
      throw wrongUse(what ? `还不能求解“${what}”，现在可用：${names}。` : `请写明求解什么：${names}。`)
    return kinds[what as keyof typeof kinds](file, flags)
  },
}
