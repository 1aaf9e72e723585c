// The head of a case: how grave, how far, whose, and its five clocks; and what is special about it.
import { Alert } from 'antd'
import { aidCaseSources, aidCaseStages } from '../../domain/aid-cases/aid-case.ts'
import { type AidCaseClock, aidCaseClocks, runningAt } from '../../domain/aid-cases/deadlines.ts'
import type { AidCase } from '../../domain/aid-cases/record.ts'
import { isEnded } from '../../domain/aid-cases/stages.ts'
import { instantText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { CaseClock, LevelTag, useNow } from './CaseMarks.tsx'

export function CaseHead({ aidCase }: { aidCase: AidCase }) {
  const say = useWords()
  return (
    <Panel className="case-head">
      <div className="case-marks">
        <LevelTag level={aidCase.level} />
        <b className="case-stage">{aidCaseStages.words[aidCase.stage]}</b>
        <CaseClock row={aidCase} />
      </div>
      <dl className="facts">
        <div>
          <dt>{say('case.elder')}</dt>
          <dd>
            <Go to={paths.elder({ countyCode: aidCase.countyCode, id: aidCase.elderId })}>
              {aidCase.elderName}
            </Go>
            {aidCase.elderAge !== null && ` · ${say('elder.age', { age: aidCase.elderAge })}`}
            {' · '}
            {aidCase.villageName}
          </dd>
        </div>
        <div>
          <dt>{say('cases.owner')}</dt>
          <dd>{aidCase.ownerName}</dd>
        </div>
        <div>
          <dt>{say('case.source')}</dt>
          <dd>{aidCaseSources.words[aidCase.source]}</dd>
        </div>
        <div>
          <dt>{say('cases.openedAt')}</dt>
          <dd>{instantText(aidCase.openedAt)}</dd>
        </div>
      </dl>
      <Clocks aidCase={aidCase} />
    </Panel>
  )
}

type ClockState = 'Met' | 'Runs' | 'Missed' | 'Stopped'

function stateOf(aidCase: AidCase, clock: AidCaseClock, now: number): ClockState {
  if (runningAt[aidCase.stage].includes(clock)) return Date.parse(aidCase[clock]) < now ? 'Missed' : 'Runs'
  const stopped = isEnded(aidCase.stage) && aidCase.ending !== 'closed'
  return stopped ? 'Stopped' : 'Met'
}

function Clocks({ aidCase }: { aidCase: AidCase }) {
  const say = useWords()
  const now = useNow()
  return (
    <ol className="case-clocks" aria-label={say('case.clocks')}>
      {aidCaseClocks.keys.map(clock => {
        const state = stateOf(aidCase, clock, now)
        return (
          <li key={clock} className={`case-clock ${state.toLowerCase()}`}>
            <b>{aidCaseClocks.words[clock]}</b>
            <span className="nowrap">{instantText(aidCase[clock])}</span>
            <span className="case-clock-state">{say(`case.clock${state}`)}</span>
          </li>
        )
      })}
    </ol>
  )
}

/** What somebody must know before doing anything: merged, repeated, a look still owed. */
export function CaseAlerts({ aidCase }: { aidCase: AidCase }) {
  const say = useWords()
  const { mergedInto, earlier, recheckOwed } = aidCase
  return (
    <>
      {mergedInto && (
        <Alert
          className="case-alert"
          type="info"
          showIcon
          title={say('case.joined', { trouble: mergedInto.trouble, name: mergedInto.elderName })}
          action={<Go to={paths.aidCase(mergedInto)}>{say('case.joinedSee')}</Go>}
        />
      )}
      {earlier && (
        <Alert
          className="case-alert"
          type="warning"
          showIcon
          title={say('case.repeat')}
          action={<Go to={paths.aidCase(earlier)}>{say('case.repeatSee')}</Go>}
        />
      )}
      {recheckOwed && (
        <Alert className="case-alert" type="warning" showIcon title={say('case.recheckOwed')} />
      )}
    </>
  )
}
