// Who provides services: organisations, the people they send, and the certificates those people hold.
import * as z from 'zod/mini'
import { sexes, spokenLanguages } from '../elders/elder.ts'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { addDays, type Day } from '../kernel/day.ts'
import { DayText, Id, RegionCode, text } from '../kernel/shapes.ts'
import { type CertificateKind, certificateKinds } from './catalogue.ts'

export const providerKinds = choice({
  company: '养老服务企业',
  countyWelfareCentre: '县级福利中心',
  townshipWelfareCentre: '乡镇福利服务中心',
  communityStation: '村（社区）服务站',
  careHome: '养老机构',
  clinic: '医疗卫生机构',
  socialBody: '社会组织',
})
export type ProviderKind = KeyOf<typeof providerKinds>

/** The three ways of care a need can be met in (吉民议字〔2023〕22号：居家社区机构相协调). */
export const careWays = choice({
  homeCare: '居家上门',
  communityCare: '社区服务',
  institutionCare: '机构照护',
})
export type CareWay = KeyOf<typeof careWays>

/** How a certificate stands on a day, as a traffic light. */
export const certificateStates = choice({
  certificateFine: '证照有效',
  certificateEnding: '证照快到期',
  certificateOver: '证照已到期',
  certificateRevoked: '证照已作废',
})
export type CertificateState = KeyOf<typeof certificateStates>

const place = {
  lon: z._default(z.nullable(z.number().check(z.gte(73), z.lte(136))), null),
  lat: z._default(z.nullable(z.number().check(z.gte(3), z.lte(54))), null),
}

export const ProviderInput = z.strictObject({
  name: text(60),
  kind: providerKinds.schema,
  careWays: z.array(careWays.schema).check(z.minLength(1, { error: '至少选一种服务方式' }), z.maxLength(3)),
  itemCodes: z.array(text(40)).check(z.maxLength(60)),
  creditCode: z._default(z.nullable(text(18)), null),
  address: text(120),
  phone: z._default(z.nullable(text(20)), null),
  ...place,
  reachKm: z.int().check(z.gte(1), z.lte(300)),
  dailyOrders: z.int().check(z.gte(1), z.lte(2000)),
})
export type ProviderInput = z.output<typeof ProviderInput>

export const ServiceProvider = z.object({
  countyCode: z.string(),
  id: Id,
  regionCode: RegionCode,
  placeName: z.string(),
  name: z.string(),
  kind: providerKinds.schema,
  careWays: z.array(careWays.schema),
  itemCodes: z.array(z.string()),
  creditCode: z.nullable(z.string()),
  address: z.string(),
  phone: z.nullable(z.string()),
  lon: z.nullable(z.number()),
  lat: z.nullable(z.number()),
  reachKm: z.number(),
  dailyOrders: z.number(),
  startedOn: DayText,
  endedOn: z.nullable(DayText),
  endedWhy: z.nullable(z.string()),
  version: z.number(),
  workers: z.number(),
  certificatesEnding: z.number(),
  certificatesOver: z.number(),
})
export type ServiceProvider = z.output<typeof ServiceProvider>

export const ProviderMember = z.object({
  id: Id,
  accountId: Id,
  name: z.string(),
  login: z.string(),
  validFrom: DayText,
  validTo: z.nullable(DayText),
})

export const WorkerCertificate = z.object({
  id: Id,
  kind: certificateKinds.schema,
  number: z.string(),
  issuedOn: DayText,
  expiresOn: DayText,
  state: certificateStates.schema,
  revokedWhy: z.nullable(z.string()),
})
export type WorkerCertificate = z.output<typeof WorkerCertificate>

export const WorkerInput = z.strictObject({
  name: text(40),
  sex: sexes.schema,
  spokenLanguage: spokenLanguages.schema,
  /** In full to write, never read back in full. */
  phone: z._default(z.nullable(text(20)), null),
  citizenNumber: z._default(z.nullable(text(18)), null),
  ...place,
  dailyOrders: z.int().check(z.gte(1), z.lte(40)),
})
export type WorkerInput = z.output<typeof WorkerInput>

export const ServiceWorker = z.object({
  countyCode: z.string(),
  id: Id,
  providerId: Id,
  providerName: z.string(),
  accountLogin: z.nullable(z.string()),
  name: z.string(),
  sex: sexes.schema,
  spokenLanguage: spokenLanguages.schema,
  phoneTail: z.nullable(z.string()),
  citizenNumberTail: z.nullable(z.string()),
  lon: z.nullable(z.number()),
  lat: z.nullable(z.number()),
  dailyOrders: z.number(),
  startedOn: DayText,
  endedOn: z.nullable(DayText),
  version: z.number(),
  certificates: z.array(WorkerCertificate),
  /** The worst of those in use; a worker without any has none. */
  light: z.nullable(certificateStates.schema),
})
export type ServiceWorker = z.output<typeof ServiceWorker>

export interface HeldCertificate {
  kind: CertificateKind
  expiresOn: Day
  revokedOn: Day | null
}

export function certificateStateOn(
  { expiresOn, revokedOn }: Pick<HeldCertificate, 'expiresOn' | 'revokedOn'>,
  day: Day,
  warningDays: number,
): CertificateState {
  if (revokedOn !== null && revokedOn <= day) return 'certificateRevoked'
  if (expiresOn < day) return 'certificateOver'
  return expiresOn <= addDays(day, warningDays) ? 'certificateEnding' : 'certificateFine'
}

/** What is asked for and not held in force on the day. */
export function missingCertificates(
  asked: readonly CertificateKind[],
  held: readonly HeldCertificate[],
  day: Day,
): CertificateKind[] {
  const inForce = new Set(
    held
      .filter(one => one.expiresOn >= day && (one.revokedOn === null || one.revokedOn > day))
      .map(one => one.kind),
  )
  return asked.filter(kind => !inForce.has(kind))
}

/** Of each kind the best counts: whoever renewed in time has no red light from the old one. */
export function lightOf(
  held: readonly HeldCertificate[],
  day: Day,
  warningDays: number,
): CertificateState | null {
  const order: readonly CertificateState[] = ['certificateFine', 'certificateEnding', 'certificateOver']
  const best = new Map<CertificateKind, number>()
  for (const one of held) {
    const at = order.indexOf(certificateStateOn(one, day, warningDays))
    if (at >= 0) best.set(one.kind, Math.min(at, best.get(one.kind) ?? at))
  }
  return best.size === 0 ? null : (order[Math.max(...best.values())] ?? null)
}

/** 健康证已于 2026-10-01 到期, or 没有登记养老护理员证. */
export function missingSentence(
  missing: readonly CertificateKind[],
  held: readonly HeldCertificate[],
): string {
  return missing
    .map(kind => {
      const last = held
        .filter(one => one.kind === kind)
        .map(one => one.revokedOn ?? one.expiresOn)
        .sort()
        .at(-1)
      const word = certificateKinds.words[kind]
      return last === undefined ? `没有登记${word}` : `${word}已于 ${last} 到期或作废`
    })
    .join('，')
}
