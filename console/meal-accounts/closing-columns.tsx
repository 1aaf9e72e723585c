// The first columns of a list of canteens whose month is closed: its name, which opens its book, and its place.
import { Go } from '../Go.tsx'
import type { useWords } from '../language.tsx'
import { paths } from '../paths.ts'

interface Named {
  countyCode: string
  canteenId: string
  name: string
  placeName: string
}

export function canteenColumns<Row extends Named>(say: ReturnType<typeof useWords>, month: string) {
  return [
    {
      key: 'name',
      title: say('closing.canteen'),
      render: (_: unknown, row: Row) => (
        <Go
          to={paths.mealBook({ countyCode: row.countyCode, id: row.canteenId }, { month })}
          className="strong"
        >
          {row.name}
        </Go>
      ),
    },
    { key: 'place', title: say('closing.place'), dataIndex: 'placeName' },
  ]
}
