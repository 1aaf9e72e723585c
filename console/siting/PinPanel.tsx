// Places that must or must not get a site: chosen from the picks, the map or by name, then solved again.
import { Button, Select, Space, Tag } from 'antd'
import { type ReactNode, useDeferredValue, useState } from 'react'
import { useAnswer } from '../asking.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import type { Plan } from './PlanPage.tsx'

export interface Put {
  name: string
  lon: number
  lat: number
}

export interface Pins {
  /** Candidate → its name. */
  must: ReadonlyMap<string, string>
  never: ReadonlyMap<string, string>
  /** Candidate → where it was put on the map. */
  moved: ReadonlyMap<string, Put>
  isChanged: boolean
  pin: (id: string, name: string) => void
  forbid: (id: string, name: string) => void
  release: (id: string) => void
  move: (id: string, to: Put) => void
  putBack: (id: string) => void
}

export function usePins({ plan, pinned, forbidden, picks }: Plan): Pins {
  const named = (spots: Plan['pinned']) => new Map(spots.map(spot => [spot.id, spot.name]))
  const known = [...picks, ...pinned, ...forbidden]
  const nameOf = (id: string) => known.find(one => one.id === id)?.name ?? id
  const [pins, setPins] = useState({
    ...{ must: named(pinned), never: named(forbidden), isChanged: false },
    moved: new Map<string, Put>(
      (plan.question.moved ?? []).map(({ id, ...at }) => [id, { ...at, name: nameOf(id) }]),
    ),
  })
  const without = <Kept,>(map: ReadonlyMap<string, Kept>, id: string) => {
    const rest = new Map(map)
    rest.delete(id)
    return rest
  }
  return {
    ...pins,
    pin: (id, name) =>
      setPins(({ must, never, moved }) => ({
        ...{ moved, must: new Map(must).set(id, name), never: without(never, id), isChanged: true },
      })),
    forbid: (id, name) =>
      setPins(({ must, never, moved }) => ({
        ...{ moved, must: without(must, id), never: new Map(never).set(id, name), isChanged: true },
      })),
    release: id =>
      setPins(({ must, never, moved }) => ({
        ...{ moved, must: without(must, id), never: without(never, id), isChanged: true },
      })),
    move: (id, to) =>
      setPins(before => ({ ...before, moved: new Map(before.moved).set(id, to), isChanged: true })),
    putBack: id => setPins(before => ({ ...before, moved: without(before.moved, id), isChanged: true })),
  }
}

interface PanelProps {
  value: Plan
  pins: Pins
  again: ReactNode
}

export function PinPanel({ value: { plan }, pins, again }: PanelProps) {
  const say = useWords()
  return (
    <Panel title={say('siting.pinsTitle')} note={say('siting.pinsNote')} className="no-print">
      <Find planKey={{ countyCode: plan.countyCode, id: plan.id }} pins={pins} />
      <div className="siting-pins">
        {pins.must.size + pins.never.size + pins.moved.size === 0 && (
          <span className="soft">{say('siting.pinsNone')}</span>
        )}
        {[...pins.must].map(([id, name]) => (
          <Tag key={id} color="success" closable onClose={() => pins.release(id)}>
            {say('siting.isPinned')}：{name}
          </Tag>
        ))}
        {[...pins.never].map(([id, name]) => (
          <Tag key={id} color="error" closable onClose={() => pins.release(id)}>
            {say('siting.isForbidden')}：{name}
          </Tag>
        ))}
        {[...pins.moved].map(([id, { name }]) => (
          <Tag key={id} color="processing" closable onClose={() => pins.putBack(id)}>
            {say('siting.isMoved')}：{name}
          </Tag>
        ))}
      </div>
      {again}
    </Panel>
  )
}

function Find({ planKey, pins }: { planKey: { countyCode: string; id: string }; pins: Pins }) {
  const say = useWords()
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState<{ id: string; name: string } | null>(null)
  const text = useDeferredValue(typed.trim())
  const found = useAnswer('siting.spots', { ...planKey, ...(text && { text }) })
  const act = (how: 'pin' | 'forbid') => () => {
    if (chosen) pins[how](chosen.id, chosen.name)
    setChosen(null)
    setTyped('')
  }
  return (
    <Space wrap>
      <Select
        className="region-search"
        aria-label={say('siting.pinSearch')}
        placeholder={say('siting.pinSearch')}
        value={chosen?.id ?? null}
        showSearch={{ filterOption: false, onSearch: setTyped }}
        notFoundContent={say(found.isPending ? 'state.loading' : 'region.none')}
        options={(found.data?.rows ?? []).map(spot => ({
          value: spot.id,
          label: spot.name,
          place: spot.placeName,
        }))}
        optionRender={option => (
          <span>
            {option.label} <span className="soft small">{String(option.data.place)}</span>
          </span>
        )}
        onChange={(id: string | null, option) =>
          setChosen(id ? { id, name: String((option as { label?: unknown }).label ?? '') } : null)
        }
      />
      <Button disabled={!chosen} onClick={act('pin')}>
        {say('siting.pin')}
      </Button>
      <Button disabled={!chosen} onClick={act('forbid')}>
        {say('siting.forbid')}
      </Button>
    </Space>
  )
}
