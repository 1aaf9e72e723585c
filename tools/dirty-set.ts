// A data set in the manner of the public ones for record linkage: invented people of elsewhere, entered again with slips.
import { Chance, WeightedPool } from '../server/synthetic/chance.ts'

export const dirtyHeader = [
  ...['rec_id', 'given_name', 'surname', 'street_number', 'address_1', 'suburb', 'postcode', 'state'],
  ...['date_of_birth', 'soc_sec_id'],
]

export const dirtyFields =
  'given_name:name,surname:name,street_number:exact,address_1:text,suburb:text,postcode:exact,state:exact,date_of_birth:date,soc_sec_id:number'

type Line = string[]

const beginnings =
  'ba be bo bra ca cha da de el fa ga gre ha jo ka la li ma mi na no pa ra ro sa sha ta ti wa'.split(' ')
const middles = 'l n r m ll nn rt s st nd th ck'.split(' ')
const endings = 'a an ie en er on ey in is o son ton man ley'.split(' ')
const kinds = ['street', 'place', 'crescent', 'circuit', 'avenue', 'close']
const states = ['nsw', 'vic', 'qld', 'wa', 'sa', 'act', 'tas', 'nt']

/** Words as unevenly common as names are. */
function wordPool(size: number, chance: Chance): WeightedPool<string> {
  const words = new Set<string>()
  while (words.size < size)
    words.add(
      chance.pick(beginnings) +
        chance.pick(middles) +
        chance.pick(['', 'a', 'i', 'o']) +
        chance.pick(endings),
    )
  return new WeightedPool(
    [...words],
    [...words].map((_, at) => 1 / (at + 8)),
  )
}

/** Originals 'rec-7-org' and their doubles 'rec-7-dup-0', as in the public sets. */
export function dirtySet({
  originals,
  doubles,
  seed,
}: {
  originals: number
  doubles: number
  seed: string
}): { originals: Line[]; doubles: Line[] } {
  const chance = new Chance(seed)
  const pools = {
    given: wordPool(500, chance),
    surname: wordPool(1500, chance),
    street: wordPool(1200, chance),
    suburb: wordPool(900, chance),
  }
  const state = new WeightedPool(states, [32, 24, 20, 10, 8, 3, 2, 1])
  const clean = Array.from({ length: originals }, (_, at): Line => {
    const birth = `${chance.between(1900, 1999)}${two(chance.between(1, 12))}${two(chance.between(1, 28))}`
    return [
      ...[
        `rec-${at}-org`,
        pools.given.draw(chance),
        pools.surname.draw(chance),
        String(chance.between(1, 200)),
      ],
      ...[`${pools.street.draw(chance)} ${chance.pick(kinds)}`, pools.suburb.draw(chance)],
      ...[String(chance.between(2000, 7999)), state.draw(chance)],
      ...[birth, String(chance.between(1_000_000, 9_999_999))],
    ].map((cell, column) => (column > 0 && chance.happens(0.03) ? '' : cell))
  })
  const spoilt: Line[] = []
  const times = new Map<number, number>()
  while (spoilt.length < doubles) {
    const at = doubles === originals ? spoilt.length : chance.below(originals)
    const time = times.get(at) ?? 0
    times.set(at, time + 1)
    spoilt.push(spoil([`rec-${at}-dup-${time}`, ...(clean[at] as Line).slice(1)], chance))
  }
  return { originals: clean, doubles: chance.shuffle(spoilt) }
}

const two = (part: number) => String(part).padStart(2, '0')
const keys = 'abcdefghijklmnopqrstuvwxyz'

/** Two to six slips over the line, one or two a cell. */
function spoil(line: Line, chance: Chance): Line {
  const spoilt = [...line]
  if (chance.happens(0.06)) [spoilt[1], spoilt[2]] = [spoilt[2] ?? '', spoilt[1] ?? '']
  if (chance.happens(0.05)) spoilt[1] = (spoilt[1] ?? '').slice(0, 3)
  const slips = chance.between(2, 6)
  for (let slip = 0; slip < slips; slip++) {
    const column = chance.between(1, line.length - 1)
    spoilt[column] = chance.happens(0.15) ? '' : mistyped(spoilt[column] ?? '', chance)
  }
  return spoilt
}

function mistyped(cell: string, chance: Chance): string {
  if (cell.length < 2) return cell
  const at = chance.below(cell.length - 1)
  const key = /^\d+$/.test(cell) ? String(chance.below(10)) : chance.pick([...keys])
  const ways = [
    cell.slice(0, at) + cell.slice(at + 1),
    cell.slice(0, at) + key + cell.slice(at + 1),
    cell.slice(0, at) + cell[at + 1] + cell[at] + cell.slice(at + 2),
    cell.slice(0, at) + key + cell.slice(at),
  ]
  return chance.pick(/^\d{7,8}$/.test(cell) ? ways.slice(1, 3) : ways)
}

/** 'rec-7-dup-0' and 'rec-7-org' are one. */
export const entityOf = (id: string) => id.split('-').slice(0, 2).join('-')
