// A home for a test to lodge people in, planted as the owner of the tables.
import type { FacilityKind } from '../domain/facilities/facility.ts'
import { tierOfKind } from '../domain/facilities/facility.ts'
import type { TestSystem } from './test-system.ts'

export async function plantHome(
  world: TestSystem,
  home: {
    regionCode: string
    kind: FacilityKind
    name: string
    beds: number
    staff?: Record<string, number>
  },
): Promise<string> {
  const id = world.newId()
  await world.pool.query(
    `insert into facilities (county_code, id, region_code, kind, tier, name, governing_body, beds, full_day_lodging, staff,
       state, state_since, registered_at)
     values (left($2, 6), $1, $2, $3, $4, $5, 'elderAssociation', $6, true, $7, 'running', '2024-01-01', now())`,
    [
      id,
      home.regionCode,
      home.kind,
      tierOfKind[home.kind],
      home.name,
      home.beds,
      JSON.stringify(home.staff ?? {}),
    ],
  )
  return id
}
