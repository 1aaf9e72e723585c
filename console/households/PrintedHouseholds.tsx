// The list on paper: a page for each village, names and telephones masked, no health and no categories, because
// such lists hang in public (domain.md §12).
import { maskName } from '../../domain/elders/elder.ts'
import type { HouseholdRow } from '../../domain/elders/household.ts'
import { useWords } from '../language.tsx'

export function PrintedHouseholds({ rows }: { rows: readonly HouseholdRow[] }) {
  const say = useWords()
  const codes = [...new Set(rows.map(row => row.regionCode))]
  const villages = codes.map(code => rows.filter(row => row.regionCode === code))
  return (
    <div className="print-only" aria-hidden="true">
      {villages.map(houses => (
        <section key={houses[0]?.regionCode} className="print-village">
          <h2>{say('households.printTitle', { village: houses[0]?.villageName ?? '' })}</h2>
          <p>{say('households.printNote', { count: houses.length })}</p>
          <table>
            <thead>
              <tr>
                <th>{say('households.house')}</th>
                <th>{say('households.members')}</th>
                <th>{say('households.firstCall')}</th>
              </tr>
            </thead>
            <tbody>
              {houses.map(row => (
                <tr key={row.id}>
                  <td>{row.address}</td>
                  <td>
                    {row.members
                      .map(one =>
                        [maskName(one.name), one.age !== null && say('elder.age', { age: one.age })]
                          .filter(Boolean)
                          .join(' '),
                      )
                      .join('、')}
                  </td>
                  <td>
                    {row.firstCall &&
                      `${row.firstCall.relation} ${maskName(row.firstCall.name)} ${row.firstCall.phoneMask ?? ''}`}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </div>
  )
}
