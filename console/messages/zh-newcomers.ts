// People a visitor met who are not in the ledger yet.
export const newcomerMessages = {
  'newcomers.title': '手机报告的老年人',
  'newcomers.what': '探访员在村里见到、名册里没有的老年人。核对后登记入册，或写明为什么不用登记。',
  'newcomers.none': '没有等待登记的老年人。',
  'newcomers.notice': '探访员报告了还没有登记的老年人 {count} 位',
  'newcomers.open': '去核对',
  'newcomers.by': '{by} 于 {at} 见到',
  'newcomers.alike': '名册里像的人',
  'newcomers.noneAlike': '名册里没有像的人。',
  'newcomers.enter': '登记入册',
  'newcomers.enterSure': '按报告的内容登记 {name}？登记后可以继续补充。',
  'newcomers.entered': '已登记入册',
  'newcomers.dismiss': '不用登记',
  'newcomers.dismissTitle': '不登记 {name}',
  'newcomers.dismissNote': '例如：就是名册里的某某；户籍在外地，只是探亲。',
  'newcomers.dismissed': '已办理',
} as const
