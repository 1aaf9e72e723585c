// Tables of public money: drawn up from a spreadsheet, and taken back.
import { fundFields, fundHeaderOf } from '../../domain/funds/import/columns.ts'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { ImportPage } from '../sheet-imports/ImportPage.tsx'
import { ImportsPage, type Sheet } from '../sheet-imports/ImportsPage.tsx'
import { staleProject } from './stale.ts'

const sheet: Sheet = {
  ...{ ops: 'fundImport', may: 'fund:plan', all: paths.fundImports, one: paths.fundImport },
  fields: fundFields.map(field => ({ value: field, label: fundHeaderOf(field) })),
  stale: [...staleProject, 'fundProgramme.list', 'fundProgramme.get', 'fundBatch.list'],
}

export function FundImportsPage() {
  const say = useWords()
  return (
    <ImportsPage sheet={sheet} back={region => <Go to={paths.funds({ region })}>{say('fund.title')}</Go>} />
  )
}

export function FundImportPage() {
  return <ImportPage sheet={sheet} />
}
