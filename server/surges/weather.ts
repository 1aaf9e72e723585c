// The weather feed: takes warnings in by a key, tells county officers, and declares where a county has said so.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import { countyCodeOf } from '../../domain/kernel/area.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { uuidV7 } from '../../domain/kernel/id.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { surgeApi } from '../../domain/surges/api.ts'
import { longestDays } from '../../domain/surges/rules.ts'
import { surgeKinds, usualOf } from '../../domain/surges/surge.ts'
import { declaresByItself, type WeatherRow, warningColours } from '../../domain/surges/weather.ts'
import type { Context, System } from '../kernel/context.ts'
import { savepoint, type Transaction, within } from '../kernel/database.ts'
import { raiseNotices } from '../notices/notices.ts'
import { writeSurge } from './declaring.ts'

type Table = typeof surgeApi

/** Woken by every warning; the minute is for what a stopped server left behind. */
export const weatherJob = 'surges.weather'

const everywhere = { area: { from: '000000000000', to: '999999999999' }, accountId: null }
const shownDays = 7

const digest = (words: string) => createHash('sha256').update(words).digest()

export async function takeWarning(
  { tx, now, config, system, afterCommit }: Context,
  { key, ...warning }: InputOf<Table['weather.report']>,
): Promise<OutputOf<Table['weather.report']>> {
  if (config.weatherKey === null || !timingSafeEqual(digest(key), digest(config.weatherKey)))
    throw new Refused('not_allowed', '气象接口没有启用，或密钥不对。请核对 WANQING_WEATHER_KEY。')
  if (warning.expires <= now.toISOString()) throw new Refused('invalid', '这条预警已经过期，没有收下。')
  const kept = await tx
    .insertInto('weatherWarnings')
    .values({ ...warning, receivedAt: now.toISOString(), handledAt: null })
    .onConflict(conflict => conflict.doNothing())
    .returning('identifier')
    .executeTakeFirst()
  if (kept) afterCommit(() => system.wake(weatherJob))
  return { isNew: kept !== undefined }
}

export async function listWarnings({ tx, now, actor }: Context): Promise<OutputOf<Table['weather.list']>> {
  const since = new Date(now.getTime() - shownDays * 86_400_000).toISOString()
  const rows = await tx
    .selectFrom('weatherWarnings')
    .where('receivedAt', '>=', since)
    .orderBy('receivedAt', 'desc')
    .limit(50)
    .select(['identifier', 'sent', 'event', 'colour', 'regionCodes', 'expires', 'headline', 'receivedAt'])
    .execute()
  const county = countyCodeOf(actor.regionCode).replace(/0+$/, '')
  return rows.filter(row => row.regionCodes.some(code => code.startsWith(county)))
}

/** A job: safe to run twice, for a warning is handled in the transaction that says so. */
export async function handleWarnings(system: System): Promise<void> {
  await system.settings.refresh()
  const now = system.clock.now()
  await within(system.connections.db, everywhere, true, async tx => {
    const waiting = await tx
      .selectFrom('weatherWarnings')
      .where('handledAt', 'is', null)
      .orderBy('receivedAt')
      .limit(50)
      .forUpdate()
      .skipLocked()
      .select(['identifier', 'sent', 'event', 'colour', 'regionCodes', 'expires', 'headline', 'receivedAt'])
      .execute()
    if (waiting.length === 0) return
    for (const warning of waiting) {
      const declared = await declareWhere(system, tx, warning, now)
      await tellOfficers(system, tx, warning, declared, now)
    }
    await tx
      .updateTable('weatherWarnings')
      .where(
        'identifier',
        'in',
        waiting.map(one => one.identifier),
      )
      .set({ handledAt: now.toISOString() })
      .execute()
  })
}

/** A county at a time, as each has set it; a county with nobody to see is passed over. */
async function declareWhere(
  system: System,
  tx: Transaction,
  warning: WeatherRow,
  now: Date,
): Promise<Set<string>> {
  const declared = new Set<string>()
  const today = dayOf(now)
  const setting: Context['setting'] = (key, regionCode) => system.settings.value(key, regionCode, today)
  const latest = new Date(now.getTime() + longestDays * 86_400_000 - 1000).toISOString()
  for (const code of warning.regionCodes) {
    if (!declaresByItself(warning.colour, setting('surge.feedDeclaresFrom', code))) continue
    const { criteria, checks } = usualOf[warning.event]
    const until = warning.expires < latest ? warning.expires : latest
    try {
      await savepoint(tx, () =>
        writeSurge(
          { tx, now, today, setting, byAccountId: null, wake: system.wake },
          {
            ...{ countyCode: countyCodeOf(code), id: uuidV7(now.getTime(), randomBytes(10)) },
            ...{ regionCodes: [code], kind: warning.event, criteria: [...criteria], checks: [...checks] },
            ...{ word: warning.headline, until },
          },
        ),
      )
      declared.add(code)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      system.log.warn({ err: error, region: code }, 'a warning declared nothing')
    }
  }
  return declared
}

async function tellOfficers(
  system: System,
  tx: Transaction,
  warning: WeatherRow,
  declared: ReadonlySet<string>,
  now: Date,
): Promise<void> {
  const officers = await sql<{ accountId: string; regionCode: string }>`
    select posts.account_id, posts.region_code from posts join accounts on accounts.id = posts.account_id
    where posts.role = 'countyOfficer' and posts.region_code = any(${warning.regionCodes})
      and posts.valid_from <= ${dayOf(now)} and (posts.valid_to is null or posts.valid_to >= ${dayOf(now)})
      and accounts.disabled_at is null`.execute(tx)
  const isGrave = warning.colour === 'orangeWarning' || warning.colour === 'redWarning'
  await raiseNotices(
    tx,
    { now, wake: system.wake },
    officers.rows.map(({ accountId: toAccountId, regionCode }) => ({
      ...{ countyCode: countyCodeOf(regionCode), regionCode, toAccountId },
      ...{ kind: 'weatherCame' as const, urgency: isGrave ? ('urgent' as const) : ('normal' as const) },
      subject: { module: 'weather', id: warning.identifier },
      text: `${surgeKinds.words[warning.event]}${warningColours.words[warning.colour]}：${warning.headline}。${
        declared.has(regionCode) ? '已按本县的设置自动发布应急看望。' : '请看要不要发布应急看望。'
      }`,
    })),
  )
}
