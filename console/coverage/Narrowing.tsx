// The filters above the villages and elders of coverage; all of them stand in the address.
import { Checkbox, Select } from 'antd'
import {
  coverageMeasures,
  coverageReaches,
  coverageServices,
  measureWord,
} from '../../domain/coverage/coverage.ts'
import { useFilters } from '../address.ts'
import { FilterBar } from '../FilterBar.tsx'
import { useWords } from '../language.tsx'
import type { VillagesAsked } from './asked.ts'

export function Narrowing({ asked }: { asked: VillagesAsked }) {
  const say = useWords()
  const [, change] = useFilters()
  return (
    <FilterBar names={['service', 'measure', 'reach', 'border', 'wanted']}>
      <Select
        size="large"
        className="filter-group"
        aria-label={say('coverage.service')}
        value={asked.service as string}
        options={coverageServices.keys.map(key => ({
          value: key as string,
          label: coverageServices.words[key],
        }))}
        onChange={chosen => change({ service: chosen })}
      />
      <Select
        size="large"
        className="filter-group"
        aria-label={say('coverage.who')}
        value={(asked.measure ?? 'eldersOnRecord') as string}
        options={coverageMeasures.map(key => ({ value: key as string, label: measureWord(key) }))}
        onChange={chosen => change({ measure: chosen })}
      />
      <Select
        size="large"
        className="filter-group"
        aria-label={say('coverage.reach')}
        value={(asked.reach ?? '') as string}
        options={[
          { value: '', label: say('coverage.reachAll') },
          ...coverageReaches.keys.map(key => ({ value: key as string, label: coverageReaches.words[key] })),
        ]}
        onChange={chosen => change({ reach: chosen || undefined })}
      />
      <Checkbox
        checked={asked.border ?? false}
        onChange={event => change({ border: event.target.checked ? 'yes' : undefined })}
      >
        {say('coverage.onlyBorder')}
      </Checkbox>
      <Checkbox
        checked={asked.wanted ?? false}
        onChange={event => change({ wanted: event.target.checked ? 'yes' : undefined })}
      >
        {say('coverage.onlyWanted')}
      </Checkbox>
    </FilterBar>
  )
}
