// What the demonstration county offers at home; every price is invented.
import type { ItemTerms } from '../../domain/service-orders/catalogue.ts'
import { bathTerms } from '../../domain/service-orders/sample.ts'

const confirmations: ItemTerms['confirmations'] = [
  ...(['elderSigned', 'elderPressed', 'familyAgreed', 'villageWitnessed', 'calledBack'] as const),
]
const visit = { says: null, unit: 'perVisit', confirmations, haltRule: null } as const
const health = ['healthCertificate'] as ItemTerms['certificates']

export const offered: readonly (ItemTerms & { code: string })[] = [
  { code: 'bath-home', ...bathTerms },
  {
    ...{
      code: 'clean-home',
      kind: 'clean',
      name: '居家保洁',
      priceFen: 6_000,
      standardMinutes: 90,
      ...visit,
    },
    ...{ shares: { subsidy: { percent: 50 } }, proofs: ['signInOut', 'elderSays'], certificates: health },
  },
  {
    ...{
      code: 'care-home',
      kind: 'personalCare',
      name: '生活照料',
      priceFen: 8_000,
      standardMinutes: 120,
      ...visit,
    },
    ...{ shares: { subsidy: { percent: 60 } }, proofs: ['signInOut', 'elderSays'] },
    certificates: ['healthCertificate', 'careSkill'],
  },
  {
    ...{ code: 'meal-home', kind: 'meal', name: '送餐上门', priceFen: 1_500, standardMinutes: 15, ...visit },
    ...{ unit: 'perMeal', shares: { subsidy: { fen: 500 }, charity: { fen: 200 } } },
    ...{ proofs: ['signInOut', 'elderSays'], certificates: health },
  },
  {
    ...{ code: 'escort', kind: 'escort', name: '陪同看病', priceFen: 10_000, standardMinutes: 240, ...visit },
    ...{ shares: { subsidy: { percent: 40 } }, proofs: ['signInOut', 'elderSays'], certificates: health },
  },
  {
    ...{
      code: 'shopping',
      kind: 'shopping',
      name: '代购代办',
      priceFen: 2_000,
      standardMinutes: 40,
      ...visit,
    },
    ...{ shares: { timeBank: { percent: 100 } }, proofs: ['signInOut', 'elderSays'], certificates: [] },
  },
  {
    ...{ code: 'repair', kind: 'repair', name: '水电维修', priceFen: 5_000, standardMinutes: 60, ...visit },
    ...{ shares: { charity: { percent: 30 } }, proofs: ['signInOut', 'elderSays'] },
    certificates: ['electricianLicence'],
  },
  {
    ...{ code: 'comfort', kind: 'comfort', name: '精神慰藉', priceFen: 4_000, standardMinutes: 60, ...visit },
    ...{ shares: { subsidy: { percent: 100 } }, proofs: ['signInOut', 'elderSays'], certificates: [] },
  },
  {
    ...{
      code: 'flue-clean',
      kind: 'clean',
      name: '炉灶烟道清理',
      priceFen: 7_000,
      standardMinutes: 60,
      ...visit,
    },
    ...{ shares: { subsidy: { percent: 50 } }, certificates: health },
    proofs: ['signInOut', 'pictureBefore', 'pictureAfter', 'elderSays'],
  },
]
