// A plan as a file to read, and its problem as a file for `wanqing plan sites`.
import { Readable } from 'node:stream'
import { yuanWords } from '../../domain/kernel/money.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import type { sitingApi } from '../../domain/siting/api.ts'
import { picksOf, summaryOf } from '../../domain/siting/explain.ts'
import { sitingHosts } from '../../domain/siting/plan.ts'
import { problemOf } from '../../domain/siting/problem-of.ts'
import type { Context } from '../kernel/context.ts'
import { handOutXlsx, watermarkFor } from '../spreadsheets/spreadsheets.ts'
import { pickSettings } from './pick-settings.ts'
import { keptPlan, solvedPlan } from './reading.ts'

type Key = InputOf<(typeof sitingApi)['siting.export']>

export async function exportPlan(context: Context, key: Key): Promise<Record<never, never>> {
  const { kept, solved } = await solvedPlan(context, key)
  const picks = picksOf(solved, await pickSettings(context, solved))
  const summary = summaryOf(solved)
  const sheets = [
    {
      name: '选点',
      header: [
        ...['序号', '名称', '所在', '设在', '投入（元）', '照顾老年人', '只有它照顾得到', '平均路程（米）'],
        ...['最远（米）', '夏天每餐人数', '冬天每餐人数', '冬天每餐成本（元）', '保本人数', '边境', '说明'],
      ],
      widths: [6, 24, 20, 18, 12, 12, 14, 14, 12, 14, 14, 16, 10, 8, 60],
      rows: [
        ...picks.map((pick, at) => [
          ...[at + 1, pick.name, pick.placeName, sitingHosts.words[pick.host], yuanWords(pick.costFen)],
          ...[pick.people, pick.peopleByItAlone, pick.meanMeters, pick.farthestMeters],
          ...[pick.diners?.summer ?? null, pick.diners?.winter ?? null],
          pick.winter && yuanWords(pick.winter.costFenAMeal),
          ...[pick.winter?.breakEvenDiners ?? null, pick.isBorder ? '是' : '', pick.says],
        ]),
        ...summary.says.map(sentence => [null, sentence]),
        [await watermarkFor(context, picks.length)],
      ],
    },
    {
      name: '各村',
      header: ['选点', '村（社区）', '老年人', '路程（米）'],
      widths: [24, 18, 12, 12],
      rows: picks.flatMap(pick =>
        pick.villages.map(village => [pick.name, village.name, village.people, village.meters]),
      ),
    },
  ]
  await handOutXlsx(context, sheets, `布点规划-${kept.name}-${context.today}.xlsx`)
  return {}
}

export async function problemFile(context: Context, key: Key): Promise<Record<never, never>> {
  const { name, question, facts } = await keptPlan(context, key)
  context.download({
    fileName: `选址问题-${name}.json`,
    contentType: 'application/json',
    stream: Readable.from([JSON.stringify(problemOf(question, facts))]),
  })
  return {}
}
