// One ordinary meal rule to vary, used by tests and guards: three yuan off thirteen, once a day, five a week.
import { mealModels } from './models.ts'
import type { MealTerms } from './terms.ts'

const [tianjin] = mealModels({ code: '222402000000', name: '图们市' })
if (!tianjin) throw new Error('there is a first model')

export const sampleMealTerms: MealTerms = tianjin.terms
