// From the lines that are taken: programmes to enter, sums to plan, batches with their shares, and projects.
import { countyCodeOf } from '../../kernel/area.ts'
import type { Day } from '../../kernel/day.ts'
import type { FundKind, FundSource } from '../fund.ts'
import {
  batchKey,
  type DecidedFundRow,
  type HeldFunds,
  shareKey,
  splitFen,
  sumFor,
  sumKey,
} from './decide.ts'
import type { GivenFund } from './understand.ts'

export interface SumLaidOut {
  id: string
  /** Null where the programme is to be entered. */
  programmeId: string | null
  programme: string
  year: number | null
  source: FundSource
  kind: FundKind
  documentNumber: string | null
  amountFen: number
}

export interface BatchLaidOut {
  id: string
  sumId: string
  title: string
  shares: {
    id: string
    regionCode: string
    kind: FundKind
    amountFen: number
    places: number | null
  }[]
}

export interface ProjectLaidOut {
  id: string
  shareId: string
  regionCode: string
  name: string
  kind: FundKind
  plannedFen: number
  opensOn: Day
}

export interface LaidOut {
  sums: SumLaidOut[]
  batches: BatchLaidOut[]
  projects: ProjectLaidOut[]
  /** What each line came to. */
  rows: {
    row: number
    outcome: WantedFundRow['outcome']
    sumId: string
    isNewSum: boolean
    batchId: string | null
  }[]
}

/** A line that is taken: one that is new, or one that looks odd and that a person wants all the same. */
export type WantedFundRow = DecidedFundRow & { outcome: 'new' | 'suspicious' }

type Taken = WantedFundRow & { given: GivenFund; regionCode: string }

export function layOut(
  wanted: readonly WantedFundRow[],
  {
    held,
    programmes,
    newId,
  }: { held: HeldFunds; programmes: ReadonlyMap<string, string>; newId: () => string },
): LaidOut {
  const rows = wanted.filter((row): row is Taken => row.given !== null && row.regionCode !== null)
  const sums = new Map<string, SumLaidOut>()
  const batches = new Map<string, BatchLaidOut>()
  const shares = new Map<string, BatchLaidOut['shares'][number]>()
  const out: LaidOut = { sums: [], batches: [], projects: [], rows: [] }
  for (const key of new Set(rows.map(({ given }) => sumKey(given)))) {
    const group = rows.filter(({ given }) => sumKey(given) === key)
    const given = (group.find(({ level }) => level === 'sum') ?? group[0])?.given
    if (!given || sumFor(given, held.sums)) continue
    const { programme, year, source, kind, documentNumber } = given
    const stated = group.find(({ level }) => level === 'sum')?.given.amountFen
    sums.set(key, {
      ...{ id: newId(), programme, year, source, kind, documentNumber },
      ...{ programmeId: programmes.get(programme) ?? null, amountFen: stated ?? splitFen(group) },
    })
  }
  // A line for a county comes before its projects, which then add nothing to it.
  for (const { row, outcome, level, given, regionCode } of [
    ...rows.filter(({ level }) => level === 'sum'),
    ...rows.filter(({ level }) => level === 'share'),
    ...rows.filter(({ level }) => level === 'project'),
  ]) {
    const fresh = sums.get(sumKey(given))
    const sumId = fresh?.id ?? sumFor(given, held.sums)?.id ?? ''
    const line = { row, outcome, sumId, isNewSum: fresh !== undefined }
    if (level === 'sum') {
      out.rows.push({ ...line, batchId: null })
      continue
    }
    const key = batchKey(given)
    const batch = batches.get(key) ?? { id: newId(), sumId, title: given.batch, shares: [] }
    batches.set(key, batch)
    const ofShare = shareKey(given, regionCode)
    const known = shares.get(ofShare)
    const share = known ?? {
      ...{ id: newId(), regionCode: `${countyCodeOf(regionCode)}000000`, kind: given.kind },
      ...{ amountFen: 0, places: level === 'share' ? given.places : null },
    }
    if (!known) {
      shares.set(ofShare, share)
      batch.shares.push(share)
    }
    const hasLine = rows.some(one => one.level === 'share' && shareKey(one.given, one.regionCode) === ofShare)
    if (level === 'share' || !hasLine) share.amountFen += given.amountFen
    if (level === 'project' && given.project !== null && given.opensOn !== null)
      out.projects.push({
        ...{ id: newId(), shareId: share.id, regionCode, name: given.project, kind: given.kind },
        ...{ plannedFen: given.amountFen, opensOn: given.opensOn },
      })
    out.rows.push({ ...line, batchId: batch.id })
  }
  out.sums = [...sums.values()]
  out.batches = [...batches.values()]
  return out
}
