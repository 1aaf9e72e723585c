// Addresses are promises: people bookmark them and send them to each other.
import { expect, test } from 'vitest'
import { address, paths } from './paths.ts'

const key = { countyCode: '222402', id: '0190b3c0-0000-7000-8000-000000000001' }
const region = '222402000000'

test('every screen has the address it has always had', () => {
  expect({
    home: paths.home(),
    board: paths.board({ region, month: '2026-10' }),
    boardRecords: paths.boardRecords({ region, month: '2026-10', indicator: 'groupTekun' }),
    unvisited: paths.unvisited({ region, month: '2026-10' }),
    elders: paths.elders({ region, text: '王', group: 'tekun' }),
    elderRegister: paths.elderRegister({ region }),
    elder: paths.elder(key),
    benefits: paths.benefits({ region }),
    benefitRun: paths.benefitRun(key),
    benefitRule: paths.benefitRule(key),
    benefitRuleDraft: paths.benefitRuleDraft('222402', { from: key.id }),
    benefitTrial: paths.benefitTrial(key, { effect: 'lost' }),
    benefitRecoveries: paths.benefitRecoveries({ region }),
    benefitMatches: paths.benefitMatches({ region, list: key.id }),
    events: paths.events({ region, tab: 'in' }),
    transfer: paths.transfer(key),
    imports: paths.imports(),
    importBatch: paths.importBatch(key.id, { tab: 'refused' }),
    aidCases: paths.aidCases({ region, whose: 'mine', level: 'p0', overdue: 'yes' }),
    aidCase: paths.aidCase(key),
    visit: paths.visit(key),
    visitors: paths.visitors({ region }),
    settings: paths.settings({ region }),
    accounts: paths.accounts({ region }),
    devices: paths.devices({ region }),
    myAccount: paths.myAccount(),
    phone: paths.phone(),
  }).toMatchInlineSnapshot(`
    {
      "accounts": "/console/accounts?region=222402000000",
      "aidCase": "/console/cases/222402/0190b3c0-0000-7000-8000-000000000001",
      "aidCases": "/console/cases?region=222402000000&whose=mine&level=p0&overdue=yes",
      "benefitMatches": "/console/benefits/matches?region=222402000000&list=0190b3c0-0000-7000-8000-000000000001",
      "benefitRecoveries": "/console/benefits/recoveries?region=222402000000",
      "benefitRule": "/console/benefits/rules/222402/0190b3c0-0000-7000-8000-000000000001",
      "benefitRuleDraft": "/console/benefits/drafts/222402?from=0190b3c0-0000-7000-8000-000000000001",
      "benefitRun": "/console/benefits/runs/222402/0190b3c0-0000-7000-8000-000000000001",
      "benefitTrial": "/console/benefits/trials/222402/0190b3c0-0000-7000-8000-000000000001?effect=lost",
      "benefits": "/console/benefits?region=222402000000",
      "board": "/console/board?region=222402000000&month=2026-10",
      "boardRecords": "/console/board/records?region=222402000000&month=2026-10&indicator=groupTekun",
      "devices": "/console/devices?region=222402000000",
      "elder": "/console/elders/222402/0190b3c0-0000-7000-8000-000000000001",
      "elderRegister": "/console/elders/register?region=222402000000",
      "elders": "/console/elders?region=222402000000&text=%E7%8E%8B&group=tekun",
      "events": "/console/events?region=222402000000&tab=in",
      "home": "/console/",
      "importBatch": "/console/imports/0190b3c0-0000-7000-8000-000000000001?tab=refused",
      "imports": "/console/imports",
      "myAccount": "/console/me",
      "phone": "/phone/",
      "settings": "/console/settings?region=222402000000",
      "transfer": "/console/transfers/222402/0190b3c0-0000-7000-8000-000000000001",
      "unvisited": "/console/unvisited?region=222402000000&month=2026-10",
      "visit": "/console/visits/222402/0190b3c0-0000-7000-8000-000000000001",
      "visitors": "/console/visitors?region=222402000000",
    }
  `)
})

test('an empty filter leaves no trace in the address', () => {
  expect(address('/elders', { text: '', group: undefined })).toBe('/console/elders')
})
