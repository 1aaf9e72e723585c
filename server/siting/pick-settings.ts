// What the explanation of a plan asks of the settings: what a kitchen costs to run, when it can live, where it lies.
import { countyCodeOf, pathOf } from '../../domain/kernel/area.ts'
import type { PickSettings, SolvedPlan } from '../../domain/siting/explain.ts'
import type { Context } from '../kernel/context.ts'
import { regionNamesOf } from '../regions/regions.ts'
import { placeNameOf } from './place-name.ts'

export async function pickSettings(
  { tx, setting }: Context,
  { facts, answer, question }: SolvedPlan,
): Promise<PickSettings> {
  const chosen = new Set(answer.chosen.map(String))
  const names = await regionNamesOf(
    tx,
    facts.candidates.filter(one => chosen.has(one.id)).flatMap(one => pathOf(one.regionCode)),
  )
  const county = (regionCode: string) => `${countyCodeOf(regionCode)}000000`
  const isCarried = question.reach === 'mealCarried'
  return {
    placeName: regionCode => placeNameOf(names, regionCode),
    costsOf: regionCode => {
      const at = county(regionCode)
      return {
        cookYuan: setting('siting.cookYuan', at),
        carrierYuan: isCarried ? setting('siting.carrierYuan', at) : 0,
        dinersACook: setting('siting.dinersACook', at),
        fuelYuan: setting('siting.fuelYuan', at),
        otherYuan: setting('siting.otherYuan', at),
        supportYuan: setting('siting.supportYuan', at),
        foodFen: setting('siting.foodFen', at),
        elderFen: setting('siting.elderFen', at),
        aidFen: setting('siting.aidFen', at),
        openDays: setting('siting.openDays', at),
        mealsADay: setting('siting.mealsADay', at),
      }
    },
    viabilityOf: regionCode => {
      const at = county(regionCode)
      return {
        cashMonths: setting('meals.cashMonths', at),
        dinersAtLeast: setting('meals.dinersAtLeast', at),
        shortPercent: setting('meals.promiseShortPercent', at),
      }
    },
  }
}
