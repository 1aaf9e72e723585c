// Benefits when a life changes: the module that pays decides by its own rules; this only says what has happened.
import type { StopCause } from '../../domain/benefits/stopping.ts'
import type { Effect } from '../../domain/life-events/effects.ts'
import type { LifeEventInput, LifeEventKind } from '../../domain/life-events/life-event.ts'
import { type BenefitEffect, benefitsPreview, stopBenefits } from '../benefits/benefits.ts'
import type { Context } from '../kernel/context.ts'

/** Ends of stays are absent: benefits go on by their rules as soon as the stay has an end. */
const causes: Readonly<Partial<Record<LifeEventKind, StopCause>>> = {
  died: 'died',
  leftProvince: 'movedOut',
  movedToOtherCounty: 'movedOut',
  hospitalised: 'hospital',
  enteredInstitution: 'institution',
  awayForLong: 'away',
}

function stopOf({ countyCode, elderId, happenedOn: from, kind }: LifeEventInput) {
  const cause = causes[kind]
  return cause === undefined ? null : { countyCode, elderId, from, cause }
}

export async function benefitConsequences(context: Context, event: LifeEventInput): Promise<Effect[]> {
  const stop = stopOf(event)
  if (stop === null) return []
  const said = await benefitsPreview(context, stop)
  return said.map(says => ({
    follower: 'benefits',
    says: says.replace(/。$/, ''),
    warns: false,
    change: null,
  }))
}

export async function stopFor(context: Context, event: LifeEventInput): Promise<BenefitEffect[]> {
  const stop = stopOf(event)
  return stop === null ? [] : stopBenefits(context, stop)
}
