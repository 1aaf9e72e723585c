// A siting problem and its answer as files say it (docs/siting.md); every complaint names the place in the file.
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { Refused } from '../kernel/refusal.ts'

export const siteObjectives = choice({
  median: '总路程最短',
  covering: '覆盖最多',
  centre: '最远的最近',
  fixedCharge: '总费用最省',
})
export type SiteObjective = KeyOf<typeof siteObjectives>

/** Sums of larger numbers would no longer be numbers. */
export const mostOfAll = 1e30

const number = z.number({ error: '要填数字' })
const positive = number.check(
  z.gte(0, { error: '不能是负数' }),
  z.lte(mostOfAll, { error: '太大了，最多 1e30' }),
)
const SiteId = z.union(
  [
    z.string().check(z.minLength(1, { error: '编号不能为空' })),
    z.number({ error: '要填编号（文字或数字）' }),
  ],
  { error: '要填编号（文字或数字）' },
)
export type SiteId = z.infer<typeof SiteId>
const yesOrNo = z.boolean({ error: '要填 true 或 false' })
const group = z.string({ error: '要填组名' }).check(z.minLength(1, { error: '组名不能为空' }))

const SiteDemand = z.object(
  {
    id: SiteId,
    weight: z.optional(positive),
    x: z.optional(number),
    y: z.optional(number),
    group: z.optional(group),
  },
  { error: '要填一个需求点（对象）' },
)

const SiteCandidate = z.object(
  {
    id: SiteId,
    x: z.optional(number),
    y: z.optional(number),
    cost: z.optional(positive),
    capacity: z.optional(z.nullable(positive)),
    group: z.optional(group),
    must: z.optional(yesOrNo),
    never: z.optional(yesOrNo),
  },
  { error: '要填一个候选点（对象）' },
)

/** A network of a whole country's crossings does not fit into memory beside its lists. */
const mostNodes = 10_000_000

/** Rows and edges are numbers by the million: they are looked through where they become arrays (distances.ts). */
const SiteDistances = z.object(
  {
    matrix: z.optional(z.array(z.any(), { error: '要填数组' })),
    nodes: z.optional(
      z
        .int({ error: '要填整数' })
        .check(z.gte(1, { error: '至少是 1' }), z.lte(mostNodes, { error: `太多了，最多 ${mostNodes}` })),
    ),
    edges: z.optional(z.array(z.any(), { error: '要填数组' })),
    metric: z.optional(
      z.enum(['euclidean', 'haversine'], { error: '只能是 "euclidean"（平面）或 "haversine"（经纬度）' }),
    ),
    roadFactor: z.optional(number.check(z.gt(0, { error: '要大于 0' }))),
  },
  { error: '要填 matrix、nodes 和 edges、metric 三种写法之一' },
)

export const SiteProblem = z.object(
  {
    objective: z.enum(siteObjectives.keys as [SiteObjective, ...SiteObjective[]], {
      error: `只能是 ${siteObjectives.keys.map(key => `"${key}"`).join('、')} 之一`,
    }),
    demands: z
      .array(SiteDemand, { error: '要填需求点的数组' })
      .check(z.minLength(1, { error: '至少要有一个需求点' })),
    candidates: z
      .array(SiteCandidate, { error: '要填候选点的数组' })
      .check(z.minLength(1, { error: '至少要有一个候选点' })),
    distances: SiteDistances,
    sites: z.optional(z.int({ error: '要填整数' }).check(z.gte(1, { error: '至少是 1' }))),
    budget: z.optional(positive),
    radius: z.optional(positive),
    floors: z.optional(
      z.array(
        z.object(
          {
            group,
            share: number.check(
              z.gte(0, { error: '要在 0 和 1 之间' }),
              z.lte(1, { error: '要在 0 和 1 之间' }),
            ),
          },
          { error: '要写成 { "group": …, "share": … }' },
        ),
        { error: '要填数组' },
      ),
    ),
    minimumDemand: z.optional(positive),
    timeLimitSeconds: z.optional(number.check(z.gt(0, { error: '要大于 0' }))),
    seed: z.optional(z.union([z.number(), z.string()], { error: '要填数字或文字' })),
  },
  { error: '要是一个 JSON 对象' },
)
export type SiteProblem = z.infer<typeof SiteProblem>

export const SiteAssignment = z.object({
  demand: SiteId,
  site: SiteId,
  distance: z.number(),
  /** The part of the demand that this site serves, where it is served by several. */
  share: z.optional(z.number()),
})

export const SiteAnswer = z.object({
  chosen: z.array(SiteId),
  objective: z.number(),
  /** No plan can be better than this; null where nothing could be proven in time. */
  bound: z.nullable(z.number()),
  /** |objective − bound| as a share of the objective; null with the bound. */
  gap: z.nullable(z.number()),
  proven: z.boolean(),
  seconds: z.number(),
  assignments: z.array(SiteAssignment),
  /** What stands in the way of something better: `sites`, `budget`, `floor:<group>`, `capacity`, … */
  binding: z.array(z.string()),
})
export type SiteAnswer = z.infer<typeof SiteAnswer>

/** Reads a file's content; the first thing that is wrong is refused with its path. */
export function readSiteProblem(content: unknown): SiteProblem {
  const read = SiteProblem.safeParse(content)
  if (read.success) return read.data
  const issue = read.error.issues[0]
  throw wrongAt(pathOf(issue?.path ?? []), issue?.message ?? '写法不对')
}

/** `candidates[3].cost`, as a person would look for it in the file. */
function pathOf(path: readonly PropertyKey[]): string {
  return path
    .map((part, at) => (typeof part === 'number' ? `[${part}]` : `${at > 0 ? '.' : ''}${String(part)}`))
    .join('')
}

export function wrongAt(path: string, what: string): Refused {
  return new Refused('invalid', path ? `选址文件的 ${path}：${what}。` : `选址文件${what}。`, { path })
}

/** No plan keeps everything the file asks for: says what stands against it. */
export function impossible(why: string, constraint: string): Refused {
  return new Refused('rule_broken', `没有可行的方案：${why}。`, { constraint })
}

/** Fields that nobody reads, most often misspelt: the command warns of them. */
export function unknownFields(content: unknown): string[] {
  if (typeof content !== 'object' || content === null) return []
  const strange = (value: unknown, known: object, prefix: string) =>
    typeof value === 'object' && value !== null
      ? Object.keys(value)
          .filter(key => !Object.hasOwn(known, key))
          .map(key => `${prefix}${key}`)
      : []
  /** Each misspelling once, with the first place where it stands. */
  const inList = (list: unknown, known: object, name: string) => {
    const places = new Map<string, string>()
    for (const [at, one] of (Array.isArray(list) ? list : []).entries())
      for (const key of strange(one, known, ''))
        if (!places.has(key)) places.set(key, `${name}[${at}].${key}`)
    return places.values()
  }
  const { distances, demands, candidates } = content as Record<string, unknown>
  return [
    ...strange(content, SiteProblem.shape, ''),
    ...strange(distances, SiteDistances.shape, 'distances.'),
    ...inList(demands, SiteDemand.shape, 'demands'),
    ...inList(candidates, SiteCandidate.shape, 'candidates'),
  ]
}
