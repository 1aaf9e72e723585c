// Arranging a service: what, when, once or every week, and whom from the ranked list; a person decides.
import { Form, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { addDays, dayOf } from '../../domain/kernel/day.ts'
import { yuanFixed } from '../../domain/kernel/money.ts'
import type { Need } from '../../domain/service-orders/need.ts'
import { instantOn, weekdayWords } from '../../domain/service-orders/pattern.ts'
import type { Suggestion } from '../../domain/service-orders/suggestions.ts'
import { newId } from '../../ui/client.ts'
import { useAct, useAnswer } from '../asking.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { Answered, useNotice } from '../states.tsx'
import { SuggestionLine } from './SuggestionLine.tsx'
import { staleNeeds } from './words.ts'
import './service-orders.css'

interface Wanted {
  item: string | null
  day: string
  from: string
  /** Null: as long as the service usually takes. */
  minutes: number | null
  weekdays: number[]
  note: string
}

export function ArrangePanel({ need }: { need: Need }) {
  const say = useWords()
  const [wanted, setWanted] = useState<Wanted>({
    ...{
      item: null,
      day: addDays(dayOf(new Date()), 1),
      from: '09:00',
      minutes: null,
      weekdays: [],
      note: '',
    },
  })
  const change = (part: Partial<Wanted>) => setWanted(before => ({ ...before, ...part }))
  const advice = useAnswer('need.suggest', {
    ...{ countyCode: need.countyCode, id: need.id, on: wanted.day },
    ...(wanted.item && { itemCode: wanted.item }),
  })
  return (
    <Panel title={say('need.arrange')} note={say('need.suggestNote')}>
      <Answered query={advice}>
        {({ items, suggestions }) => {
          const chosen =
            items.find(item => item.code === wanted.item) ?? (items.length === 1 ? items[0] : undefined)
          return (
            <>
              <Form layout="vertical" className="arrange-form">
                <Form.Item label={say('need.item')}>
                  <Select
                    size="large"
                    className="filter-group"
                    value={chosen?.code ?? null}
                    options={items.map(item => ({
                      value: item.code,
                      label: `${item.name} · ${say('svc.yuan', { yuan: yuanFixed(item.priceFen) })}`,
                    }))}
                    onChange={code => {
                      const item = items.find(one => one.code === code)
                      change({ item: code, minutes: item?.standardMinutes ?? null })
                    }}
                  />
                </Form.Item>
                <When wanted={wanted} usual={chosen?.standardMinutes ?? 60} change={change} />
              </Form>
              {chosen && suggestions.length === 0 && <p className="soft">{say('need.nobody')}</p>}
              <ul className="rows">
                {suggestions.map(one => (
                  <ArrangeLine
                    key={one.providerId + (one.workerId ?? '')}
                    suggestion={one}
                    need={need}
                    wanted={{
                      ...wanted,
                      item: chosen?.code ?? null,
                      minutes: wanted.minutes ?? chosen?.standardMinutes ?? 60,
                    }}
                  />
                ))}
              </ul>
            </>
          )
        }}
      </Answered>
    </Panel>
  )
}

interface WhenProps {
  wanted: Wanted
  usual: number
  change: (part: Partial<Wanted>) => void
}

function When({ wanted, usual, change }: WhenProps) {
  const say = useWords()
  return (
    <>
      <Form.Item label={say('need.day')}>
        <Input
          size="large"
          type="date"
          value={wanted.day}
          onChange={event => change({ day: event.target.value })}
        />
      </Form.Item>
      <Form.Item label={say('need.from')}>
        <Input
          size="large"
          type="time"
          value={wanted.from}
          onChange={event => change({ from: event.target.value })}
        />
      </Form.Item>
      <Form.Item label={say('need.minutes')}>
        <InputNumber
          size="large"
          min={5}
          max={600}
          value={wanted.minutes ?? usual}
          onChange={minutes => change({ minutes })}
        />
      </Form.Item>
      <Form.Item label={say('need.weekly')}>
        <Select
          size="large"
          mode="multiple"
          className="filter-group"
          aria-label={say('need.weekdays')}
          placeholder={say('need.weekdays')}
          value={wanted.weekdays}
          options={weekdayWords.map((word, index) => ({ value: index + 1, label: `星期${word}` }))}
          onChange={weekdays => change({ weekdays })}
        />
      </Form.Item>
      <Form.Item label={say('need.workerNote')}>
        <Input
          size="large"
          maxLength={300}
          value={wanted.note}
          onChange={event => change({ note: event.target.value })}
        />
      </Form.Item>
    </>
  )
}

interface LineProps {
  suggestion: Suggestion
  need: Need
  wanted: Wanted
}

function ArrangeLine({ suggestion, need, wanted }: LineProps) {
  const say = useWords()
  const notice = useNotice()
  const act = useAct('order.arrange', staleNeeds)
  const [hour = 0, minute = 0] = wanted.from.split(':').map(Number)
  function choose(): void {
    if (!wanted.item) return
    const from = hour * 60 + minute
    act.mutate(
      {
        ...{ countyCode: need.countyCode, id: newId(), needId: need.id, itemCode: wanted.item },
        ...{
          providerId: suggestion.providerId,
          workerId: suggestion.workerId,
          note: wanted.note.trim() || null,
        },
        plannedFrom: instantOn(wanted.day, from),
        plannedTo: instantOn(wanted.day, from + (wanted.minutes ?? 60)),
        weekly: wanted.weekdays.length > 0 ? { weekdays: wanted.weekdays } : null,
      },
      { onSuccess: () => notice.done(say('need.arranged')), onError: notice.refused },
    )
  }
  return <SuggestionLine suggestion={suggestion} busy={act.isPending} onChoose={choose} />
}
