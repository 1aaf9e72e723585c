// A filter in words, for the exports log and the printed head: 独居 · 80 岁以上 · 还没有探访员.
import { elderGroups, numberKinds, sexes, spokenLanguages } from '../../domain/elders/elder.ts'
import { ethnicityWord } from '../../domain/elders/ethnicities.ts'
import type { ElderFilter } from '../../domain/elders/filter.ts'
import type { Say } from '../language.tsx'

export function filterWords(filter: ElderFilter, say: Say): string[] {
  const { group, sex, ageFrom, ageTo, numberKind, ethnicity, spokenLanguage } = filter
  const { text, hasVisitor, notVisitedDays, willing, registeredFrom, registeredTo, ended } = filter
  const ages = ageFrom !== undefined || ageTo !== undefined
  const days = registeredFrom !== undefined || registeredTo !== undefined
  return [
    text && `“${text}”`,
    group && elderGroups.words[group],
    sex && sexes.words[sex],
    ages && `${ageFrom ?? 0}—${ageTo ?? 130} 岁`,
    numberKind && numberKinds.words[numberKind],
    ethnicity && ethnicityWord(ethnicity),
    spokenLanguage && spokenLanguages.words[spokenLanguage],
    hasVisitor !== undefined && say(hasVisitor ? 'lists.hasVisitor' : 'lists.noVisitor'),
    notVisitedDays !== undefined && say('lists.notVisitedDays', { days: notVisitedDays }),
    willing !== undefined && say(willing ? 'lists.willingYes' : 'lists.willingNo'),
    days &&
      `${say('lists.registeredFrom')} ${registeredFrom ?? '…'} ${say('lists.registeredTo')} ${registeredTo ?? '…'}`,
    ended && say('elders.ended'),
  ].filter((word): word is string => typeof word === 'string' && word !== '')
}
