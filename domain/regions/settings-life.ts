// Days and limits that follow what happens in a life: when it counts, when somebody must call, who must answer.
import { days, define, smaller } from './setting-definition.ts'

export const lifeSettings = {
  'visitRate.absentDays': define({
    means: '连续外出满几天起不计入当月应探访人数',
    unit: '天',
    schema: days(366),
    fallback: 60,
    source: '[J] domain §1.7',
  }),
  'lifeEvent.deathReportDays': define({
    means: '去世应在几天内登记，超过的标为迟报',
    unit: '天',
    schema: days(366),
    fallback: 7,
    source: '[J] domain §9',
    stricter: smaller,
  }),
  'lifeEvent.reportDays': define({
    means: '其他变化应在几天内登记，超过的标为迟报',
    unit: '天',
    schema: days(366),
    fallback: 30,
    source: '[J] domain §1.6',
    stricter: smaller,
  }),
  'lifeEvent.dischargeVisitDays': define({
    means: '出院后几天内要上门看望',
    unit: '天',
    schema: days(31),
    fallback: 1,
    source: '[F:P6] domain §1.3',
    stricter: smaller,
  }),
  'lifeEvent.bereavedVisitDays': define({
    means: '同住老年人去世后几天内要上门看望',
    unit: '天',
    schema: days(31),
    fallback: 1,
    source: '[F:P6] domain §1.3',
    stricter: smaller,
  }),
  'lifeEvent.returnVisitDays': define({
    means: '外出或住机构回来后几天内要上门看望',
    unit: '天',
    schema: days(31),
    fallback: 7,
    source: '[J] domain §1.3',
    stricter: smaller,
  }),
  'lifeEvent.transferWorkingDays': define({
    means: '外县迁入的档案应在几个工作日内接收或退回',
    unit: '工作日',
    schema: days(60),
    fallback: 5,
    source: '[J] domain §1.2',
    stricter: smaller,
  }),
}
