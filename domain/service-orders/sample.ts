// One service of a county to vary, for tests and the demonstration; prices are invented.
import type { ItemTerms } from './catalogue.ts'

export const bathTerms: ItemTerms = {
  kind: 'bath',
  name: '上门助浴',
  says: '两人一组，自带折叠浴床，洗前洗后量血压',
  unit: 'perVisit',
  priceFen: 12_000,
  standardMinutes: 60,
  shares: { subsidy: { percent: 50 }, charity: { fen: 1_500 } },
  proofs: ['signInOut', 'vitalSigns', 'elderSays'],
  confirmations: ['elderSigned', 'elderPressed', 'familyAgreed', 'villageWitnessed', 'calledBack'],
  certificates: ['healthCertificate', 'careSkill'],
  haltRule: 'beforeBath',
}
