// Places that must or must not get a site: chosen from the picks, the map or by name, then solved again.
import { Button, InputNumber, Modal, Select, Space, Tag } from 'antd'
import { useDeferredValue, useState } from 'react'
import type { Output } from '../../domain/api.ts'
import { provinceBox } from '../../domain/siting/plan.ts'
import { useAnswer } from '../asking.ts'
import { Panel } from '../frame/Page.tsx'
import { Labelled } from '../Labelled.tsx'
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
  /** As the plan was asked. */
  reset: () => void
}

type Kept = Pick<Pins, 'must' | 'never' | 'moved'>

const keyOf = (planId: string) => `siting-pins ${planId}`
const textOf = ({ must, never, moved }: Kept) => JSON.stringify([[...must], [...never], [...moved]])

/** What was chosen here before the page was loaded again. */
function keptOf(planId: string): Kept | null {
  const text = sessionStorage.getItem(keyOf(planId))
  if (text === null) return null
  const [must, never, moved] = JSON.parse(text) as [[string, string][], [string, string][], [string, Put][]]
  return { must: new Map(must), never: new Map(never), moved: new Map(moved) }
}

export function forgetPins(planId: string): void {
  sessionStorage.removeItem(keyOf(planId))
}

function askedOf({ plan, pinned, forbidden, picks }: Plan): Kept {
  const named = (spots: Plan['pinned']) => new Map(spots.map(spot => [spot.id, spot.name]))
  const known = [...picks, ...pinned, ...forbidden]
  const nameOf = (id: string) => known.find(one => one.id === id)?.name ?? id
  const moved = (plan.question.moved ?? []).map(({ id, ...at }) => [id, { ...at, name: nameOf(id) }] as const)
  return { must: named(pinned), never: named(forbidden), moved: new Map(moved) }
}

function without<Value>(map: ReadonlyMap<string, Value>, id: string): Map<string, Value> {
  const rest = new Map(map)
  rest.delete(id)
  return rest
}

export function usePins(value: Plan): Pins {
  const planId = value.plan.id
  const asked = askedOf(value)
  const [pins, setPins] = useState(() => keptOf(planId) ?? asked)
  const put = (next: Kept) => {
    setPins(next)
    if (textOf(next) === textOf(asked)) forgetPins(planId)
    else sessionStorage.setItem(keyOf(planId), textOf(next))
  }
  const { must, never, moved } = pins
  return {
    ...pins,
    isChanged: textOf(pins) !== textOf(asked),
    pin: (id, name) => put({ moved, must: new Map(must).set(id, name), never: without(never, id) }),
    forbid: (id, name) => put({ moved, must: without(must, id), never: new Map(never).set(id, name) }),
    release: id => put({ moved, must: without(must, id), never: without(never, id) }),
    move: (id, to) => put({ ...pins, moved: new Map(moved).set(id, to) }),
    putBack: id => put({ ...pins, moved: without(moved, id) }),
    reset: () => put(asked),
  }
}

export function PinPanel({ value: { plan }, pins }: { value: Plan; pins: Pins }) {
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
    </Panel>
  )
}

type Spot = Output<'siting.spots'>['rows'][number]

interface PutProps {
  spot: Spot
  onPut: (to: Put) => void
  onClose: () => void
}

const sides = [
  { side: 'lon', word: 'siting.lon', ...provinceBox.lon },
  { side: 'lat', word: 'siting.lat', ...provinceBox.lat },
] as const

/**
 * The same as pressing the map, for whoever has the figures or no mouse. A wrong figure is said, never bent
 * to the nearest right one: that would put the place at the edge of the province unseen.
 */
function PutDialog({ spot: { name, lon, lat }, onPut, onClose }: PutProps) {
  const say = useWords()
  const [at, setAt] = useState<{ lon: number | null; lat: number | null }>({ lon, lat })
  const isWrong = ({ side, least, most }: (typeof sides)[number]) => {
    const value = at[side]
    return value === null || value < least || value > most
  }
  const isAnyWrong = sides.some(isWrong)
  return (
    <Modal
      open
      title={say('siting.placeTitle', { name })}
      okText={say('siting.placeOk')}
      okButtonProps={{ disabled: isAnyWrong }}
      onOk={() => {
        if (at.lon === null || at.lat === null) return
        onPut({ name, lon: at.lon, lat: at.lat })
        onClose()
      }}
      onCancel={onClose}
    >
      <Space wrap>
        {sides.map(one => (
          <Labelled key={one.side} word={say(one.word)}>
            {id => (
              <InputNumber<number>
                id={id}
                size="large"
                className="siting-degrees"
                step={0.001}
                {...(isWrong(one) && { status: 'error' as const })}
                value={at[one.side]}
                onChange={value => setAt({ ...at, [one.side]: value })}
              />
            )}
          </Labelled>
        ))}
      </Space>
      {isAnyWrong && <p role="alert">{say('siting.placeOut')}</p>}
    </Modal>
  )
}

function Find({ planKey, pins }: { planKey: { countyCode: string; id: string }; pins: Pins }) {
  const say = useWords()
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState<{ id: string; name: string } | null>(null)
  const [placing, setPlacing] = useState<Spot | null>(null)
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
      <Button
        disabled={!chosen}
        onClick={() => setPlacing(found.data?.rows.find(spot => spot.id === chosen?.id) ?? null)}
      >
        {say('siting.placeByNumbers')}
      </Button>
      {placing && (
        <PutDialog spot={placing} onPut={to => pins.move(placing.id, to)} onClose={() => setPlacing(null)} />
      )}
    </Space>
  )
}
