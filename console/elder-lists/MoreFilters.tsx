// The finer conditions of a list; each stands in the address, so that a link or a kept list brings it back.
import { Button, Input, InputNumber, Select } from 'antd'
import type { ReactNode } from 'react'
import { numberKinds, sexes, spokenLanguages } from '../../domain/elders/elder.ts'
import { elderFilterFields } from '../../domain/elders/filter.ts'
import { riskLevels } from '../../domain/risk/level.ts'
import { useFilters } from '../address.ts'
import { ethnicities } from '../elders/ethnicities.ts'
import { useWords } from '../language.tsx'

const coarse = ['text', 'group', 'ended']
const finer = Object.keys(elderFilterFields).filter(field => !coarse.includes(field))

/** How many finer conditions an address carries: shown on the button while they are folded away. */
export function finerCount(filters: Record<string, string | undefined>): number {
  return finer.filter(field => filters[field]).length
}

function RiskFilters() {
  const say = useWords()
  return (
    <>
      <Chosen
        field="risk"
        label={say('lists.risk')}
        options={riskLevels.keys.map(value => ({ value, label: riskLevels.words[value] }))}
      />
      <Chosen
        field="dueWithinDays"
        label={say('lists.due')}
        options={[0, 7, 30].map(days => ({
          value: String(days),
          label: days === 0 ? say('lists.dueNow') : say('lists.dueWithin', { days }),
        }))}
      />
    </>
  )
}

export function MoreFilters() {
  const say = useWords()
  const [, change] = useFilters()
  const words = (list: { keys: readonly string[]; words: Record<string, string> }, keys = list.keys) =>
    keys.map(key => ({ value: key, label: list.words[key] ?? key }))
  return (
    <div className="more-filters no-print">
      <Chosen field="sex" label={say('lists.sex')} options={words(sexes, ['female', 'male', 'unknown'])} />
      <Field label={`${say('lists.ageFrom')} … ${say('lists.ageTo')}`}>
        <span className="range">
          <AgeBox field="ageFrom" label={say('lists.ageFrom')} />—
          <AgeBox field="ageTo" label={say('lists.ageTo')} />
        </span>
      </Field>
      <Chosen
        field="hasVisitor"
        label={say('lists.visitor')}
        options={[
          { value: 'no', label: say('lists.noVisitor') },
          { value: 'yes', label: say('lists.hasVisitor') },
        ]}
      />
      <Chosen
        field="notVisitedDays"
        label={say('lists.notVisited')}
        options={[7, 14, 30, 60, 90, 180, 365].map(days => ({
          value: String(days),
          label: say('lists.notVisitedDays', { days }),
        }))}
      />
      <RiskFilters />
      <Chosen field="numberKind" label={say('lists.numberKind')} options={words(numberKinds)} />
      <Chosen
        field="willing"
        label={say('lists.willing')}
        options={[
          { value: 'yes', label: say('lists.willingYes') },
          { value: 'no', label: say('lists.willingNo') },
        ]}
      />
      <Chosen
        field="ethnicity"
        label={say('lists.ethnicity')}
        options={ethnicities.map(([value, label]) => ({ value, label }))}
      />
      <Chosen field="spokenLanguage" label={say('lists.language')} options={words(spokenLanguages)} />
      <Field wide label={`${say('lists.registeredFrom')} … ${say('lists.registeredTo')}`}>
        <span className="range">
          <DayBox field="registeredFrom" label={say('lists.registeredFrom')} />—
          <DayBox field="registeredTo" label={say('lists.registeredTo')} />
        </span>
      </Field>
      <Button
        type="link"
        onClick={() =>
          change(Object.fromEntries([...finer, 'group', 'text'].map(field => [field, undefined])))
        }
      >
        {say('lists.clear')}
      </Button>
    </div>
  )
}

interface FieldProps {
  label: string
  /** Two days stand side by side. */
  wide?: boolean
  children: ReactNode
}

function Field({ label, wide = false, children }: FieldProps) {
  return (
    <div className={wide ? 'more-filter wide' : 'more-filter'}>
      <span className="soft small">{label}</span>
      {children}
    </div>
  )
}

interface ChosenProps {
  field: string
  label: string
  options: { value: string; label: string }[]
}

function Chosen({ field, label, options }: ChosenProps) {
  const say = useWords()
  const [filters, change] = useFilters()
  return (
    <Field label={label}>
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={label}
        placeholder={say('lists.any')}
        value={filters[field] ?? null}
        options={options}
        onChange={(value: string | null | undefined) => change({ [field]: value ?? undefined })}
      />
    </Field>
  )
}

function AgeBox({ field, label }: { field: string; label: string }) {
  const [filters, change] = useFilters()
  const keep = (text: string) => change({ [field]: text.trim() || undefined })
  return (
    <InputNumber<number>
      key={filters[field]}
      aria-label={label}
      min={0}
      max={130}
      controls={false}
      {...(filters[field] !== undefined && { defaultValue: Number(filters[field]) })}
      onPressEnter={event => keep(event.currentTarget.value)}
      onBlur={event => keep(event.currentTarget.value)}
    />
  )
}

function DayBox({ field, label }: { field: string; label: string }) {
  const [filters, change] = useFilters()
  return (
    <Input
      type="date"
      aria-label={label}
      value={filters[field] ?? ''}
      onChange={event => change({ [field]: event.target.value || undefined })}
    />
  )
}
