// Residents as lists and one stay with contracts, days out and fees.
import { type RawBuilder, sql } from 'kysely'
import { nameFor } from '../../domain/elders/registration.ts'
import { addDays, ageOn, type Day } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { careNeeds, type Stay, type StayRow, stayEndings, stayStandings } from '../../domain/stays/stay.ts'
import type { stayApi } from '../../domain/stays/stay-api.ts'
import { noteConcerns } from '../elders/elders.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, placeFrom } from '../kernel/list-place.ts'
import { checkInArea } from '../regions/regions.ts'
import { handOutXlsx, watermarkFor } from '../spreadsheets/spreadsheets.ts'
import { contractIsOver, inArea, isOut, owedOf } from './homes.ts'
import { mineOnly } from './place.ts'

type Api = typeof stayApi

/** The elder may be at home in a village the caller does not see: then the contract's name is all there is. */
const stayTables = sql`stays s
  join facilities f on f.county_code = s.county_code and f.id = s.facility_id
  join regions place on place.code = f.region_code
  left join elders given on given.county_code = s.county_code and given.id = s.elder_id
  left join elders e on e.county_code = given.county_code and e.id = coalesce(given.merged_into, given.id)
  left join stay_beds b on b.county_code = s.county_code and b.id = s.bed_id
  left join stay_leaves l on l.county_code = s.county_code and l.stay_id = s.id and l.returned_on is null
  left join lateral (select c.elder_fen + c.family_fen + c.government_fen as fee_fen, c.to_on from stay_contracts c
    where c.county_code = s.county_code and c.stay_id = s.id order by c.from_on desc, c.id desc limit 1) c on true`

const standing = sql`case when s.left_on is not null then 'leftHome' when l.id is not null then 'outForNow'
  else 'livingIn' end`

const stayColumns = sql`s.county_code, s.id, s.region_code, s.facility_id, f.name as facility_name,
  place.short_name as place_name, coalesce(e.id, s.elder_id) as elder_id, s.resident_name, e.born_on, e.sex,
  s.is_tekun, s.care_need, b.name as bed_name, s.bed_id, s.wish_id, s.admitted_on, s.left_on, s.ending, s.ending_note,
  s.version, ${standing} as standing, l.left_on as out_since, l.expected_on, c.fee_fen::bigint as fee_fen,
  c.to_on as contract_to, ${owedOf} as owed_fen`

type FoundStay = Omit<StayRow, 'elderAge'> & {
  bornOn: Day | null
  regionCode: string
  bedId: string | null
  wishId: string | null
  endingNote: string | null
  version: number
}

type Narrowing = InputOf<Api['stay.export']>

function narrowed(context: Context, input: Narrowing): RawBuilder<unknown> {
  const { regionCode, facilityId, standing: is, careNeed, queue } = input
  const { today } = context
  const longOut = addDays(today, -context.setting('stay.leaveDays', regionCode))
  const queues: Record<NonNullable<Narrowing['queue']>, RawBuilder<unknown>> = {
    tekunResidents: sql`and s.is_tekun and s.left_on is null`,
    owing: sql`and ${owedOf} > 0`,
    contractOver: sql`and s.left_on is null and ${contractIsOver(today)}`,
    outTooLong: sql`and s.left_on is null and (l.left_on < ${longOut}::date or l.expected_on < ${today}::date)`,
  }
  return sql`${inArea('s', regionCode)} ${mineOnly(context, 's', 'facility_id')}
    ${facilityId ? sql`and s.facility_id = ${facilityId}::uuid` : sql``}
    ${is === 'leftHome' ? sql`and s.left_on is not null` : sql``}
    ${is === 'livingIn' ? sql`and s.left_on is null and not ${isOut}` : sql``}
    ${is === 'outForNow' ? sql`and s.left_on is null and ${isOut}` : sql``}
    ${careNeed ? sql`and s.care_need = ${careNeed}` : sql``}
    ${queue ? queues[queue] : sql``}`
}

function rowFor(
  { actor, today }: Context,
  { bornOn, regionCode: _r, bedId: _b, wishId: _w, endingNote: _e, version: _v, ...row }: FoundStay,
): StayRow {
  return {
    ...row,
    residentName: nameFor(actor.role, row.residentName),
    elderAge: bornOn === null ? null : ageOn(bornOn, row.leftOn ?? today),
  }
}

function noteRead(context: Context, rows: readonly FoundStay[]): void {
  noteConcerns(
    context,
    rows.map(({ countyCode, elderId }) => ({ countyCode, id: elderId })),
  )
}

export async function listStays(
  context: Context,
  { limit, after, ...input }: InputOf<Api['stay.list']>,
): Promise<OutputOf<Api['stay.list']>> {
  checkInArea(context, input.regionCode)
  const place = placeFrom(after)
  const { rows } = await sql<FoundStay>`
    select ${stayColumns} from ${stayTables} where ${narrowed(context, input)}
      ${place ? sql`and (s.admitted_on, s.id) < (${place.sort}::date, ${place.id}::uuid)` : sql``}
    order by s.admitted_on desc, s.id desc limit ${limit + 1}`.execute(context.tx)
  const page = rows.slice(0, limit)
  noteRead(context, page)
  const last = rows.length > limit ? page.at(-1) : undefined
  return {
    rows: page.map(row => rowFor(context, row)),
    next: last ? cursorOf(last.admittedOn, last.id) : null,
  }
}

export async function staysOfElder(
  context: Context,
  { countyCode, elderId }: InputOf<Api['stay.ofElder']>,
): Promise<OutputOf<Api['stay.ofElder']>> {
  const { rows } = await sql<FoundStay>`
    select ${stayColumns} from ${stayTables}
    where s.county_code = ${countyCode} and (s.elder_id = ${elderId}::uuid or e.id = ${elderId}::uuid)
      ${mineOnly(context, 's', 'facility_id')}
    order by s.admitted_on desc, s.id desc limit 50`.execute(context.tx)
  context.concerns(countyCode, [elderId])
  return { rows: rows.map(row => rowFor(context, row)) }
}

type More = Pick<Stay, 'recordedByName' | 'recordedAt' | 'contracts' | 'leaves' | 'bills'>

export async function getStay(
  context: Context,
  { countyCode, id }: InputOf<Api['stay.get']>,
): Promise<OutputOf<Api['stay.get']>> {
  const { rows } = await sql<FoundStay & More>`
    select ${stayColumns}, by.name as recorded_by_name, s.recorded_at,
      (select coalesce(json_agg(json_build_object('id', k.id, 'contractNumber', k.contract_number, 'signedOn',
          k.signed_on, 'fromOn', k.from_on, 'toOn', k.to_on, 'elderFen', k.elder_fen, 'familyFen', k.family_fen,
          'governmentFen', k.government_fen, 'signer', k.signer, 'signerName', k.signer_name, 'homeSignerName',
          k.home_signer_name, 'photos', (select coalesce(json_agg(p.id order by p.added_at, p.id), '[]')
            from stay_photos p where p.county_code = k.county_code and p.contract_id = k.id))
          order by k.from_on desc, k.id desc), '[]')
        from stay_contracts k where k.county_code = s.county_code and k.stay_id = s.id) as contracts,
      (select coalesce(json_agg(json_build_object('id', k.id, 'reason', k.reason, 'leftOn', k.left_on, 'expectedOn',
          k.expected_on, 'withWhom', k.with_whom, 'returnedOn', k.returned_on, 'note', k.note)
          order by k.left_on desc, k.id desc), '[]')
        from stay_leaves k where k.county_code = s.county_code and k.stay_id = s.id) as leaves,
      (select coalesce(json_agg(json_build_object('month', k.month, 'days', k.days, 'elderFen', k.elder_fen,
          'familyFen', k.family_fen, 'governmentFen', k.government_fen) order by k.month desc), '[]')
        from stay_bills k where k.county_code = s.county_code and k.stay_id = s.id) as bills
    from ${stayTables} left join accounts by on by.id = s.recorded_by
    where s.county_code = ${countyCode} and s.id = ${id}::uuid ${mineOnly(context, 's', 'facility_id')}`.execute(
    context.tx,
  )
  const [found] = rows
  if (!found) throw unknownStay()
  noteRead(context, [found])
  const { regionCode, bedId, wishId, endingNote, version } = found
  const { recordedByName, recordedAt, contracts, leaves, bills, ...row } = found
  return {
    ...rowFor(context, row),
    ...{ regionCode, bedId, wishId, endingNote, version, recordedByName, recordedAt, leaves, bills },
    // Signatures are names too.
    contracts: contracts.map(one => ({ ...one, signerName: nameFor(context.actor.role, one.signerName) })),
  }
}

export function unknownStay(): Refused {
  return new Refused('not_found', '没有找到这份入住档案，或它不归您管。请刷新后重试。')
}

const exportedAtMost = 20_000

export async function exportStays(context: Context, input: Narrowing): Promise<Record<string, never>> {
  checkInArea(context, input.regionCode)
  const { rows } = await sql<FoundStay>`
    select ${stayColumns} from ${stayTables} where ${narrowed(context, input)}
    order by s.admitted_on desc, s.id desc limit ${exportedAtMost}`.execute(context.tx)
  noteRead(context, rows)
  const lines = rows.map(found => {
    const row = rowFor(context, found)
    return [
      ...[row.facilityName, row.placeName, row.residentName, row.elderAge ?? '', row.isTekun ? '是' : ''],
      ...[
        careNeeds.words[row.careNeed],
        row.bedName ?? '',
        row.admittedOn,
        stayStandings.words[row.standing],
      ],
      ...[row.outSince ?? '', row.leftOn ?? '', row.ending === null ? '' : stayEndings.words[row.ending]],
      ...[row.feeFen === null ? '' : row.feeFen / 100, row.contractTo ?? '', row.owedFen / 100],
    ]
  })
  const header = ['机构', '所在地', '老人', '年龄', '特困', '照护程度', '床位', '入住日期', '现在怎样']
  await handOutXlsx(
    context,
    [
      {
        name: '入住老人',
        header: [...header, '外出日期', '退住日期', '退住原因', '每月收费（元）', '合同到期', '欠费（元）'],
        rows: [...lines, [await watermarkFor(context, lines.length)]],
      },
    ],
    `入住老人名单-${context.today}.xlsx`,
  )
  return {}
}
