// Tells officers that a case is theirs now, and lets the telling fall silent when somebody works on it.
import { type AidCaseLevel, aidCaseLevels } from '../../domain/aid-cases/aid-case.ts'
import { pathOf } from '../../domain/kernel/area.ts'
import type { NoticeUrgency } from '../../domain/notices/notice.ts'
import { type NewNotice, raiseNotices, settleNotices } from '../notices/notices.ts'
import { type PossibleOwner, possibleOwners } from './owners.ts'
import type { NewOwner } from './owning.ts'
import type { CaseWork } from './work.ts'

/** Under this name notices know whose matters they are. */
export const caseModule = 'aid-cases'

const urgencies: Readonly<Record<AidCaseLevel, NoticeUrgency>> = {
  p0: 'p0',
  p1: 'urgent',
  p2: 'normal',
  p3: 'normal',
}

/** Whoever opened or took a case with her own hand knows it. */
export async function tellOwners(work: CaseWork, changes: readonly NewOwner[]): Promise<void> {
  const told = changes.flatMap(change =>
    change.reachedId === null || change.reachedId === work.byAccountId
      ? []
      : [{ ...change, reachedId: change.reachedId }],
  )
  if (told.length === 0) return
  const { tx, now, today } = work
  const elders = await tx
    .selectFrom('elders')
    .innerJoin('regions', 'regions.code', 'elders.regionCode')
    .where('elders.countyCode', 'in', [...new Set(told.map(change => change.countyCode))])
    .where('elders.id', 'in', [...new Set(told.map(change => change.elderId))])
    .select(['elders.id', 'elders.name', 'regions.shortName as village'])
    .execute()
  const known = new Map(elders.map(elder => [elder.id, elder]))
  const lives = told.filter(change => change.level === 'p0')
  const owners =
    lives.length === 0
      ? []
      : await possibleOwners(
          tx,
          lives.map(change => change.regionCode),
          today,
        )
  await raiseNotices(
    tx,
    { now, wake: job => work.afterCommit(() => work.system.wake(job)) },
    told.map(change => noticeOf(change, known.get(change.elderId), owners, now)),
  )
}

function noticeOf(
  change: NewOwner & { reachedId: string },
  elder: { name: string; village: string } | undefined,
  owners: readonly PossibleOwner[],
  now: Date,
): NewNotice {
  const { countyCode, regionCode, caseId, ownerId, reachedId, level, trouble, kind, note } = change
  // The province is told and urges; the county goes on answering.
  const raised = reachedId === ownerId ? '升级到您' : '请您督办'
  const how = { opened: '新个案', escalated: raised, handedOver: '转交给您' }[kind]
  const said = kind === 'opened' || note === null ? '' : `（${note}）`
  return {
    ...{ countyCode, regionCode, toAccountId: reachedId, kind: 'caseToYou', urgency: urgencies[level] },
    subject: { module: caseModule, id: caseId },
    text: `${how}：${elder?.village ?? ''}${elder?.name ?? '一位老年人'}，${trouble}，${aidCaseLevels.words[level]}${said}。请马上响应。`,
    names: elder ? [elder.name] : [],
    standIns: level === 'p0' ? standInsOf(owners, regionCode, reachedId) : [],
    occasion: kind === 'opened' ? '' : now.toISOString(),
  }
}

/** Others in the same post: the deputy of a village before its township. */
function standInsOf(owners: readonly PossibleOwner[], regionCode: string, ownerId: string): string[] {
  const places = pathOf(regionCode)
  const posts = owners.filter(owner => owner.id === ownerId && places.includes(owner.regionCode))
  return owners
    .filter(other => other.id !== ownerId)
    .filter(other => posts.some(post => post.role === other.role && post.regionCode === other.regionCode))
    .map(other => other.id)
}

/** Somebody works on it: nobody need be told any more. */
export async function hushCase(
  { tx, now }: Pick<CaseWork, 'tx' | 'now'>,
  { countyCode, id }: { countyCode: string; id: string },
): Promise<void> {
  await settleNotices(tx, { now }, [{ countyCode, module: caseModule, id }])
}
