// A plan upon its counties: large dots are the sites, small ones the villages it reaches and those it does not.
import { useQuery } from '@tanstack/react-query'
import { Button, Modal, Space } from 'antd'
import { useMemo, useState } from 'react'
import type { KeyOf } from '../../domain/kernel/choice.ts'
import { type SitingPick, villageStandings } from '../../domain/siting/plan.ts'
import type { Outlines } from '../../ui/map.tsx'
import { type MapPlace, PlaceMap } from '../../ui/place-map.tsx'
import { useAnswer } from '../asking.ts'
import { figure } from '../figures.ts'
import { useNarrow } from '../frame/narrow.ts'
import { Panel } from '../frame/Page.tsx'
import { readOutlines } from '../indicators/outlines.ts'
import { useWords } from '../language.tsx'
import { Answered } from '../states.tsx'
import { token } from '../theme.ts'
import type { Pins } from './PinPanel.tsx'
import type { Plan } from './PlanPage.tsx'

const colours: Readonly<Record<KeyOf<typeof villageStandings>, string>> = {
  servedBefore: '#5b87b8',
  servedByPlan: '#4f9163',
  stillWithout: '#bdb2aa',
}

export default function PlanMap({ value, pins }: { value: Plan; pins: Pins }) {
  const say = useWords()
  const narrow = useNarrow()
  const [opened, setOpened] = useState<SitingPick | null>(null)
  const { countyCode, id } = value.plan
  const map = useAnswer('siting.map', { countyCode, id })
  const outlines = useQuery<Outlines, Error>({
    queryKey: ['outlines'],
    queryFn: ({ signal }) => readOutlines(signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const places = useMemo(() => {
    const villages = map.data?.villages ?? []
    const largest = villages.reduce((most, { people }) => Math.max(most, people), 1)
    return [
      ...villages.map((village): MapPlace => {
        const { code, name, lon, lat, people, standing } = village
        return {
          ...{ code, name, lon, lat, weight: people, color: colours[standing], quiet: true },
          lines: [villageStandings.words[standing], say('siting.people', { count: figure(people) })],
        }
      }),
      ...value.picks.map(
        (pick): MapPlace => ({
          ...{ code: `pick ${pick.id}`, name: pick.name, lon: pick.lon, lat: pick.lat },
          ...{ weight: largest / 4, color: token('--sunset'), lines: [pick.says] },
        }),
      ),
    ]
  }, [map.data, value.picks, say])
  return (
    <Panel title={say('siting.map')} note={say('siting.mapNote')} className="map-panel">
      <Answered query={outlines}>
        {answer => (
          <Answered query={map}>
            {() => (
              <PlaceMap
                outlines={answer}
                places={places}
                heightPixels={narrow ? 380 : 620}
                label={say('siting.mapLabel')}
                onChoose={code => setOpened(value.picks.find(pick => `pick ${pick.id}` === code) ?? null)}
              />
            )}
          </Answered>
        )}
      </Answered>
      <p className="soft small">{say('map.attribution')}</p>
      {opened && <PickDialog pick={opened} pins={pins} onClose={() => setOpened(null)} />}
    </Panel>
  )
}

function PickDialog({ pick, pins, onClose }: { pick: SitingPick; pins: Pins; onClose: () => void }) {
  const say = useWords()
  const act = (how: 'pin' | 'forbid') => () => {
    pins[how](pick.id, pick.name)
    onClose()
  }
  return (
    <Modal open title={pick.name} onCancel={onClose} footer={null}>
      <p className="soft">{pick.placeName}</p>
      <p>{pick.says}</p>
      <Space>
        <Button onClick={act('pin')}>{say('siting.pin')}</Button>
        <Button onClick={act('forbid')}>{say('siting.forbid')}</Button>
      </Space>
    </Modal>
  )
}
