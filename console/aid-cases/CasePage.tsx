// One case as a story: what is wrong, how long it may wait, what to do now, and who did what so far.
import { Timeline } from 'antd'
import { type AidCaseAct, aidCaseActKinds, aidCaseStages } from '../../domain/aid-cases/aid-case.ts'
import type { AidCase } from '../../domain/aid-cases/record.ts'
import { useKey } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { instantText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useMay } from '../session.tsx'
import { Answered } from '../states.tsx'
import { CaseActions } from './CaseActions.tsx'
import { CaseClock, LevelTag } from './CaseMarks.tsx'

export function CasePage() {
  const key = useKey()
  const aidCase = useAnswer('aidCase.get', key)
  return <Answered query={aidCase}>{value => <Story aidCase={value} />}</Answered>
}

function Story({ aidCase }: { aidCase: AidCase }) {
  const say = useWords()
  const works = useMay()('aidCase:work')
  return (
    <Page
      title={aidCase.trouble}
      above={<RegionBar code={aidCase.regionCode} to={region => paths.aidCases({ region, whose: 'all' })} />}
    >
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
            <dt>{say('case.acknowledgeBy')}</dt>
            <dd>{instantText(aidCase.acknowledgeBy)}</dd>
          </div>
          <div>
            <dt>{say('case.onSiteBy')}</dt>
            <dd>{instantText(aidCase.onSiteBy)}</dd>
          </div>
        </dl>
      </Panel>
      {works ? <CaseActions aidCase={aidCase} /> : <p className="soft">{say('case.onlyReading')}</p>}
      <Panel title={say('case.story')}>
        <Timeline
          items={aidCase.acts.map(act => ({
            key: act.id,
            color: act.kind === 'escalated' ? 'red' : act.kind === 'closed' ? 'green' : 'gray',
            content: <ActEntry act={act} />,
          }))}
        />
      </Panel>
    </Page>
  )
}

function ActEntry({ act }: { act: AidCaseAct }) {
  const say = useWords()
  return (
    <article>
      <b>{aidCaseActKinds.words[act.kind]}</b>{' '}
      <span className="soft">
        {act.byName ?? say('case.byClock')} · {instantText(act.doneAt)}
      </span>
      {act.toName && <p>{say('case.to', { name: act.toName })}</p>}
      {act.note && <p className="visit-note">{act.note}</p>}
    </article>
  )
}
