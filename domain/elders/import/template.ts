// The empty table a village fills in: its columns as the importer knows them, what may stand in each, one example.
import { spokenLanguages } from '../elder.ts'
import type { ImportField } from './columns.ts'
import { plain } from './values.ts'

export interface TemplateColumn {
  header: string
  field: ImportField
  /** In characters. */
  width: number
  says: string
  example: string
  isNeeded?: boolean
  /** To choose from; `villages` and `townships` come with the region. */
  choices?: readonly string[] | 'villages' | 'townships'
}

const yesNo = ['是', '否']
const group = (header: string, field: ImportField, says: string): TemplateColumn => ({
  header,
  field,
  width: 8,
  says: `${says}填“是”，不是的留空`,
  example: '',
  choices: yesNo,
})

export const templateColumns: readonly TemplateColumn[] = [
  { header: '序号', field: 'sequence', width: 6, says: '可以不填', example: '示例' },
  {
    ...{ header: '姓名', field: 'name', width: 14, isNeeded: true },
    ...{ says: '身份证上的姓名，不加称呼和括号', example: '张桂兰（示例）' },
  },
  {
    ...{ header: '身份证号', field: 'citizenNumber', width: 22, isNeeded: true },
    ...{ says: '18 位。这一列已设为文本，不要改成数字；确实没有的留空', example: '229901194803020046' },
  },
  {
    ...{ header: '性别', field: 'sex', width: 6, choices: ['男', '女'] },
    ...{ says: '男或女；有身份证号时可以不填', example: '女' },
  },
  {
    ...{ header: '出生日期', field: 'bornOn', width: 12 },
    ...{
      says: '公历，写成 1948-03-02；农历写“农历一九四八年正月廿二”；有身份证号时可以不填',
      example: '1948-03-02',
    },
  },
  { header: '民族', field: 'ethnicity', width: 8, says: '如汉、朝鲜、满；不填按汉族', example: '汉' },
  {
    ...{ header: '乡镇', field: 'township', width: 14, choices: 'townships' },
    ...{ says: '乡镇或街道；村名在本县只有一个时可以不填', example: '' },
  },
  {
    ...{ header: '村', field: 'village', width: 16, isNeeded: true, choices: 'villages' },
    ...{ says: '村或社区，可从下拉里选，也可写 12 位区划代码', example: '' },
  },
  { header: '屯', field: 'hamlet', width: 10, says: '自然屯或村民小组', example: '三组' },
  {
    ...{ header: '户主姓名', field: 'householdKey', width: 10 },
    ...{ says: '同一户的人填同一个户主，就归到一户', example: '李国富' },
  },
  { header: '联系电话', field: 'phone', width: 14, says: '手机或带区号的座机', example: '13900000001' },
  { header: '家庭住址', field: 'address', width: 26, says: '门牌或说得清的位置', example: '村委会东第二家' },
  group('独居', 'livesAlone', '一个人住的'),
  group('空巢', 'emptyNest', '子女不在身边的'),
  group('留守', 'leftBehind', '子女外出半年以上的'),
  group('特困', 'tekun', '特困供养的'),
  {
    ...{ header: '失能', field: 'careDependent', width: 10, choices: ['是', '否', '完全失能', '部分失能'] },
    ...{ says: '生活不能自理的填“是”，能自理的留空', example: '' },
  },
  group('重残', 'severeDisability', '一级、二级残疾的'),
  group('计生特殊家庭', 'specialFamily', '计划生育特殊家庭的'),
  { header: '紧急联系人', field: 'contactName', width: 12, says: '出了事先找谁', example: '李建军' },
  {
    header: '紧急联系人电话',
    field: 'contactPhone',
    width: 16,
    says: '这位联系人的电话',
    example: '13900000002',
  },
  { header: '与老人关系', field: 'contactRelation', width: 10, says: '如儿子、邻居', example: '儿子' },
  {
    ...{ header: '使用语言', field: 'spokenLanguage', width: 10 },
    ...{ choices: spokenLanguages.keys.map(key => spokenLanguages.words[key]) },
    ...{ says: '平时说什么话；不填按汉语', example: '汉语' },
  },
  { header: '备注', field: 'note', width: 24, says: '其他要说明的', example: '这一行是示例，导入时自动跳过' },
]

/** The example of the template, wherever it was left; a row somebody wrote over it is a person again. */
export function isTemplateExample(firstCell: string, name: string): boolean {
  return plain(firstCell) === '示例' && name.includes('示例')
}
