// wanqing plan duplicates: pairs of records that may be one person, in any data set.
import { resolve } from 'node:path'
import { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { type DatasetPairs, findDatasetPairs } from '../duplicates/duplicates.ts'
import { type Flags, wrongUse } from './command.ts'

export const duplicateOptions = {
  fields: {
    type: 'string',
    says: '（duplicates）比对的列和种类，用逗号隔开；种类：name 姓名，text 文字，date 日期，number 号码，exact 须全同',
  },
  against: { type: 'string', says: '（duplicates）另一个文件：只找两个文件之间的对' },
  id: { type: 'string', says: '（duplicates）编号列，默认是第一个列名里有 id 的列' },
} as const

export async function planDuplicates(file: string | undefined, flags: Flags): Promise<number> {
  if (file === undefined) throw wrongUse('请写一个数据文件（.csv，第一行是列名）。')
  if (typeof flags.fields !== 'string')
    throw wrongUse('请用 --fields 写明比对哪些列，例如 --fields "surname:name,date_of_birth:date"。')
  const began = performance.now()
  const found = await findDatasetPairs({
    path: resolve(file),
    against: textOf(flags, 'against', resolve),
    fields: flags.fields,
    id: textOf(flags, 'id', word => word),
  })
  tellThreshold(found, (performance.now() - began) / 1000)
  if (flags.json) process.stdout.write(`${JSON.stringify(found)}\n`)
  else await write(lines(found))
  return 0
}

function textOf(flags: Flags, name: string, read: (word: string) => string): string | null {
  const word = flags[name]
  return typeof word === 'string' ? read(word) : null
}

/** On standard error, so that standard output is the table and nothing else. */
function tellThreshold({ threshold, pairs, records, compared, hasIds }: DatasetPairs, seconds: number): void {
  const sure = pairs.filter(({ score }) => score >= threshold).length
  const ids = hasIds ? '' : '没有编号列，编号用行号代替。'
  process.stderr.write(
    `threshold ${threshold}\n` +
      `${records} 行，比较 ${compared} 对，用时 ${seconds.toFixed(1)} 秒。分数不低于阈值 ${threshold} 的 ${sure} 对判为同一人，` +
      `另有 ${pairs.length - sure} 对略低于阈值，供人工核对。${ids}\n`,
  )
}

function* lines({ pairs }: DatasetPairs): Generator<string> {
  yield 'id_a,id_b,score,reasons\n'
  for (const { idA, idB, score, reasons } of pairs)
    yield `${cell(idA)},${cell(idB)},${score},${cell(reasons)}\n`
}

/** Plain CSV: ids must come out exactly as they went in. */
const cell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** Waits for a slow reader; a reader who has seen enough (`| head`) is no fault. */
async function write(text: Iterable<string>): Promise<void> {
  const source = Readable.from(text)
  try {
    source.pipe(process.stdout, { end: false })
    await finished(source)
  } catch (error) {
    if ((error as { code?: string }).code !== 'EPIPE') throw error
  }
}
