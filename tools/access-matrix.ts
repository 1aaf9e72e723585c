// Prints who may do what as docs/access-matrix.md: npx tsx tools/access-matrix.ts
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { rights } from '../domain/accounts/rights.ts'
import { type Role, roleRules, roles } from '../domain/accounts/roles.ts'
import { regionLevelWords } from '../domain/regions/region.ts'
import { projectFolder } from '../server/system.ts'
import { isAllowed, operations } from './access.ts'

export const matrixFile = join(projectFolder, 'docs', 'access-matrix.md')

const head: Record<Role, string> = {
  provinceOfficer: '省',
  prefectureOfficer: '市州',
  countyOfficer: '县',
  townshipOfficer: '乡镇',
  villageOfficer: '村',
  benefitPayer: '发放',
  financeOfficer: '财政',
  stationManager: '互助站',
  providerManager: '机构',
  careWorker: '服务员',
  canteenManager: '助餐点',
  canteenCook: '厨师',
  family: '家人',
  visitor: '探访员',
  assessor: '评估',
  auditor: '审计',
  administrator: '管理',
}

export function matrixDocument(): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const levels = roles.keys.map(role =>
    row([roles.words[role], roleRules[role].levels.map(level => regionLevelWords.words[level]).join('、')]),
  )
  const lines = operations.map(([name, operation]) => {
    const right =
      operation.may === 'anyone'
        ? '任何人'
        : operation.may === 'signedIn'
          ? '已登录'
          : rights.words[operation.may]
    const marks = roles.keys.map(role => (isAllowed(operation, role) ? '●' : ''))
    return row([`\`${name}\``, operation.audit.says, right, operation.offline ? '是' : '', ...marks])
  })
  return [
    '# 权限矩阵',
    '',
    '由 `npx tsx tools/access-matrix.ts` 从权限表生成，请勿手改；`tools/access.test.ts` 逐格验证。',
    '每一项还受辖区限制：岗位只看得到、办得了本辖区内的记录，由程序和数据库各守一道。',
    '',
    row(['岗位', '可设在']),
    '|---|---|',
    ...levels,
    '',
    row(['操作', '含义', '权利', '离线', ...roles.keys.map(role => head[role])]),
    `|---|---|---|---|${':-:|'.repeat(roles.keys.length)}`,
    ...lines,
    '',
  ].join('\n')
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writeFileSync(matrixFile, matrixDocument())
