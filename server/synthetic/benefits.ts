// Benefits of the demonstration's county: three example rules, the lists of two months, what went wrong since.
import { randomUUID } from 'node:crypto'
import { demoAccounts } from '../../domain/accounts/demo.ts'
import { ruleExamples } from '../../domain/benefits/examples.ts'
import type { BenefitRule } from '../../domain/benefits/rule.ts'
import { addDays, addMonths, type Day, firstDayOf, type Month, monthOf } from '../../domain/kernel/day.ts'
import { benefitLines, benefitSubjects, grantBenefits, reviewBenefits } from '../benefits/benefits.ts'
import type { System } from '../kernel/context.ts'
import type { Transaction } from '../kernel/database.ts'
import { Chance } from './chance.ts'

type Subject = Awaited<ReturnType<typeof benefitSubjects>>[number]

interface Place {
  system: System
  tx: Transaction
  countyCode: string
  today: Day
  chance: Chance
}

const accountOf = (login: string) =>
  demoAccounts.find(account => account.login === `demo-${login}`)?.accountId ?? null

/** Sums and ages are examples: the real ones are the county's to decree (domain.md §9). */
export async function loadBenefits(system: System, countyCode: string, today: Day): Promise<void> {
  await system.connections.db.transaction().execute(async tx => {
    const place: Place = {
      system,
      tx,
      countyCode,
      today,
      chance: new Chance(`wanqing|${countyCode}|benefits`),
    }
    const before = await benefitSubjects(tx, countyCode, null)
    if (before.length === 0) return
    await loadMeans(place, before)
    const rules = await loadRules(place)
    const subjects = await benefitSubjects(tx, countyCode, null)
    const last = addMonths(monthOf(today), -1)
    await loadRun(
      place,
      rules,
      subjects.map(subject => asKnown(place, subject, last)),
      last,
      true,
    )
    await loadRun(place, rules, subjects, monthOf(today), false)
    await loadMatchList(place, subjects)
  })
  await reviewBenefits(system)
}

/** A household in eight is on 低保, a few more are just above it; most elders have told their bank account. */
async function loadMeans(
  { system, tx, countyCode, chance }: Place,
  subjects: readonly Subject[],
): Promise<void> {
  const at = system.clock.now().toISOString()
  const placed = ({ elderId, regionCode }: Subject) => ({ countyCode, id: randomUUID(), regionCode, elderId })
  const poor = subjects.flatMap(subject => {
    const share = chance.share()
    if (share > 0.19) return []
    const income = share < 0.13 ? ('dibao' as const) : ('marginal' as const)
    return [
      {
        ...placed(subject),
        income,
        hukouCode: null,
        validFrom: subject.registeredOn,
        validTo: null,
        evidence: '社会救助认定（合成）',
        recordedBy: null,
        recordedAt: at,
      },
    ]
  })
  const accounts = subjects.flatMap(subject => {
    if (!chance.happens(0.95)) return []
    const number = `6217${String(chance.below(1e9)).padStart(9, '0')}${String(chance.below(1e6)).padStart(6, '0')}`
    return [
      {
        ...placed(subject),
        bankName: chance.happens(0.7) ? '吉林农信（演示）' : '邮政储蓄银行（演示）',
        accountSealed: system.sealer.seal(number),
        accountTail: number.slice(-4),
        recordedBy: null,
        recordedAt: at,
        endedAt: null,
      },
    ]
  })
  await inParts(poor, part =>
    tx
      .insertInto('elderCircumstances')
      .values([...part])
      .execute(),
  )
  await inParts(accounts, part =>
    tx
      .insertInto('bankAccounts')
      .values([...part])
      .execute(),
  )
}

/** A statement takes 65,535 values; these rows have ten or so. */
async function inParts<Row>(
  rows: readonly Row[],
  insert: (part: readonly Row[]) => Promise<unknown>,
): Promise<void> {
  for (let at = 0; at < rows.length; at += 1000) await insert(rows.slice(at, at + 1000))
}

async function loadRules({ system, tx, countyCode, today }: Place): Promise<BenefitRule[]> {
  const region = await tx
    .selectFrom('regions')
    .select(['code', 'name'])
    .where('code', '=', `${countyCode}000000`)
    .executeTakeFirstOrThrow()
  const now = system.clock.now().toISOString()
  const fromMonth = addMonths(monthOf(today), -10)
  const rules = ruleExamples(region).map(example => ({
    ...{ ...example, benefitId: randomUUID(), ruleId: randomUUID(), fromMonth },
    toMonth: null as Month | null,
  }))
  const head = {
    countyCode,
    regionCode: region.code,
    revision: 1,
    basis: '演示规则：条件和金额均为示例，以本县文件为准',
    draftedAt: now,
    retiredBy: null,
    retiredAt: null,
    retireReason: null,
    synthetic: true,
  }
  const [first] = rules
  await tx
    .insertInto('benefitRules')
    .values([
      ...rules.map(({ ruleId, ...rule }) => ({
        ...{ ...head, ...rule, id: ruleId, version: 1, state: 'active' as const },
        draftedBy: accountOf('county'),
        activatedBy: accountOf('county2'),
        activatedAt: now,
      })),
      ...(first ? [nextVersion(head, first, addMonths(monthOf(today), 1))] : []),
    ])
    .execute()
  return rules
}

/** A draft by the colleague, to be tried and switched on: from ninety on, a hundred yuan more. */
function nextVersion<Head extends object>(head: Head, rule: BenefitRule, fromMonth: Month) {
  const { benefitId, kind, title, terms } = rule
  const amounts = terms.amounts.map(amount => (amount.fen === 20_000 ? { ...amount, fen: 30_000 } : amount))
  return {
    ...{ ...head, benefitId, kind, title, fromMonth, toMonth: null, id: randomUUID(), version: 2 },
    terms: { ...terms, amounts },
    state: 'draft' as const,
    draftedBy: accountOf('county2'),
    activatedBy: null,
    activatedAt: null,
  }
}

/** Most of those who died shortly before were not yet known to be dead: they are what is to be recovered. */
function asKnown({ chance }: Place, subject: Subject, month: Month): Subject {
  if (subject.ended === null || subject.ended.on < addDays(firstDayOf(month), -75)) return subject
  return chance.happens(0.8) ? { ...subject, ended: null } : subject
}

async function loadRun(
  { system, tx, countyCode }: Place,
  rules: readonly BenefitRule[],
  subjects: readonly Subject[],
  month: Month,
  paid: boolean,
): Promise<void> {
  const id = randomUUID()
  const now = system.clock.now()
  const lines = subjects.flatMap(subject => benefitLines(rules, subject, month))
  const at = `${month}-20T02:00:00Z`
  await tx
    .insertInto('benefitRuns')
    .values({
      ...{ countyCode, id, month, regionCode: `${countyCode}000000` },
      state: 'compiled',
      people: new Set(lines.map(line => line.elderId)).size,
      totalFen: lines.reduce((sum, { amountFen }) => sum + amountFen, 0),
      compiledBy: accountOf(paid ? 'county' : 'county2'),
      compiledAt: at,
      approvedBy: null,
      approvedAt: null,
      paidBy: null,
      paidAt: null,
      fileNumber: null,
    })
    .execute()
  const accounts = new Map(
    (await tx.selectFrom('bankAccounts').selectAll().where('countyCode', '=', countyCode).execute()).map(
      account => [account.elderId, account],
    ),
  )
  const payments = lines.map(line => {
    const account = accounts.get(line.elderId)
    return {
      ...{ ...line, countyCode, id: randomUUID(), month, runId: id },
      bankName: account?.bankName ?? null,
      accountSealed: account?.accountSealed ?? null,
      accountTail: account?.accountTail ?? null,
    }
  })
  await inParts(payments, part =>
    tx
      .insertInto('benefitPayments')
      .values([...part])
      .execute(),
  )
  if (!paid) return
  await tx
    .updateTable('benefitRuns')
    .set({
      state: 'paidOut',
      approvedBy: accountOf('county2'),
      approvedAt: `${month}-21T02:00:00Z`,
      paidBy: accountOf('payer'),
      paidAt: `${month}-25T02:00:00Z`,
      fileNumber: '演示批次 001',
    })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  await grantBenefits({ tx, now }, { countyCode, id, month })
}

/** Three names on a list of deaths that fit people who are thought to live. */
async function loadMatchList(
  { system, tx, countyCode, today, chance }: Place,
  subjects: readonly Subject[],
): Promise<void> {
  const living = subjects.filter(({ ended, bornOn }) => ended === null && bornOn !== null && bornOn < '1941')
  const found = [0, 1, 2].flatMap(() => living.splice(chance.below(Math.max(1, living.length)), 1))
  const id = randomUUID()
  await tx
    .insertInto('matchLists')
    .values({
      ...{ countyCode, id, regionCode: `${countyCode}000000` },
      kind: 'deathList',
      source: '殡仪馆（演示）',
      fileName: '火化登记（演示）.xlsx',
      rowCount: 46,
      unreadCount: 1,
      matchedCount: found.length,
      uploadedBy: accountOf('county'),
      uploadedAt: system.clock.now().toISOString(),
    })
    .execute()
  if (found.length === 0) return
  await tx
    .insertInto('matchRows')
    .values(
      found.map(({ elderId, regionCode, name }, at) => ({
        ...{ countyCode, listId: id, rowNumber: 5 + at * 13, elderId, regionCode },
        matchedBy: at === 0 ? ('byNameAndBirth' as const) : ('byNumber' as const),
        listedName: name,
        listedTail: null,
        happenedOn: addDays(today, -chance.between(4, 30)),
        listedNote: '遗体火化',
        proposal: 'registerDeath' as const,
        decision: 'toReview' as const,
        decisionNote: null,
        decidedBy: null,
        decidedAt: null,
      })),
    )
    .execute()
}
