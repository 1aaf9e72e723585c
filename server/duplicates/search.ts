// Finds the pairs among many people in memory: index, walk, score; words only for what is worth showing.
import { compareReady, type Reason, scoreOf } from '../../domain/duplicates/compare.ts'
import { type Model, usualModel } from '../../domain/duplicates/model.ts'
import type { Ready } from '../../domain/duplicates/ready.ts'
import { BlockIndex } from './blocks.ts'
import { addKeys, keyKinds, mostPeople } from './keys.ts'

export interface FoundPair {
  /** Places in the list searched. */
  one: number
  other: number
  score: number
  reasons: Reason[]
}

export interface Search {
  pairs: FoundPair[]
  compared: number
}

/** People are added one by one, so that a province streams through without a second copy. */
export class PairSearch {
  readonly people: Ready[] = []
  private readonly index = new BlockIndex(mostPeople)
  private readonly names = new Map<string, number>()

  add(person: Ready): void {
    const place = this.people.push(person) - 1
    addKeys(person, (kind, key) => this.index.add(place, keyKinds[kind], key))
    const folded = person.name?.folded
    if (folded !== undefined) this.names.set(folded, (this.names.get(folded) ?? 0) + 1)
  }

  /** @param from the lowest score worth keeping, of each two people. */
  async run(from: (one: number, other: number) => number): Promise<Search> {
    const model = this.model()
    const pairs: FoundPair[] = []
    const compared = await this.index.walk(this.people.length, (one, other) => {
      const [first, second] = [this.people[one] as Ready, this.people[other] as Ready]
      const least = from(one, other)
      if (scoreOf(first, second, model, least) < least) return
      const { score, reasons } = compareReady(first, second, model)
      pairs.push({ one, other, score, reasons })
    })
    return { pairs, compared }
  }

  /** The ledger's own names say how common one is, once there are enough of them to tell. */
  private model(): Model {
    return modelFor(this.names, this.people.length)
  }
}

const enoughToCount = 5_000

/** Half a person more for everyone: a name carried by one double pair is not yet common. */
export function modelFor(names: ReadonlyMap<string, number>, people: number): Model {
  if (people < enoughToCount) return usualModel
  return { ...usualModel, nameShare: folded => ((names.get(folded) ?? 0) + 0.5) / people }
}
