// wanqing import matches: a list of others against one county's ledger, through the same door as the desk's.
import { randomUUID } from 'node:crypto'
import { statSync } from 'node:fs'
import { basename } from 'node:path'
import type { Output } from '../../domain/api.ts'
import { type MatchListKind, matchListKinds } from '../../domain/benefits/records.ts'
import type { System } from '../kernel/context.ts'
import { perform } from '../kernel/operations.ts'
import { registry } from '../operations.ts'
import { actorFor } from './actor.ts'
import { type Flags, wrongUse } from './command.ts'

export const matchOptions = {
  kind: {
    type: 'string' as const,
    says: `比对名单的种类：${matchListKinds.keys.map(key => `${key}（${matchListKinds.words[key]}）`).join('、')}`,
  },
  source: { type: 'string' as const, says: '比对名单来自哪里，如“市殡仪馆”' },
}

/** Answers with the sentence to print. */
export async function importMatches(
  system: System,
  { path, regionCode, flags }: { path: string; regionCode: string; flags: Flags },
): Promise<string> {
  const kind = matchListKinds.keys.find(key => key === flags.kind)
  if (kind === undefined) throw wrongUse(`请用 --kind 写明名单种类：${matchListKinds.keys.join('、')}。`)
  if (typeof flags.source !== 'string' || flags.source.trim() === '')
    throw wrongUse('请用 --source 写明名单来自哪里，如：--source 市殡仪馆。')
  const list = await send(system, path, regionCode, kind, flags.source, flags)
  return `${list.rowCount} 行中有 ${list.matchedCount} 行与在册的在世老年人相符，${list.unreadCount} 行读不出姓名和号码。请到“待遇”的“名单比对”逐行核对，没有改动任何档案。`
}

async function send(
  system: System,
  path: string,
  regionCode: string,
  kind: MatchListKind,
  source: string,
  flags: Flags,
): Promise<Output<'matchList.upload'>> {
  const login = typeof flags.as === 'string' ? flags.as : null
  const actor = await actorFor(system, 'benefit:manage', regionCode, login)
  const { output } = await perform(system, registry, {
    name: 'matchList.upload',
    input: { id: randomUUID(), regionCode, kind, source, fileName: basename(path) },
    actId: randomUUID(),
    actor,
    requestId: randomUUID(),
    address: 'command-line',
    upload: { path, bytes: statSync(path).size },
    sessionToken: null,
  })
  return output as Output<'matchList.upload'>
}
