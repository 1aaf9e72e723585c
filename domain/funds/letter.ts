// The forty figures of the reply letter 吉民议字〔2023〕22号, word for word: value, unit, years, and where they stand.
import * as z from 'zod/mini'

export const letterUnitWords = {
  text: '',
  date: '',
  CNY: '元',
  facility: '处',
  'facility/county': '处/县',
  county: '个县',
  year: '年',
  'CNY/month': '元/月',
  category: '类',
  household: '户',
  person: '人',
  visit: '人次',
  element: '项',
  organisation: '家',
  percent: '%',
  level: '级',
  partner: '方',
  type: '类',
} as const
export type LetterUnit = keyof typeof letterUnitWords
const units = Object.keys(letterUnitWords) as [LetterUnit, ...LetterUnit[]]

export interface LetterFigure {
  id: string
  item: string
  value: string | number
  unit: LetterUnit
  yearFrom: number | null
  yearTo: number | null
  /** Part and paragraph of the letter. */
  section: string
  /** As it is printed, and how it is to be read. */
  printed: string
}

type Line = [
  id: string,
  item: string,
  value: string | number,
  unit: LetterUnit,
  yearFrom: number | null,
  yearTo: number | null,
  section: string,
  printed: string,
]

const lines: readonly Line[] = [
  ['F001', '答复文号', '吉民议字〔2023〕22号', 'text', 2023, 2023, 'head', ''],
  ['F002', '提案编号', 'W143', 'text', 2023, 2023, 'head', ''],
  ['F003', '答复日期', '2023-06-05', 'date', 2023, 2023, 'sign-off', ''],
  [
    ...(['F004', '农村福利服务中心提升计划资金', 140_000_000, 'CNY', 2018, null, '1.1'] as const),
    '1.4 亿元；2018 年起连续多年，没有写到哪一年为止',
  ],
  ['F005', '整合改造农村福利服务中心', 136, 'facility', 2018, 2022, '1.1', '136 所'],
  ['F006', '每个县至少有县级机构', 1, 'facility/county', null, null, '1.1', '已实现'],
  [
    ...(['F007', '省级支持十个边境县（特困供养机构维修改造、养老大院）', 15_850_000, 'CNY'] as const),
    ...([2022, 2022, '1.2', '1585 万元'] as const),
  ],
  ['F008', '点名的边境县', 10, 'county', 2022, 2022, '1.2', '逐个点名'],
  ['F009', '白山市居家和社区基本养老服务试点资金', 15_310_000, 'CNY', 2022, 2022, '1.2', '1531 万元'],
  ['F010', '失智照护专区试点', 2, 'year', null, null, '1.2', '连续两年'],
  ['F011', '农村助浴项目', 3, 'year', 2019, 2021, '1.2', '2019 年至 2021 年'],
  ['F012', '农村助浴项目资金', 21_000_000, 'CNY', 2019, 2021, '1.2', '2100 万元'],
  ['F013', '村级互助站点资金', 16_500_000, 'CNY', null, null, '1.3', '1650 万元；没有写年份'],
  ['F014', '建成村级互助站点', 135, 'facility', null, 2023, '1.3', '135 个'],
  ['F015', '互助站点每月收费最低', 300, 'CNY/month', null, null, '1.3', '300 元'],
  ['F016', '互助站点每月收费最高', 400, 'CNY/month', null, null, '1.3', '400 元'],
  ['F017', '建成农村养老大院', 4671, 'facility', null, 2023, '1.3', '4671 个'],
  ['F018', '上门巡访的重点人群', 8, 'category', null, null, '1.4', '八类'],
  ['F019', '购买巡访服务资金', 5_000_000, 'CNY', 2022, 2022, '1.4', '500 万元'],
  ['F020', '巡访家庭', 413_600, 'household', null, 2023, '1.4', '41.36 万户；累计到答复之日'],
  ['F021', '采集信息的老年人', 466_500, 'person', null, 2023, '1.4', '46.65 万人'],
  ['F022', '巡访八类重点人群', 225_700, 'visit', null, 2023, '1.4', '22.57 万人次；是人次，不是人'],
  ['F023', '巡访人员', 28_700, 'person', null, 2023, '1.4', '2.87 万人'],
  ['F024', '巡访关爱体系的组成（巡访、帮扶、服务）', 3, 'element', null, null, '1.4', ''],
  ['F025', '持证社会工作者', 16_411, 'person', null, 2023, '1.5', ''],
  ['F026', '社会工作服务机构', 384, 'organisation', null, 2023, '1.5', ''],
  ['F027', '慈善组织', 229, 'organisation', null, 2023, '1.5', ''],
  ['F028', '累计筹集省级养老服务补助资金', 2_460_000_000, 'CNY', 2012, 2022, '2.1', '24.6 亿元；11 年'],
  ['F029', '计划安排省级养老服务补助资金', 210_000_000, 'CNY', 2023, 2023, '2.1', '2.1 亿元'],
  ['F030', '比上年增加', 40_000_000, 'CNY', 2023, 2023, '2.1', '0.4 亿元；可知 2022 年为 1.7 亿元'],
  ['F031', '比上年增长', 23.5, 'percent', 2023, 2023, '2.1', '23.5%'],
  [
    ...(['F032', '综合嵌入式社区居家养老服务中心项目（延边、通化、白山等地）', 9_230_000] as const),
    ...(['CNY', 2023, 2023, '3.1', '923 万元；待批复'] as const),
  ],
  ['F033', '社区老年食堂（同上地区）', 2_000_000, 'CNY', 2023, 2023, '3.1', '200 万元；待批复'],
  ['F034', '农村养老大院（同上地区）', 2_390_000, 'CNY', 2023, 2023, '3.1', '239 万元；待批复'],
  ['F035', '以上三项合计', 13_620_000, 'CNY', 2023, 2023, '3.1', '1362 万元'],
  ['F036', '有需求的边境村养老服务全覆盖期限', 2025, 'year', 2025, 2025, '3.1', '到 2025 年'],
  ['F037', '养老人才库和志愿者库的层级（县、乡、村）', 3, 'level', null, null, '3.4', ''],
  ['F038', '五社联动的各方', 5, 'partner', null, null, '3.2', '来信只写“五社”，没有逐个列出'],
  [
    ...(['F039', '四级网络（县级福利中心、乡镇福利服务中心、村级互助站点、养老大院）', 4] as const),
    ...(['element', null, null, '1.0', ''] as const),
  ],
  [
    ...(['F040', '居家服务种类（助餐、助医、助浴、助行、助购）', 5, 'type', null, null, '3.3'] as const),
    '来信列举后写了“等”',
  ],
]

export const letterFigures: readonly LetterFigure[] = lines.map(
  ([id, item, value, unit, yearFrom, yearTo, section, printed]) => ({
    ...{ id, item, value, unit, yearFrom, yearTo, section, printed },
  }),
)

export const LetterFigureShown = z.object({
  id: z.string(),
  item: z.string(),
  /** As the letter has it. */
  value: z.union([z.string(), z.number()]),
  unit: z.enum(units),
  yearFrom: z.nullable(z.number()),
  yearTo: z.nullable(z.number()),
  section: z.string(),
  printed: z.string(),
  /** From the ledger, from the lists of the platform, or as written; null while its sum is not entered. */
  computed: z.nullable(z.union([z.string(), z.number()])),
  from: z.enum(['ledger', 'list', 'letter']),
  /** Computed and printed say the same. */
  agrees: z.nullable(z.boolean()),
  /** What follows from it, in sentences. */
  follows: z.array(z.object({ says: z.string(), holds: z.boolean() })),
  /** What the platform counts today in the reader's area. */
  today: z.nullable(z.number()),
  todaySays: z.nullable(z.string()),
})
export type LetterFigureShown = z.output<typeof LetterFigureShown>
