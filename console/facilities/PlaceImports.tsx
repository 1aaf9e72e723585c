// Tables of places: taken into the network from a spreadsheet, and taken back.
import { headerOf, placeFields } from '../../domain/facilities/import/columns.ts'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { ImportPage } from '../sheet-imports/ImportPage.tsx'
import { ImportsPage, type Sheet } from '../sheet-imports/ImportsPage.tsx'
import { stale } from './stale.ts'

const sheet: Sheet = {
  ...{ ops: 'facilityImport', may: 'facility:manage', stale },
  ...{ all: paths.facilityImports, one: paths.facilityImport },
  fields: placeFields.map(field => ({ value: field, label: headerOf(field) })),
}

export function PlaceImportsPage() {
  const say = useWords()
  return (
    <ImportsPage
      sheet={sheet}
      back={region => <Go to={paths.network({ region })}>{say('network.title')}</Go>}
    />
  )
}

export function PlaceImportPage() {
  return <ImportPage sheet={sheet} />
}
