// A plan upon its counties: large dots are the sites, small ones the villages it reaches and those it does not.
import { Button, Modal, Space } from 'antd'
import { useMemo, useState } from 'react'
import type { Output } from '../../domain/api.ts'
import type { KeyOf } from '../../domain/kernel/choice.ts'
import { sitingHosts, villageStandings } from '../../domain/siting/plan.ts'
import { type MapPlace, PlaceMap } from '../../ui/place-map.tsx'
import { useAnswer } from '../asking.ts'
import { figure } from '../figures.ts'
import { useNarrow } from '../frame/narrow.ts'
import { Panel } from '../frame/Page.tsx'
import { useOutlines } from '../indicators/outlines.ts'
import { type Say, useWords } from '../language.tsx'
import { Answered } from '../states.tsx'
import { token } from '../theme.ts'
import type { Pins } from './PinPanel.tsx'
import type { Plan } from './PlanPage.tsx'

const colours: Readonly<Record<KeyOf<typeof villageStandings>, string>> = {
  servedBefore: '#5b87b8',
  servedByPlan: '#4f9163',
  stillWithout: '#bdb2aa',
}

const leaving = '#a39a94'

export default function PlanMap({ value, pins }: { value: Plan; pins: Pins }) {
  const say = useWords()
  const narrow = useNarrow()
  const [opened, setOpened] = useState<Opened | null>(null)
  const [placing, setPlacing] = useState<{ id: string; name: string } | null>(null)
  const { countyCode, id } = value.plan
  const map = useAnswer('siting.map', { countyCode, id })
  const outlines = useOutlines()
  const { must, never, moved } = pins
  const places = useMemo(
    () =>
      placesOf({ villages: map.data?.villages ?? [], picks: value.picks, pins: { must, never, moved }, say }),
    [map.data, value.picks, must, never, moved, say],
  )
  const open = (code: string) => {
    if (placing) return
    const pick = value.picks.find(one => `pick ${one.id}` === code)
    const village = map.data?.villages.find(one => one.code === code)
    if (pick) setOpened({ regionCode: pick.regionCode, name: pick.name, says: pick.says })
    else if (village) setOpened({ regionCode: code, name: village.name, says: null })
  }
  return (
    <Panel title={say('siting.map')} note={say('siting.mapNote')} className="map-panel">
      {placing && (
        <p role="status" className="siting-placing">
          {say('siting.placing', { name: placing.name })}{' '}
          <Button onClick={() => setPlacing(null)}>{say('siting.placingNot')}</Button>
        </p>
      )}
      <Answered query={outlines}>
        {answer => (
          <Answered query={map}>
            {() => (
              <PlaceMap
                outlines={answer}
                places={places}
                heightPixels={narrow ? 380 : 620}
                label={say('siting.mapLabel')}
                onChoose={open}
                onPoint={
                  placing
                    ? at => {
                        pins.move(placing.id, { name: placing.name, ...at })
                        setPlacing(null)
                      }
                    : undefined
                }
              />
            )}
          </Answered>
        )}
      </Answered>
      <p className="soft small">{say('map.attribution')}</p>
      {opened && (
        <SpotsDialog
          planKey={{ countyCode, id }}
          opened={opened}
          pins={pins}
          onPlace={setPlacing}
          onClose={() => setOpened(null)}
        />
      )}
    </Panel>
  )
}

function placesOf({
  villages,
  picks,
  pins: { must, never, moved },
  say,
}: {
  villages: Output<'siting.map'>['villages']
  picks: Plan['picks']
  pins: Pick<Pins, 'must' | 'never' | 'moved'>
  say: Say
}): MapPlace[] {
  const largest = villages.reduce((most, { people }) => Math.max(most, people), 1)
  return [
    ...villages.map((village): MapPlace => {
      const { code, name, lon, lat, people, standing } = village
      return {
        ...{ code, name, lon, lat, weight: people, color: colours[standing], quiet: true },
        lines: [villageStandings.words[standing], say('siting.people', { count: figure(people) })],
      }
    }),
    ...picks.map(
      (pick): MapPlace => ({
        ...{ code: `pick ${pick.id}`, name: pick.name, lon: pick.lon, lat: pick.lat },
        weight: largest / 4,
        // What is about to go is drawn as gone: it stands elsewhere or nowhere in the next plan.
        color: moved.has(pick.id) || never.has(pick.id) ? leaving : token('--sunset'),
        lines: [
          ...(must.has(pick.id) ? [say('siting.isPinned')] : []),
          ...(never.has(pick.id) ? [say('siting.isForbidden')] : []),
          ...(moved.has(pick.id) ? [say('siting.isMoved')] : []),
          pick.says,
        ],
      }),
    ),
    ...[...moved].map(
      ([id, { name, lon, lat }]): MapPlace => ({
        ...{ code: `moved ${id}`, name, lon, lat, weight: largest / 8, color: '#3b6ea5' },
        lines: [say('siting.isMoved')],
      }),
    ),
  ]
}

/** A village that was pressed, or that of a chosen site. */
interface Opened {
  regionCode: string
  name: string
  says: string | null
}

interface DialogProps {
  planKey: { countyCode: string; id: string }
  opened: Opened
  pins: Pins
  onPlace: (spot: { id: string; name: string }) => void
  onClose: () => void
}

/** All places of a village where a site may stand. */
function SpotsDialog({ planKey, opened, pins, onPlace, onClose }: DialogProps) {
  const say = useWords()
  const spots = useAnswer('siting.spots', { ...planKey, regionCode: opened.regionCode })
  const done = (act: () => void) => () => {
    act()
    onClose()
  }
  return (
    <Modal open title={opened.name} onCancel={onClose} footer={null}>
      {opened.says && <p>{opened.says}</p>}
      <Answered query={spots}>
        {({ rows }) => (
          <>
            {rows.length === 0 && <p className="soft">{say('siting.noSpots')}</p>}
            {rows.map(spot => (
              <div key={spot.id} className="siting-spot">
                <p>
                  {spot.name} <span className="soft small">{sitingHosts.words[spot.host]}</span>
                </p>
                <Space wrap>
                  <Button onClick={done(() => pins.pin(spot.id, spot.name))}>{say('siting.pin')}</Button>
                  <Button onClick={done(() => pins.forbid(spot.id, spot.name))}>
                    {say('siting.forbid')}
                  </Button>
                  <Button onClick={done(() => onPlace(spot))}>{say('siting.place')}</Button>
                </Space>
              </div>
            ))}
          </>
        )}
      </Answered>
    </Modal>
  )
}
