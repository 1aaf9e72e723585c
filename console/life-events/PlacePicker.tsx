// Choosing a place level by level, also outside one's own area: where somebody moves to.
import { Select } from 'antd'
import { pathOf } from '../../domain/kernel/area.ts'
import { useAnswer } from '../asking.ts'
import { useWords } from '../language.tsx'
import { Trouble } from '../states.tsx'

interface PlacePickerProps {
  /** Where choosing begins: null for the whole province. */
  under: string | null
  /** A county or township alone will do: the people there choose the village. */
  wholeWillDo?: boolean
  value?: string | null
  onChange?: (code: string | null) => void
  id?: string
}

const levelWords = ['change.level0', 'change.level1', 'change.level2', 'change.level3'] as const

/** One select a level; a code chosen shows the next one below it. */
export function PlacePicker({ under, wholeWillDo = false, value = null, onChange, id }: PlacePickerProps) {
  const first = under === null ? 0 : pathOf(under).length - 1
  const chosen = value === null ? [] : pathOf(value).slice(first + 1)
  const parents = [under, ...chosen].slice(0, levelWords.length - first)
  return (
    <div className="place-picker" id={id}>
      {parents.map((parent, index) => (
        <Level
          key={parent ?? 'province'}
          under={parent}
          level={first + index}
          wholeWillDo={wholeWillDo}
          value={chosen[index] ?? null}
          onChange={code => onChange?.(code ?? (index === 0 ? null : parent))}
        />
      ))}
    </div>
  )
}

interface LevelProps {
  under: string | null
  level: number
  wholeWillDo: boolean
  value: string | null
  onChange: (code: string | null) => void
}

function Level({ under, level, wholeWillDo, value, onChange }: LevelProps) {
  const say = useWords()
  const places = useAnswer('lifeEvent.destinations', { under })
  const word = say(levelWords[level] ?? 'change.level3')
  const isOptional = wholeWillDo && level >= 2
  const whole = level === 2 ? say('change.wholeCounty') : say('change.wholeTownship')
  if (places.isError) return <Trouble error={places.error} retry={() => void places.refetch()} />
  return (
    <Select
      aria-label={word}
      placeholder={isOptional ? whole : word}
      loading={places.isPending}
      value={value}
      allowClear={isOptional}
      showSearch={{ optionFilterProp: 'label' }}
      options={(places.data ?? []).map(({ code, name }) => ({ value: code, label: name }))}
      onChange={(code: string | null | undefined) => onChange(code ?? null)}
    />
  )
}
