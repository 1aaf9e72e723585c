// A walk through the home at the desk: room by room what was seen, and at once what it proposes.
import { Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import { adaptationItem, homeParts } from '../../domain/assessments/adaptation.ts'
import {
  type HomeHazard,
  hazardsOfPart,
  homeHazards,
  proposeAdaptations,
} from '../../domain/assessments/home-safety.ts'
import type { Elder } from '../../domain/elders/elder.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { newId } from '../../ui/client.ts'
import { useGo, useKey } from '../address.ts'
import { useAct, useAnswer } from '../asking.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { Answered, Trouble, useNotice } from '../states.tsx'

export function HomeCheckPage() {
  const key = useKey()
  const elder = useAnswer('elder.get', key)
  return <Answered query={elder}>{value => <Walk elder={value} />}</Answered>
}

interface Seen {
  id: string
  hazards: HomeHazard[]
  note: string
}

const draftKey = (elderId: string) => `wanqing.console.home.${elderId}`

function readDraft(elderId: string): Seen {
  try {
    return JSON.parse(sessionStorage.getItem(draftKey(elderId)) ?? '') as Seen
  } catch {
    return { id: newId(), hazards: [], note: '' }
  }
}

function Walk({ elder }: { elder: Elder }) {
  const say = useWords()
  const [seen, setSeen] = useState(() => readDraft(elder.id))
  const keep = (part: Partial<Seen>) => {
    const next = { ...seen, ...part }
    sessionStorage.setItem(draftKey(elder.id), JSON.stringify(next))
    setSeen(next)
  }
  const toggle = (hazard: HomeHazard, on: boolean) =>
    keep({ hazards: homeHazards.keys.filter(one => (one === hazard ? on : seen.hazards.includes(one))) })
  return (
    <Page
      title={say('home.formTitle', { name: elder.name })}
      above={<RegionBar code={elder.regionCode} to={region => paths.elders({ region })} />}
    >
      <div className="record">
        <div>
          <Panel note={say('home.formHelp')}>
            {homeParts.keys.map(part => (
              <fieldset key={part} className="assess-many">
                <legend>{homeParts.words[part]}</legend>
                {hazardsOfPart(part).map(hazard => (
                  <Checkbox
                    key={hazard}
                    checked={seen.hazards.includes(hazard)}
                    onChange={event => toggle(hazard, event.target.checked)}
                  >
                    {homeHazards.words[hazard]}
                  </Checkbox>
                ))}
              </fieldset>
            ))}
          </Panel>
        </div>
        <div>
          <Proposed elder={elder} seen={seen} keep={keep} />
        </div>
      </div>
    </Page>
  )
}

interface ProposedProps {
  elder: Elder
  seen: Seen
  keep: (part: Partial<Seen>) => void
}

function Proposed({ elder, seen, keep }: ProposedProps) {
  const say = useWords()
  const go = useGo()
  const notice = useNotice()
  const history = useAnswer('ability.list', { countyCode: elder.countyCode, elderId: elder.id })
  const standing = history.data?.rows.find(row => row.stage === 'settled' || row.stage === 'told')
  const proposals = proposeAdaptations(seen.hazards, standing?.result?.scores ?? null)
  const record = useAct('homeSafety.record', ['homeSafety.list'])
  const save = () =>
    record.mutate(
      {
        ...{ countyCode: elder.countyCode, id: seen.id, elderId: elder.id, checkedOn: dayOf(new Date()) },
        ...{ hazards: seen.hazards, note: seen.note.trim() || null },
      },
      {
        onSuccess: () => {
          sessionStorage.removeItem(draftKey(elder.id))
          notice.done(say('home.saved'))
          go(paths.elder({ countyCode: elder.countyCode, id: elder.id }, { part: 'assessments' }))
        },
      },
    )
  return (
    <Panel
      title={say('home.formPreview', { count: proposals.length })}
      note={standing ? say('home.formWithAbility', { day: standing.assessedOn }) : say('home.formNoAbility')}
    >
      <ul className="plan-lines">
        {proposals.map(({ item, reason }) => (
          <li key={item} className="plan-line">
            <div>
              <b>
                {item}. {homeParts.words[adaptationItem(item).part]} · {adaptationItem(item).name}
              </b>
              <div className="soft small">{reason}</div>
            </div>
          </li>
        ))}
      </ul>
      <Input.TextArea
        className="below"
        rows={2}
        maxLength={500}
        placeholder={say('home.note')}
        aria-label={say('home.note')}
        value={seen.note}
        onChange={event => keep({ note: event.target.value })}
      />
      {record.isError && <Trouble error={record.error} />}
      <div className="form-actions">
        <Button type="primary" size="large" loading={record.isPending} onClick={save}>
          {say('home.save')}
        </Button>
      </div>
    </Panel>
  )
}
