// What the pages of family far away share: their words, their forms, what was refused.
import { type FamilyElder, ianaZones, type TimeZone } from '../domain/family-links/family-link.ts'
import { yuanFixed } from '../domain/kernel/money.ts'
import { words } from '../ui/words.ts'
import { addressWith, htmlLanguages, type View } from './frame.tsx'
import { familyEn } from './messages/family-en.ts'
import { familyKo } from './messages/family-ko.ts'
import { familyZh } from './messages/family-zh.ts'

export const say = words({ zh: familyZh, ko: familyKo, en: familyEn })
export type Say = ReturnType<typeof say>

/** What was said no to, in the sentence of the server, and what had been filled in. */
export interface Trouble {
  code: string
  message: string
}

export interface Filled {
  trouble?: Trouble | undefined
  /** The key of a sentence that says what has just been done. */
  done?: 'saved' | 'added' | 'left' | 'joined' | 'asked' | 'confirmedDone' | undefined
  values?: Readonly<Record<string, string>>
}

const troubleKeys = {
  invalid: 'error_invalid',
  not_allowed: 'error_not_allowed',
  not_found: 'error_not_found',
} as const

export function Said({ t, view, filled }: { t: Say; view: View; filled: Filled }) {
  const { trouble, done } = filled
  if (trouble) {
    const key =
      trouble.code in troubleKeys ? troubleKeys[trouble.code as keyof typeof troubleKeys] : 'error_other'
    return (
      <section className="trouble" role="alert">
        <h2>{t('errorTitle')}</h2>
        {view.language !== 'zh' && <p>{t(key)}</p>}
        <p lang="zh-CN">{trouble.message}</p>
      </section>
    )
  }
  return done ? (
    <p className="done" role="status">
      {t(done)}
    </p>
  ) : null
}

interface FieldProps {
  name: string
  label: string
  hint?: string
  type?: string
  value?: string | undefined
  optional?: boolean
  autoComplete?: string
  inputMode?: 'decimal' | 'numeric'
}

export function Field({
  name,
  label,
  hint,
  type = 'text',
  value,
  optional,
  autoComplete,
  inputMode,
}: FieldProps) {
  return (
    <label className="field">
      <span>{label}</span>
      {hint !== undefined && <small>{hint}</small>}
      <input
        name={name}
        type={type}
        defaultValue={value}
        required={!optional}
        autoComplete={autoComplete ?? 'off'}
        inputMode={inputMode}
      />
    </label>
  )
}

export function Pick({
  name,
  label,
  value,
  options,
}: {
  name: string
  label: string
  value: string
  options: [string, string][]
}) {
  return (
    <label className="field">
      <span>{label}</span>
      <select name={name} defaultValue={value}>
        {options.map(([key, word]) => (
          <option key={key} value={key}>
            {word}
          </option>
        ))}
      </select>
    </label>
  )
}

const kinKeys = {
  spouse: 'kin.spouse',
  son: 'kin.son',
  daughter: 'kin.daughter',
  child: 'kin.child',
} as const

export function kinWord(t: Say, kinship: FamilyElder['kinship']): string {
  return t(kinship in kinKeys ? kinKeys[kinship as keyof typeof kinKeys] : 'kin.other')
}

export function elderAddress(view: View, elder: Pick<FamilyElder, 'countyCode' | 'linkId'>): string {
  return addressWith(view, { path: `/family/elder?county=${elder.countyCode}&link=${elder.linkId}` })
}

/** By the clock of China and, where it differs, by hers. */
export function timesOf(view: View, zone: TimeZone, instant: string, t: Say): string {
  const clock = (timeZone: TimeZone) =>
    new Intl.DateTimeFormat(htmlLanguages[view.language], {
      timeZone: ianaZones[timeZone],
      ...{
        month: 'long',
        day: 'numeric',
        weekday: 'short',
        hour: '2-digit',
        minute: '2-digit',
        hour12: false,
      },
    }).format(new Date(instant))
  if (zone === 'beijing') return clock(zone)
  return `${clock('beijing')} ${t('chinaTime')} · ${clock(zone)} ${t('yourTime')}`
}

export function yuan(fen: number): string {
  return `${fen < 0 ? '−' : ''}¥${yuanFixed(Math.abs(fen))}`
}
