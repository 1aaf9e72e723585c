// How the stations of the demonstration county govern themselves: charter, committee, duty, meetings, complaints, money.
import { createHash, randomUUID } from 'node:crypto'
import { addDays, addMonths, type Day, firstDayOf, type Month, monthOf } from '../../domain/kernel/day.ts'
import type { mealCosts } from '../../domain/meal-accounts/book.ts'
import type { mealSources } from '../../domain/meal-accounts/terms.ts'
import type { CommitteePost } from '../../domain/stays/station.ts'
import type { Context, System } from '../kernel/context.ts'
import { post } from '../ledger/ledger.ts'
import { keepPhoto } from '../photos/photos.ts'
import { keepEntry } from '../stays/stays.ts'
import { drawnBoard } from './home-photos.ts'
import { drawGivenName, drawSurname } from './names.ts'
import { demoId, type Loading, type LodgingHome, type Resident } from './stay-world.ts'

const charterWords = `第一条 本站由村里老人自愿入住，自己管自己，邻里互相帮。
第二条 每年开两次全体老人会。章程、收费、管委会人选由到会老人过半数通过。
第三条 管委会三年一届，设站长、记账员、管钱员、监督员。记账的不管钱，管钱的不记账。
第四条 住的老人能干什么干什么：做饭、打扫、值夜、种菜。干的活记时间，不折钱。
第五条 每月五日前把上月收支贴在墙上，谁都可以看票据。
第六条 意见箱每周开一次，七天内答复。
第七条 夜里有人值班。谁病了，先打急救电话，再告诉家人和村医。`

/** The first three live all of it; those after them still owe their members something, which the list shows. */
export async function loadStations(
  system: System,
  loading: Loading,
  stations: readonly LodgingHome[],
  residents: readonly Resident[],
): Promise<void> {
  const { tx, today } = loading
  const [shown] = stations
  if (!shown) return
  await tx
    .insertInto('stationKeepers')
    .values({
      ...of(shown),
      ...{ accountId: demoId('station') ?? '', validFrom: addDays(today, -300), validTo: null },
    })
    .execute()
  const run = stations.filter((_, place) => place % 4 !== 3)
  await loadCharters(loading, run)
  await loadCommittees(loading, run)
  await loadDuties(loading, run.slice(0, 3), residents)
  await loadRecords(system, loading, run)
  await loadComplaints(loading, run)
  await loadWork(
    loading,
    residents.filter(one => run.slice(0, 3).includes(one.home)),
  )
  for (let month = addMonths(monthOf(today), -5); month <= monthOf(today); month = addMonths(month, 1))
    for (const station of run.slice(0, 5)) await loadMoney(loading, station, month)
}

const of = ({ countyCode, regionCode, facilityId }: LodgingHome) => ({
  ...{ countyCode, id: randomUUID(), regionCode, facilityId },
})
const written = ({ now }: Loading) => ({ recordedBy: demoId('station'), recordedAt: now.toISOString() })

async function loadCharters(loading: Loading, stations: readonly LodgingHome[]): Promise<void> {
  const versions = stations.flatMap((station, place) => {
    const charter = (version: number, words: string, ago: number) => ({
      ...{ ...of(station), version, words, adoptedOn: addDays(loading.today, -ago), present: 16 + place },
      ...{ inFavour: 13 + place, ...written(loading) },
    })
    const before = charterWords.split('\n').slice(0, 5).join('\n')
    return [charter(1, before, 380), charter(2, charterWords, 120 + place)]
  })
  await loading.tx.insertInto('stationCharters').values(versions).execute()
}

const seats: readonly CommitteePost[] = [
  'stationHead',
  'deputyHead',
  'bookKeeper',
  'cashKeeper',
  'bookWatcher',
]

async function loadCommittees(loading: Loading, stations: readonly LodgingHome[]): Promise<void> {
  const { tx, today, chance } = loading
  const terms = stations.map((station, place) => {
    // The second station is due to elect, the third late.
    const toOn = addDays(today, place === 1 ? 40 : place === 2 ? -12 : 500 + place * 30)
    const fromOn = addDays(toOn, -1_095)
    return {
      ...of(station),
      electedOn: addDays(fromOn, -6),
      fromOn,
      toOn,
      voters: 21 + place,
      ...written(loading),
    }
  })
  await tx.insertInto('stationTerms').values(terms).execute()
  const name = () => {
    const sex = chance.happens(0.5) ? 'male' : 'female'
    return drawSurname('han', chance) + drawGivenName('han', sex, 1955, chance)
  }
  await tx
    .insertInto('stationMembers')
    .values(
      terms.flatMap(({ countyCode, regionCode, id }) =>
        seats.map(seat => ({
          ...{ countyCode, id: randomUUID(), regionCode, termId: id, name: name(), post: seat, leftOn: null },
        })),
      ),
    )
    .execute()
}

/** Last week, this one and the next. */
async function loadDuties(
  loading: Loading,
  stations: readonly LodgingHome[],
  residents: readonly Resident[],
): Promise<void> {
  const { tx, today } = loading
  const monday = addDays(today, -((new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7))
  const rows = stations.flatMap(station => {
    const own = residents.filter(one => one.home === station).map(one => one.name)
    const names = own.length > 0 ? own : ['村里志愿者']
    return Array.from({ length: 21 }, (_, place) => addDays(monday, place - 7)).flatMap((day, place) =>
      (['dayTurn', 'nightTurn', 'kitchenTurn', 'cleaningTurn'] as const).map((turn, index) => ({
        ...{ countyCode: station.countyCode, facilityId: station.facilityId, regionCode: station.regionCode },
        ...{ day, turn, name: names[(place + index) % names.length] ?? '', ...written(loading) },
      })),
    )
  })
  await tx.insertInto('stationDuties').values(rows).execute()
}

async function loadRecords(
  system: System,
  loading: Loading,
  stations: readonly LodgingHome[],
): Promise<void> {
  const { tx, today } = loading
  const records = stations.flatMap((station, place) => {
    const notices = [1, 2, 3].map(back => addMonths(monthOf(today), -back))
    return [
      {
        ...{ ...of(station), kind: 'membersMeeting' as const, heldOn: addDays(today, -(120 + place)) },
        ...{ aboutMonth: null, title: '全体老人会：修改章程', present: 16 + place, ...written(loading) },
        words:
          '念了新章程七条，大家提了两条意见：夜里值班要写明先找谁；意见箱每周开一次。改好后举手表决，过半数通过。',
      },
      {
        ...{ ...of(station), kind: 'committeeMeeting' as const, heldOn: addDays(today, -(9 + place)) },
        ...{ aboutMonth: null, title: '管委会会议：过冬准备', present: 5, ...written(loading) },
        words:
          '一、买煤两吨，记账员和监督员一起去过秤。二、门口台阶撒炉灰防滑。三、夜班把烟囱和报警器每晚看一遍。',
      },
      // The third station has not hung out last month's account.
      ...notices.slice(place === 2 ? 1 : 0).map((month: Month) => ({
        ...{
          ...of(station),
          kind: 'publicNotice' as const,
          heldOn: addDays(firstDayOf(addMonths(month, 1)), 3),
        },
        ...{
          aboutMonth: month,
          title: `${Number(month.slice(5))}月收支公示`,
          present: null,
          ...written(loading),
        },
        words: '上月收支已贴在活动室墙上，票据在记账员处，谁都可以看。',
      })),
    ]
  })
  await tx.insertInto('stationRecords').values(records).execute()
  const newest = records.find(one => one.kind === 'publicNotice')
  if (newest) await loadBoard(system, loading, newest)
}

async function loadBoard(
  system: System,
  { tx, now }: Loading,
  record: { countyCode: string; regionCode: string; id: string },
): Promise<void> {
  const drawn = drawnBoard()
  const id = randomUUID()
  const folder: Pick<Context, 'config' | 'sealer' | 'requestId'> = { ...system, requestId: id }
  await keepPhoto(folder, { kind: 'station-records', countyCode: record.countyCode, id }, drawn)
  await tx
    .insertInto('stationRecordPhotos')
    .values({
      ...{ countyCode: record.countyCode, id, regionCode: record.regionCode, recordId: record.id },
      ...{ contentType: 'image/png', sizeBytes: drawn.length, addedBy: demoId('station') },
      ...{ contentHash: createHash('sha256').update(drawn).digest('hex'), addedAt: now.toISOString() },
    })
    .execute()
}

async function loadComplaints(loading: Loading, stations: readonly LodgingHome[]): Promise<void> {
  const { tx, today } = loading
  const said = [
    { ago: 40, words: '厨房菜太咸，牙不好的人嚼不动。', answer: '和厨房帮手说了，菜少放盐，另做一样软的。' },
    { ago: 18, words: '活动室晚上八点就关灯，想多看会儿电视。', answer: '管委会商量后改到九点。' },
    { ago: 11, words: '西边窗户漏风，夜里冷。', answer: null },
  ]
  const rows = stations.slice(0, 3).flatMap((station, place) =>
    said.slice(0, 3 - (place % 2)).map(({ ago, words, answer }, index) => ({
      ...{
        ...of(station),
        way: index === 1 ? ('toldInPerson' as const) : ('fromBox' as const),
        words,
        answer,
      },
      ...{ receivedOn: addDays(today, -ago), fromName: null, answeredOn: answer && addDays(today, 4 - ago) },
      ...{ answeredBy: answer && demoId('station'), ...written(loading) },
    })),
  )
  await tx.insertInto('stationComplaints').values(rows).execute()
}

async function loadWork(loading: Loading, workers: readonly Resident[]): Promise<void> {
  const { tx, today, chance } = loading
  const deeds = ['做早饭', '打扫活动室', '烧锅炉', '陪夜', '侍弄菜园', '帮着洗衣服']
  const rows = workers.flatMap(({ home, elderId, name }) =>
    Array.from({ length: 4 }, () => ({
      ...{ ...of(home), elderId, workerName: name, day: addDays(today, -chance.below(19)) },
      ...{ minutes: 30 * chance.between(1, 4), deed: chance.pick(deeds), ...written(loading) },
    })),
  )
  if (rows.length === 0) return
  await tx.insertInto('stationWorks').values(rows).execute()
  await post(
    loading,
    rows.map(({ countyCode, id, regionCode, facilityId, elderId, day, minutes, deed }) => ({
      ...{ id, countyCode, regionCode, unit: 'minutes' as const, amount: minutes, day, note: deed },
      from: { kind: 'stationWork' as const, ownerId: facilityId, regionCode },
      to: { kind: 'stationPoints' as const, ownerId: elderId, regionCode },
      ...{
        purpose: 'stationLabour' as const,
        subjectKind: 'elder' as const,
        subjectId: elderId,
        voucherId: null,
      },
    })),
  )
}

interface Moved {
  date: number
  source: (typeof mealSources.keys)[number] | null
  cost: (typeof mealCosts.keys)[number] | null
  yuan: number
  party: string | null
}

/** What an ordinary month brings beside the fees, and what it costs. */
const ordinary: readonly Moved[] = [
  { date: 2, source: 'fromCollective', cost: null, yuan: 1_600, party: '村集体经济组织' },
  { date: 4, source: null, cost: 'foodCost', yuan: 1_150, party: '镇上粮油店' },
  { date: 8, source: 'fromGovernment', cost: null, yuan: 900, party: '市财政运行补助' },
  { date: 11, source: null, cost: 'fuelCost', yuan: 620, party: '煤站、供电所' },
  { date: 14, source: 'fromSociety', cost: null, yuan: 200, party: null },
  { date: 19, source: 'fromFirm', cost: null, yuan: 500, party: '乡里的米业公司' },
  { date: 22, source: null, cost: 'otherCost', yuan: 180, party: '镇上五金店' },
  { date: 25, source: null, cost: 'wageCost', yuan: 1_800, party: '护理员' },
]

/** Without which the first months would end below nothing. */
const opening: Moved = { date: 1, source: 'fromGovernment', cost: null, yuan: 4_000, party: '市财政开办补助' }

async function loadMoney(loading: Loading, station: LodgingHome, month: Month): Promise<void> {
  const { today, chance } = loading
  const onDay = (date: number): Day => `${month}-${String(date).padStart(2, '0')}`
  const { countyCode, facilityId, regionCode } = station
  const desk = { ...loading, by: demoId('station') }
  const share = 80 + chance.below(40)
  const isFirst = month === addMonths(monthOf(today), -5)
  for (const { date, source, cost, yuan, party } of isFirst ? [opening, ...ordinary] : ordinary) {
    if (onDay(date) > today) continue
    await keepEntry(
      desk,
      {
        ...{ countyCode, facilityId, id: randomUUID(), source, cost, party, note: null, day: onDay(date) },
        ...{ kind: source === null ? 'moneyOut' : 'moneyIn', amountFen: yuan * share },
        isAnonymous: source === 'fromSociety',
      },
      regionCode,
    )
  }
  if (onDay(16) > today) return
  await keepEntry(
    desk,
    {
      ...{ countyCode, facilityId, id: randomUUID(), kind: 'giftOfGoods', source: 'fromSociety', cost: null },
      ...{
        amountFen: 0,
        day: onDay(16),
        party: '村里的爱心人士',
        isAnonymous: false,
        note: '大米五袋、白菜二百斤',
      },
    },
    regionCode,
  )
}
