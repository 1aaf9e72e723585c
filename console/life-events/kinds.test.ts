// What the dialog offers follows the record.
import { expect, test } from 'vitest'
import { possibleKinds } from './kinds.ts'

const absence = (kind: 'hospital' | 'away', validTo: string | null) => ({
  kind,
  validFrom: '2026-11-01',
  validTo,
  reason: '家属告知',
})

test('an end is offered only where its beginning stands', () => {
  expect(possibleKinds([])).toContain('hospitalised')
  expect(possibleKinds([])).not.toContain('dischargedFromHospital')
  expect(possibleKinds([absence('hospital', null)])).toContain('dischargedFromHospital')
  expect(possibleKinds([absence('hospital', '2026-11-09')])).toContain('hospitalised')
  expect(possibleKinds([absence('away', null)])).toContain('returned')
})
