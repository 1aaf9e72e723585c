// The later parts of 一人一档 on paper: ability, benefits, and what the elder herself wants.
import { abilityLevels } from '../../domain/assessments/ability.ts'
import { answersInForce, consentAnswers, consentPurposes } from '../../domain/consents/consent.ts'
import type { Elder } from '../../domain/elders/elder.ts'
import { useAnswer } from '../asking.ts'
import { useWords } from '../language.tsx'
import { Answered } from '../states.tsx'
import { Lines } from './SheetLines.tsx'

const keyOf = (elder: Elder) => ({ countyCode: elder.countyCode, elderId: elder.id })

export function AbilityLines({ elder }: { elder: Elder }) {
  const say = useWords()
  const abilities = useAnswer('ability.list', keyOf(elder))
  return (
    <Answered query={abilities}>
      {({ rows }) => (
        <Lines
          lines={rows.flatMap(({ assessedOn, result }) =>
            result === null
              ? []
              : [
                  say('print.abilityLine', {
                    day: assessedOn,
                    total: result.total,
                    level: abilityLevels.words[result.finalLevel],
                  }),
                ],
          )}
        />
      )}
    </Answered>
  )
}

export function BenefitLines({ elder }: { elder: Elder }) {
  const benefits = useAnswer('elderBenefit.get', keyOf(elder))
  return (
    <Answered query={benefits}>
      {({ benefits: kinds }) => <Lines lines={kinds.filter(one => one.entitled).map(one => one.sentence)} />}
    </Answered>
  )
}

export function WishLines({ elder }: { elder: Elder }) {
  const say = useWords()
  const answers = useAnswer('consent.ofElder', keyOf(elder))
  return (
    <Answered query={answers}>
      {given => (
        <Lines
          lines={consentPurposes.keys.map(purpose => {
            const answer = answersInForce(given).get(purpose)
            const said = answer
              ? `${consentAnswers.words[answer.answer]}（${answer.answeredOn}）`
              : say('consents.neverAsked')
            return `${consentPurposes.words[purpose]}：${said}`
          })}
        />
      )}
    </Answered>
  )
}
