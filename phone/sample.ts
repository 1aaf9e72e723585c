// One elder as the bundle brings her, for the phone's tests to vary; invented. Visits: domain/visits/sample.ts.
import type { BundleElder } from '../domain/sync/bundle.ts'
import { allFine } from '../domain/visits/sample.ts'

export const sampleElder: BundleElder = {
  id: '01936000-0000-7000-8000-0000000000e1',
  countyCode: '222402',
  householdId: '01936000-0000-7000-8000-0000000000a1',
  regionCode: '222402100201',
  villageName: '合成村',
  hamlet: '东屯',
  address: '东屯 3 号',
  name: '合成甲',
  pinyin: 'hechengjia',
  sex: 'female',
  bornOn: '1943-05-01',
  spokenLanguage: 'both',
  groups: ['livesAlone', 'veryOld'],
  phone: '13800000000',
  contact: { name: '合成乙', relation: '儿子', phone: '13900000000' },
  risk: 'red',
  due: { on: '2026-11-20', reason: 'highRisk', everyDays: 7 },
  lastVisit: {
    visitedOn: '2026-11-13',
    method: 'home',
    result: 'met',
    answers: { ...allFine, S4: 'attention' },
    needs: ['bath'],
  },
  visitedOn: ['2026-11-13'],
  openTroubles: [],
  owed: null,
  notAtHomeSince: null,
}
