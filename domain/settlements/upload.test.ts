// Sheets as providers send them: titles above, totals below, full-width digits, yuan signs, rows typed twice.
import { describe, expect, it } from 'vitest'
import { readFen, readSheet } from './upload.ts'

const sheet = (...rows: string[][]) =>
  rows.map((cells, index) => ({ number: index + 1, cells: cells.map(text => ({ text })) }))
const about = { month: '2026-11', today: '2026-11-26' }
const header = ['序号', '订单编号', '服务项目', '服务日期', '数量', '单价（元）', '金额(元)']
const read = (...rows: string[][]) => readSheet(sheet(header, ...rows), about)

describe('an uploaded sheet', () => {
  it('is read below its title, without its totals and its empty rows', () => {
    const { lines, refused } = readSheet(
      sheet(
        ['十一月居家服务申报表'],
        header,
        ['1', '０Ａ１Ｂ-2c3d-4e5f', '上门助浴', '2026年11月3日', '', '￥120', '120.00元'],
        ['', '', '', '', '', '', ''],
        ['2', '0A1B2C3D4E60', '上门助浴', '2026-11-04', '2', '', '240'],
        ['合计', '', '', '', '3', '', '360'],
      ),
      about,
    )
    expect(refused).toEqual([])
    expect(lines).toEqual([
      {
        ...{
          sheetRow: 3,
          orderCode: '0A1B-2C3D-4E5F',
          itemName: '上门助浴',
          servedOn: '2026-11-03',
          quantity: 1,
        },
        ...{ unitPriceFen: 12_000, amountFen: 12_000 },
      },
      {
        ...{
          sheetRow: 5,
          orderCode: '0A1B-2C3D-4E60',
          itemName: '上门助浴',
          servedOn: '2026-11-04',
          quantity: 2,
        },
        ...{ unitPriceFen: 12_000, amountFen: 24_000 },
      },
    ])
  })

  it('keeps what the provider wrote where price and sum disagree: the match says so later', () => {
    const [line] = read(['1', '0A1B2C3D4E5F', '助浴', '2026-11-03', '2', '100', '260']).lines
    expect(line).toMatchObject({ quantity: 2, unitPriceFen: 10_000, amountFen: 26_000 })
  })

  it('says of every row it cannot read why not', () => {
    const reasons = read(
      ['1', '', '助浴', '2026-11-03', '1', '100', '100'],
      ['2', '12-34', '助浴', '2026-11-03', '1', '100', '100'],
      ['3', '0A1B2C3D4E01', '助浴', '十一月初', '1', '100', '100'],
      ['4', '0A1B2C3D4E02', '助浴', '2026-10-31', '1', '100', '100'],
      ['5', '0A1B2C3D4E03', '助浴', '2026-11-03', '半次', '100', '100'],
      ['6', '0A1B2C3D4E04', '助浴', '2026-11-03', '1', '一百', '100'],
      ['7', '0A1B2C3D4E05', '助浴', '2026-11-03', '1', '', ''],
      ['8', '0A1B2C3D4E06', '助浴', '2026-11-03', '3', '', '100'],
      ['9', '0A1B2C3D4E07', '助浴', '2026-11-03', '1', '100', '100'],
      ['10', '0a1b-2c3d-4e07', '助浴', '2026-11-04', '1', '100', '100'],
    )
    expect(reasons.lines.map(line => line.sheetRow)).toEqual([10])
    expect(reasons.refused.map(({ sheetRow, reason }) => `${sheetRow} ${reason}`)).toEqual([
      '2 没有订单编号。',
      '3 订单编号应为 12 位，例如 0A1B-2C3D-4E5F。',
      '4 服务日期“十一月初”读不出是哪一天。',
      '5 服务日期 2026-10-31 不在 2026-11。',
      '6 数量“半次”不是整数。',
      '7 单价“一百”读不出金额。',
      '8 单价和金额都没有填。',
      '9 只填了金额，除以数量不是整分，请补填单价。',
      '11 和第 10 行是同一个订单。',
    ])
  })

  it('without the names of its columns is no claim', () => {
    expect(readSheet(sheet(['姓名', '电话'], ['甲', '1']), about).hasHeader).toBe(false)
  })
})

describe('a sum of money', () => {
  it('is whole fen or nothing', () => {
    expect(readFen('１，２００.５')).toBe(120_050)
    expect(readFen('0')).toBe(0)
    expect(readFen('1.005')).toBeNull()
    expect(readFen('-5')).toBeNull()
    expect(readFen('5块')).toBeNull()
  })
})
