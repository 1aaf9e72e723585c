// The wall of a county's duty room: life and limb by township, with running clocks, read from across the room.
import { useEffect, useRef, useState } from 'react'
import { aidCaseLevels, aidCaseStages } from '../../domain/aid-cases/aid-case.ts'
import { standingText } from '../../domain/aid-cases/deadlines.ts'
import { timeOf } from '../../domain/aid-cases/story.ts'
import type { Output } from '../../domain/api.ts'
import { useFilters, useGo } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { useSession } from '../session.tsx'
import { Answered } from '../states.tsx'
import { useNow } from './CaseMarks.tsx'
import { clockAfter } from './clocks.ts'
import { ring } from './ring.ts'
import './wall.css'

type Wall = Output<'aidCase.wall'>

const refreshSeconds = 10
/** Three refreshes missed: nobody should trust the figures any longer. */
const staleAfterMs = 3 * refreshSeconds * 1000

export function WallPage() {
  const { post } = useSession()
  const [filters] = useFilters()
  const region = filters.region ?? post.regionCode
  const wall = useAnswer(
    'aidCase.wall',
    { regionCode: region },
    { refetchInterval: () => refreshSeconds * 1000 },
  )
  const light = filters.theme === 'light'
  return (
    <section className={light ? 'wall light' : 'wall'}>
      <Answered query={wall}>{value => <Shown wall={value} region={region} light={light} />}</Answered>
    </section>
  )
}

/** Rings when a case is new, once somebody has switched the sound on: browsers allow none before. */
function useRing(newest: string | null): [boolean, (on: boolean) => void] {
  const [on, setOn] = useState(false)
  const known = useRef(newest)
  useEffect(() => {
    if (on && newest !== null && newest !== known.current) ring()
    known.current = newest
  }, [on, newest])
  return [on, setOn]
}

function Shown({ wall, region, light }: { wall: Wall; region: string; light: boolean }) {
  const say = useWords()
  const go = useGo()
  const [, change] = useFilters()
  const [sound, setSound] = useRing(wall.newest)
  const now = useNow(1000)
  const stale = now - Date.parse(wall.asOf) > staleAfterMs
  const title = say('wall.title', { name: wall.name })
  useEffect(() => {
    document.title = title
  }, [title])
  const time = timeOf(wall.asOf)
  return (
    <>
      <header className="wall-head">
        <div>
          <h1>{title}</h1>
          <span className={stale ? 'wall-late' : 'wall-soft'} role="status">
            {stale ? say('wall.stale', { time }) : say('wall.updated', { time, seconds: refreshSeconds })}
            {' · '}
            {wall.dutyName === null ? say('wall.noDuty') : say('wall.duty', { name: wall.dutyName })}
          </span>
        </div>
        <Sums wall={wall} region={region} />
        <div className="wall-buttons">
          <button type="button" aria-pressed={sound} onClick={() => setSound(!sound)}>
            {say(sound ? 'wall.soundOff' : 'wall.sound')}
          </button>
          <button type="button" onClick={() => change({ theme: light ? undefined : 'light' })}>
            {say(light ? 'wall.dark' : 'wall.light')}
          </button>
          <button type="button" onClick={() => void document.documentElement.requestFullscreen?.()}>
            {say('wall.full')}
          </button>
          <button type="button" onClick={() => go(paths.aidCases({ region, whose: 'all' }))}>
            {say('wall.leave')}
          </button>
        </div>
      </header>
      <div className="wall-body">
        <Townships wall={wall} />
        <Cases wall={wall} now={now} />
      </div>
    </>
  )
}

function Sums({ wall, region }: { wall: Wall; region: string }) {
  const say = useWords()
  const sum = (which: 'p0' | 'p1' | 'overdue') =>
    wall.townships.reduce((total, township) => total + township[which], 0)
  return (
    <div className="wall-sums">
      <Go to={paths.aidCases({ region, whose: 'all', level: 'p0' })} className="wall-sum">
        <b>{sum('p0')}</b>
        {say('wall.p0')}
      </Go>
      <Go to={paths.aidCases({ region, whose: 'all', level: 'p1' })} className="wall-sum">
        <b>{sum('p1')}</b>
        {say('wall.p1')}
      </Go>
      <Go
        to={paths.aidCases({ region, whose: 'all', grave: 'yes', overdue: 'yes' })}
        className={sum('overdue') > 0 ? 'wall-sum late' : 'wall-sum'}
      >
        <b>{sum('overdue')}</b>
        {say('wall.overdue')}
      </Go>
    </div>
  )
}

function Townships({ wall }: { wall: Wall }) {
  const say = useWords()
  const byUrgency = wall.townships.toSorted(
    (one, other) => other.overdue - one.overdue || other.p0 - one.p0 || other.p1 - one.p1,
  )
  return (
    <ul className="wall-list">
      {byUrgency.map(({ code, name, p0, p1, overdue, dutyName }) => (
        <li key={code} className={overdue > 0 ? 'late' : p0 + p1 > 0 ? 'soon' : ''}>
          <div className="wall-line">
            <b>{name}</b>
            <span className="wall-counts">
              <Go to={paths.aidCases({ region: code, whose: 'all', level: 'p0' })}>
                {say('wall.p0')} {p0}
              </Go>
              <Go to={paths.aidCases({ region: code, whose: 'all', level: 'p1' })}>
                {say('wall.p1')} {p1}
              </Go>
              <Go
                to={paths.aidCases({ region: code, whose: 'all', grave: 'yes', overdue: 'yes' })}
                className={overdue > 0 ? 'wall-late' : ''}
              >
                {say('wall.overdue')} {overdue}
              </Go>
            </span>
          </div>
          <span className="wall-soft">
            {dutyName === null ? say('wall.noDuty') : say('wall.duty', { name: dutyName })}
          </span>
        </li>
      ))}
    </ul>
  )
}

function Cases({ wall, now }: { wall: Wall; now: number }) {
  const say = useWords()
  if (wall.cases.length === 0) return <p className="wall-soft">{say('wall.calm')}</p>
  return (
    <ul className="wall-list">
      {wall.cases.map(row => {
        const clock = row.clock && clockAfter(row.clock, now)
        return (
          <li key={row.id} className={clock?.late ? 'late' : clock?.soon ? 'soon' : ''}>
            <div className="wall-line">
              <b>
                <Go to={paths.aidCase(row)}>{row.trouble}</Go>
              </b>
              {clock && (
                <span className={`wall-clock ${clock.late ? 'wall-late' : clock.soon ? 'wall-soon' : ''}`}>
                  {standingText(clock)}
                </span>
              )}
            </div>
            <div className="wall-line wall-soft">
              <span>
                {aidCaseLevels.words[row.level]} · {aidCaseStages.words[row.stage]} · {row.villageName}{' '}
                {row.elderName}
              </span>
              <span>{say('wall.owner', { name: row.ownerName })}</span>
            </div>
          </li>
        )
      })}
    </ul>
  )
}
