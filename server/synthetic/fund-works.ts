// One project of the demonstration told from the plan to the day it was settled, by the people who may do each step.
import { randomUUID } from 'node:crypto'
import type { MilestoneKind } from '../../domain/funds/fund.ts'
import { addDays, type Day, firstDayOf, monthOf } from '../../domain/kernel/day.ts'
import { type Acting, fundSteps } from '../funds/funds.ts'
import { type FundStory, type FundWay, fundWays } from './fund-stories.ts'

export interface Place {
  regionCode: string
  name: string
  lon: number | null
  lat: number | null
  siteId?: string
}

interface Told {
  shareId: string
  stories: readonly FundStory[]
  /** When they were drawn up. */
  on: Day
  today: Day
  signers: readonly [string, string]
  /** In another county: the province's people do what its own would. */
  far?: boolean
}

const wan = 1_000_000
type As = (login: string, day: Day) => Acting

export async function tellStories(as: As, places: readonly Place[], told: Told): Promise<void> {
  for (const [at, story] of told.stories.entries()) {
    const place = places[at % Math.max(1, places.length)]
    if (place) await tell(as, place, story, { ...told, on: addDays(told.on, 8 + at * 3) })
  }
}

const reaches = (story: FundStory, way: FundWay) => fundWays.indexOf(story.way) >= fundWays.indexOf(way)

async function tell(as: As, place: Place, story: FundStory, told: Told): Promise<void> {
  const { on, today, far } = told
  const planner = far ? 'demo-province' : 'demo-county'
  const approver = far ? 'demo-province2' : 'demo-county2'
  const id = randomUUID()
  const key = { countyCode: place.regionCode.slice(0, 6), id }
  const asked = story.way === 'asked' ? addDays(today, -2) : on
  const plan = {
    ...{ id, regionCode: place.regionCode, kind: story.kind, shareId: told.shareId, synthetic: true },
    ...{
      name: `${place.name}${story.name}`,
      lon: place.lon,
      lat: place.lat,
      plannedFen: Math.round(story.cost * wan),
    },
    ...{ opensOn: addDays(asked, story.promised), promise: promiseOf(story) },
  }
  await fundSteps.insertProjects(as(planner, asked), [plan])
  if (!reaches(story, 'agreed')) return
  await fundSteps.approveProjects(as(approver, addDays(on, 4)), [{ ...key, ...plan }], null)
  const teller = new Teller(as, key, told)
  await teller.build(story)
  await teller.pay(story, place)
  await teller.finish(story, place)
}

function promiseOf({ people, kind }: FundStory) {
  if (people === undefined) return null
  const peopleWinter = Math.round(people * 0.7)
  return {
    ...{ peopleSummer: people, peopleWinter, costFenAMeal: kind === 'canteen' ? 950 : null },
    breakEvenPeople: kind === 'canteen' ? Math.round(people * 0.6) : null,
    says: `步行一刻钟内夏天约 ${people} 位、冬天约 ${peopleWinter} 位老人能来。`,
  }
}

/** Keeps the version as a screen would. */
class Teller {
  private version = 2
  private readonly as: As
  private readonly key: { countyCode: string; id: string }
  private readonly told: Told

  constructor(as: As, key: { countyCode: string; id: string }, told: Told) {
    this.as = as
    this.key = key
    this.told = told
  }

  private at(login: string, days: number): Acting {
    const day = addDays(this.told.on, days)
    return this.as(login, day < this.told.today ? day : this.told.today)
  }

  private next() {
    return { ...this.key, version: this.version++ }
  }

  private async reach(milestone: MilestoneKind, days: number): Promise<void> {
    const acting = this.at(this.told.far ? 'demo-province' : 'demo-township2', days)
    await fundSteps.reachMilestone(acting, { ...this.next(), milestone, on: acting.today, note: null })
  }

  async build(story: FundStory): Promise<void> {
    if (!reaches(story, 'begun')) return
    await this.reach('worksStart', 30)
    if (story.way !== 'begun') await this.reach('worksHalf', 70)
    if (reaches(story, 'built')) await this.reach('worksDone', 120)
  }

  /** Before acceptance at most what may be; the rest is paid when the project is finished. */
  async pay(story: FundStory, place: Place): Promise<void> {
    const first = Math.min(story.paid, 75)
    if (first > 0) await this.payPart(story, place, first, 60, '首付款')
  }

  private async payPart(story: FundStory, place: Place, hundredths: number, days: number, note: string) {
    const finance = this.told.far ? 'demo-finance2' : 'demo-finance'
    // A till whose month is closed takes nothing more: grants to canteens are of this month.
    const grant =
      story.kind === 'canteen' && place.siteId !== undefined && reaches(story, 'accepted') && days > 100
    const acting = grant ? this.as(finance, firstOr(this.told.today)) : this.at(finance, days)
    await fundSteps.pay(acting, {
      ...{
        countyCode: this.key.countyCode,
        id: randomUUID(),
        projectId: this.key.id,
        version: this.version++,
      },
      ...{ amountFen: Math.round((story.cost * wan * hundredths) / 100), paidOn: acting.today, note },
      ...{ payee: grant ? place.name : '演示建筑工程公司', voucher: `演示${this.version}-${days}` },
      canteenId: grant ? (place.siteId ?? null) : null,
    })
  }

  async finish(story: FundStory, place: Place): Promise<void> {
    const [one, other] = this.told.signers
    if (reaches(story, 'signedOnce'))
      await fundSteps.signAcceptance(this.at(one, 128), { ...this.next(), note: '现场看过，和设计相符。' })
    if (!reaches(story, 'accepted')) return
    await fundSteps.signAcceptance(this.at(other, 130), { ...this.next(), note: '票据和实物对得上。' })
    if (story.paid > 75) await this.payPart(story, place, story.paid - 75, 140, '尾款')
    if (reaches(story, 'opened') && place.siteId !== undefined)
      await fundSteps.linkSite(this.at(one, 142), {
        ...{ ...this.next(), siteKind: 'canteen', siteId: place.siteId },
      })
    if (reaches(story, 'opened')) await this.reach('doorOpens', 150)
    if (reaches(story, 'settled'))
      await fundSteps.closeProject(this.at(this.told.far ? 'demo-finance2' : 'demo-finance', 238), {
        ...{ ...this.next(), note: null },
      })
  }
}

const firstOr = (today: Day): Day => firstDayOf(monthOf(today))
