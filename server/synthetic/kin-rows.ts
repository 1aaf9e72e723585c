// Copies the kin and neighbours of a synthetic county into the ledger.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { demoCounty } from '../../domain/accounts/demo.ts'
import { kinships } from '../../domain/elders/kin.ts'
import type { Sealer } from '../kernel/sealing.ts'
import { copyRows } from './copy.ts'
import type { SyntheticCounty } from './synthetic.ts'

const contactColumns = [
  ...['county_code', 'id', 'region_code', 'elder_id', 'name', 'relation', 'kinship', 'sex', 'phone_sealed'],
  ...[
    'phone_tail',
    'whereabouts',
    'country',
    'lives_in',
    'left_on',
    'works_as',
    'last_contact_on',
    'has_key',
  ],
  ...['is_supporter', 'linked_elder_id', 'call_order'],
]

export async function loadContacts(
  client: pg.PoolClient,
  sealer: Sealer,
  county: SyntheticCounty,
): Promise<void> {
  const regions = new Map(county.elders.map(elder => [elder.id, elder.regionCode]))
  await copyRows(client, 'elder_contacts', contactColumns, contactRows(county, sealer, regions))
}

function* contactRows(county: SyntheticCounty, sealer: Sealer, regions: ReadonlyMap<string, string>) {
  const order = new Map<string, number>()
  // Seals take as long as the rest of the row: only the county that is looked at closely gets them.
  const seal = (phone: string | null) =>
    phone !== null && county.code === demoCounty ? sealer.seal(phone) : null
  for (const contact of county.contacts()) {
    const { elderId, name, kinship, sex, phone } = contact
    const next = (order.get(elderId) ?? 0) + 1
    order.set(elderId, next)
    const region = regions.get(elderId) ?? ''
    yield [
      ...[region.slice(0, 6), randomUUID(), region, elderId, name, kinships.words[kinship], kinship, sex],
      ...[seal(phone), phone?.slice(-4) ?? null, contact.whereabouts, contact.country, contact.livesIn],
      ...[contact.leftOn, contact.worksAs, contact.lastContactOn, contact.hasKey, contact.isSupporter],
      ...[contact.linkedElderId, next],
    ]
  }
}
