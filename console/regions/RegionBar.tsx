// Where we are in the tree: the path as links, one step down, or a search by name, pinyin or initials.
import { RightOutlined } from '@ant-design/icons'
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { areaOf, isWithin } from '../../domain/kernel/area.ts'
import type { Region } from '../../domain/regions/region.ts'
import { useGo } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { useSession } from '../session.tsx'
import { useSentence } from '../states.tsx'

interface RegionBarProps {
  code: string
  /** The same screen for another region. */
  to: (code: string) => string
}

export function RegionBar({ code, to }: RegionBarProps) {
  const say = useWords()
  const go = useGo()
  const sentence = useSentence()
  const { post } = useSession()
  const answer = useAnswer('region.get', { code })
  const own = areaOf(post.regionCode)
  const children = answer.data?.children ?? []
  return (
    <div className="region-bar no-print">
      <nav aria-label={say('region.trail')} className="trail">
        {(answer.data?.path ?? []).map((region, index) => (
          <span key={region.code} className="trail-step">
            {index > 0 && <RightOutlined aria-hidden className="trail-arrow" />}
            {region.code === code || !isWithin(region.code, own) ? (
              <span className={region.code === code ? 'trail-here' : 'soft'}>{nameOf(region)}</span>
            ) : (
              <Go to={to(region.code)}>{nameOf(region)}</Go>
            )}
          </span>
        ))}
      </nav>
      {children.length > 0 && (
        <Select
          className="region-child"
          aria-label={say('region.down')}
          placeholder={say('region.down')}
          value={null}
          showSearch={{ optionFilterProp: 'label' }}
          options={children.map(region => ({ value: region.code, label: nameOf(region) }))}
          onChange={(chosen: string | null) => chosen && go(to(chosen))}
        />
      )}
      <RegionSearch onChosen={chosen => go(to(chosen))} />
      {/* A list of another county is simply empty; only this says why. */}
      {answer.isError && (
        <p role="alert" className="warn-text">
          {sentence(answer.error)}
        </p>
      )}
    </div>
  )
}

/** Statistics call a village by its committee (马牌村委会); people, and the lists, say 马牌村. */
function nameOf(region: Region): string {
  return region.level === 'village' ? region.shortName : region.name
}

interface RegionSearchProps {
  onChosen: (code: string, name: string) => void
  value?: string | null
  placeholder?: string
}

export function RegionSearch({ onChosen, placeholder }: RegionSearchProps) {
  const say = useWords()
  const [typed, setTyped] = useState('')
  const text = useDeferredValue(typed.trim())
  const found = useAnswer('region.search', { text }, { enabled: text.length > 0 })
  return (
    <Select
      className="region-search"
      aria-label={say('region.search')}
      placeholder={placeholder ?? say('region.search')}
      value={null}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      notFoundContent={
        text === '' ? say('region.searchHelp') : found.isPending ? say('state.loading') : say('region.none')
      }
      options={(found.data ?? []).map(region => ({
        value: region.code,
        label: region.name,
        path: region.path,
      }))}
      optionRender={option => (
        <span>
          {option.label} <span className="soft small">{String(option.data.path)}</span>
        </span>
      )}
      onChange={(chosen: string | null, option) => {
        if (chosen) onChosen(chosen, String((option as { label?: unknown }).label ?? ''))
        setTyped('')
      }}
    />
  )
}
