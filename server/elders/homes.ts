// Answers the acts on households and kin.
import type { homeApi } from '../../domain/elders/home-api.ts'
import type { Batch, Context, Handlers } from '../kernel/context.ts'
import { changeHousehold } from './homes/changing.ts'
import { listHouseholds } from './homes/household-list.ts'
import { getHousehold } from './homes/household-record.ts'
import { listKin } from './homes/kin-list.ts'
import { changeKin, endKin, recordKin, reorderKin } from './homes/kin-writing.ts'
import { joinHouseholds, splitHousehold, undoMove } from './homes/moving.ts'

export const elderHomes: Handlers<typeof homeApi> = {
  'household.list': listHouseholds,
  'household.get': getHousehold,
  'household.change': changeHousehold,
  async 'household.split'(context, input) {
    await splitHousehold(context, input)
    return {}
  },
  async 'household.join'(context, input) {
    await joinHouseholds(context, input)
    return {}
  },
  async 'household.undo'(context, input) {
    await undoMove(context, input)
    return {}
  },
  'kin.list': listKin,
  'kin.record': inTurn(recordKin),
  'kin.change': inTurn(changeKin),
  async 'kin.end'(context, input) {
    await endKin(context, input)
    return {}
  },
  async 'kin.reorder'(context, input) {
    await reorderKin(context, input)
    return {}
  },
}

/**
 * A push brings one or two of these among its visits, so they are written one after the other. The first that is
 * refused breaks the run, and the door runs the push again with a savepoint for each act.
 */
function inTurn<Input>(
  write: (context: Context, input: Input) => Promise<void>,
): Batch<Input, Record<string, never>> {
  return {
    async many(context, inputs) {
      for (const input of inputs) await write(context, input)
      return inputs.map(() => ({}))
    },
  }
}
