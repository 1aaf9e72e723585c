// The ethnic groups as choices of a form, those numerous in Jilin first.
import { ethnicityNames, ethnicityWord } from '../../domain/elders/ethnicities.ts'

const common = ['01', '10', '11', '02', '03', '38']
const codes = ethnicityNames.map((_, index) => String(index + 1).padStart(2, '0'))

export const ethnicities: readonly [code: string, name: string][] = [
  ...common,
  ...codes.filter(code => !common.includes(code)),
].map(code => [code, ethnicityWord(code)])
