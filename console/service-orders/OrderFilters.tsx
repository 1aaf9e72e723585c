// The filters of a list of orders; they stand in the address.
import { Checkbox, Input, Select } from 'antd'
import { serviceKinds } from '../../domain/service-orders/catalogue.ts'
import { type OrderStage, orderStages } from '../../domain/service-orders/order.ts'
import { type Filters, useFilters } from '../address.ts'
import { useWords } from '../language.tsx'

export function orderFilter(filters: Filters) {
  const stage = orderStages.keys.find(key => key === filters.stage)
  const kind = serviceKinds.keys.find(key => key === filters.kind)
  return {
    ...(stage && { stage }),
    ...(kind && { kind }),
    ...(filters.from && { from: filters.from }),
    ...(filters.to && { to: filters.to }),
    ...(filters.late && { late: true }),
  }
}

export function OrderFilters({ counts }: { counts: Record<OrderStage, number> | undefined }) {
  const say = useWords()
  const [filters, change] = useFilters()
  return (
    <search className="filters no-print">
      <Select
        size="large"
        className="filter-group"
        aria-label={say('svc.state')}
        allowClear
        placeholder={say('svc.state')}
        value={filters.stage ?? null}
        options={orderStages.keys.map(key => ({
          value: key as string,
          label: counts ? `${orderStages.words[key]}（${counts[key]}）` : orderStages.words[key],
        }))}
        onChange={(chosen: string | null | undefined) => change({ stage: chosen ?? undefined })}
      />
      <KindSelect />
      {(['from', 'to'] as const).map(end => (
        <Input
          key={end}
          type="date"
          size="large"
          className="filter-day"
          aria-label={say(end === 'from' ? 'order.dayFrom' : 'order.dayTo')}
          value={filters[end] ?? ''}
          onChange={event => change({ [end]: event.target.value || undefined })}
        />
      ))}
      <Checkbox
        checked={Boolean(filters.late)}
        onChange={event => change({ late: event.target.checked ? '1' : undefined })}
      >
        {say('order.lateOnly')}
      </Checkbox>
    </search>
  )
}

export function KindSelect() {
  const say = useWords()
  const [filters, change] = useFilters()
  return (
    <Select
      size="large"
      className="filter-group"
      aria-label={say('svc.kind')}
      allowClear
      placeholder={say('svc.kindAll')}
      value={filters.kind ?? null}
      options={serviceKinds.keys.map(key => ({ value: key as string, label: serviceKinds.words[key] }))}
      onChange={(chosen: string | null | undefined) => change({ kind: chosen ?? undefined })}
    />
  )
}
