// Branch and bound over the relaxation: what cannot be part of anything better is settled, the rest is tried both ways.
import { Ascent, type Prices, type Relaxation, type Settled } from './relaxation.ts'
import type { Rule } from './rules.ts'
import type { Service } from './service.ts'

/** The best plan so far, and the search that finds better ones from a proposal. */
export interface Incumbent {
  total: number
  /** Improves a proposed set, knowing what the rules are worth; returns true when it became the best. */
  propose(sites: Int32Array, worth: Float64Array): boolean
  /** Exactly this set, not improved. */
  weigh(sites: Int32Array): void
}

interface Node {
  bound: number
  settled: Settled
  prices: Prices
  depth: number
}

export interface Tree {
  service: Service
  rules: readonly Rule[]
  most: number
  relaxation: Relaxation
  /** More open sites can do no harm when nothing forbids them. */
  mayOpenAll: boolean
  incumbent: Incumbent
  isOver(): boolean
  tell(bound: number): void
}

/** A bound that holds for every plan; equal to the incumbent when that is proven to be the best. */
export function branch(tree: Tree, root: Settled, prices: Prices): number {
  const { relaxation } = tree
  const open: Node[] = []
  const first = explore(tree, relaxation, {
    bound: Number.NEGATIVE_INFINITY,
    settled: root,
    prices,
    depth: 0,
  })
  if (first) open.push(first)
  while (open.length > 0) {
    const node = takeLowest(open)
    if (node.bound >= cutoff(tree)) break
    tree.tell(Math.min(node.bound, tree.incumbent.total))
    if (tree.isOver()) return Math.min(node.bound, tree.incumbent.total)
    const site = doubtful(node, relaxation, tree)
    for (const way of [1, -1] as const) {
      const settled = node.settled.slice()
      settled[site] = way
      const child = explore(tree, relaxation, {
        bound: node.bound,
        settled,
        prices: node.prices,
        depth: node.depth + 1,
      })
      if (child) open.push(child)
    }
  }
  return tree.incumbent.total
}

/** A node at or above this holds nothing better. */
function cutoff({ service, incumbent }: Tree): number {
  const { total } = incumbent
  return service.isWhole ? total - 1 + 1e-6 : total - Math.max(1e-9, Math.abs(total) * 1e-10)
}

function takeLowest(open: Node[]): Node {
  let lowest = 0
  for (let at = 1; at < open.length; at++)
    if ((open[at] as Node).bound < (open[lowest] as Node).bound) lowest = at
  const node = open[lowest] as Node
  open[lowest] = open[open.length - 1] as Node
  open.pop()
  return node
}

/** Raises the bound of a node and settles what it can; null when nothing better lies below it. */
function explore(tree: Tree, relaxation: Relaxation, node: Node): Node | null {
  const { settled } = node
  if (isBroken(tree, settled)) return null
  const ascent = new Ascent(relaxation, node.prices, node.depth === 0 ? 1.6 : 0.8, node.depth === 0 ? 30 : 12)
  const rounds = node.depth === 0 ? 1500 : 150
  for (let round = 0; round < rounds && !ascent.isTired; round++) {
    ascent.step(settled, target(tree, ascent))
    if (ascent.bound >= cutoff(tree)) return null
    if (round % 4 === 3 && tree.isOver()) break
    if (round % 25 === 24) {
      propose(tree, relaxation, settled)
      settle(tree, relaxation, ascent, settled)
      if (isBroken(tree, settled)) return null
      if (node.depth === 0) tree.tell(ascent.bound)
    }
  }
  if (!tree.isOver()) propose(tree, relaxation, settled)
  settle(tree, relaxation, ascent, settled)
  if (ascent.bound >= cutoff(tree) || isBroken(tree, settled)) return null
  if (weighLeaf(tree, settled)) return null
  return { ...node, bound: Math.max(node.bound, ascent.bound), prices: ascent.best }
}

/** Prices aim at the best known plan, or somewhat above the bound while none is known. */
function target({ incumbent }: Tree, ascent: Ascent): number {
  const bound = ascent.bound === Number.NEGATIVE_INFINITY ? 0 : ascent.bound
  return Number.isFinite(incumbent.total) ? incumbent.total : bound + Math.max(1, Math.abs(bound) * 0.1)
}

function propose(tree: Tree, relaxation: Relaxation, settled: Settled): void {
  const sites: number[] = []
  for (let site = 0; site < settled.length; site++) if (settled[site] === 1) sites.push(site)
  tree.incumbent.propose(Int32Array.from([...sites, ...relaxation.cheapest]), relaxation.prices.rule)
}

/** Settles every site whose other state would already cost more than the best plan. */
function settle(tree: Tree, relaxation: Relaxation, ascent: Ascent, settled: Settled): void {
  const { prices, reduced, isPicked } = relaxation
  const now = { demand: prices.demand.slice(), rule: prices.rule.slice() }
  prices.demand.set(ascent.best.demand)
  prices.rule.set(ascent.best.rule)
  const bound = relaxation.price(settled)
  let [dearest, next, count] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, 0]
  for (let site = 0; site < settled.length; site++) {
    if (isPicked[site]) count++
    if (settled[site] !== 0) continue
    if (isPicked[site]) dearest = Math.max(dearest, reduced[site] as number)
    else next = Math.min(next, reduced[site] as number)
  }
  const isFull = count >= tree.most
  // Who goes must be replaced only where there are too few already; who comes takes a place only where it is full.
  const replacement = count > relaxation.least ? Math.min(0, next) : next
  const place = isFull ? dearest : Math.max(0, dearest)
  const limit = cutoff(tree)
  for (let site = 0; site < settled.length; site++) {
    if (settled[site] !== 0) continue
    const worth = reduced[site] as number
    if (isPicked[site]) {
      if (bound - worth + replacement >= limit) settled[site] = 1
    } else if (bound + worth - place >= limit) settled[site] = -1
  }
  prices.demand.set(now.demand)
  prices.rule.set(now.rule)
}

/** More open sites than allowed, or a rule that no completion can keep. */
function isBroken({ rules, most }: Tree, settled: Settled): boolean {
  let count = 0
  for (const state of settled) if (state === 1) count++
  if (count > most) return true
  return rules.some(rule => {
    let least = 0
    for (let site = 0; site < settled.length; site++)
      if (settled[site] === 1) least += rule.each[site] as number
      else if (settled[site] === 0) least += Math.min(0, rule.each[site] as number)
    return least > rule.most
  })
}

/** Nothing is left to decide: the one set that remains is weighed. */
function weighLeaf({ service, most, mayOpenAll, incumbent }: Tree, settled: Settled): boolean {
  const [chosen, free]: [number[], number[]] = [[], []]
  for (let site = 0; site < settled.length; site++) {
    if (settled[site] === 1) chosen.push(site)
    else if (settled[site] === 0) free.push(site)
  }
  const isFull = chosen.length === most || free.length === 0
  const isCheap =
    mayOpenAll && chosen.length + free.length <= most && free.every(site => service.fixed[site] === 0)
  if (!isFull && !isCheap) return false
  incumbent.weigh(Int32Array.from(isFull ? chosen : [...chosen, ...free]))
  return true
}

/** The free site that is picked about every second time. */
function doubtful(node: Node, relaxation: Relaxation, tree: Tree): number {
  const ascent = new Ascent(relaxation, node.prices, 0.05)
  for (let round = 0; round < 20; round++) ascent.step(node.settled, target(tree, ascent))
  let [best, doubt] = [-1, -1]
  for (let site = 0; site < node.settled.length; site++) {
    if (node.settled[site] !== 0) continue
    const share = ascent.share[site] as number
    const one = Math.min(share, 1 - share)
    if (one > doubt) {
      best = site
      doubt = one
    }
  }
  return best
}
