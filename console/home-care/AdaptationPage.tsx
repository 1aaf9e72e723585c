// One home: what is planned, before and after, who said yes, what it cost, and what became of it.
import { Button, Space, Tag } from 'antd'
import { toldWays } from '../../domain/assessments/stages.ts'
import { incomeStatuses } from '../../domain/benefits/rule.ts'
import {
  type Project,
  projectActKinds,
  projectReasons,
  projectStages,
} from '../../domain/home-care/project.ts'
import { useGo, useKey } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { dayText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { Answered } from '../states.tsx'
import { stageColours } from './colours.ts'
import { LookBackPanel } from './LookBackPanel.tsx'
import { PaymentsPanel } from './PaymentsPanel.tsx'
import { PlanPanel } from './PlanPanel.tsx'
import { NextStep } from './ProjectActs.tsx'
import './home-care.css'

export function AdaptationPage() {
  const project = useAnswer('adaptation.get', useKey())
  return <Answered query={project}>{value => <ProjectRecord project={value} />}</Answered>
}

function ProjectRecord({ project }: { project: Project }) {
  const say = useWords()
  const go = useGo()
  const title = say('adapt.pageTitle', { name: project.elderName })
  return (
    <Page
      title={
        <>
          {title} <Tag color={stageColours[project.stage]}>{projectStages.words[project.stage]}</Tag>
        </>
      }
      tabTitle={title}
      actions={
        <Space wrap>
          <Button onClick={() => go(paths.elder({ countyCode: project.countyCode, id: project.elderId }))}>
            {say('adapt.openElder')}
          </Button>
          <Button onClick={() => go(paths.adaptationSheet(project))}>{say('adapt.sheet')}</Button>
        </Space>
      }
    >
      <NextStep project={project} />
      <Panel title={say('adapt.facts')}>
        <Facts project={project} />
      </Panel>
      <PlanPanel project={project} />
      {project.acceptedOn !== null && <PaymentsPanel project={project} />}
      {project.acceptedOn !== null && <LookBackPanel project={project} />}
      <Panel title={say('adapt.story')}>
        <Story project={project} />
      </Panel>
    </Page>
  )
}

function Facts({ project }: { project: Project }) {
  const say = useWords()
  const facts: [string, React.ReactNode][] = [
    [
      say('adapt.reason'),
      [projectReasons.words[project.reason], project.reasonNote].filter(Boolean).join('：'),
    ],
    [say('adapt.hardship'), incomeStatuses.words[project.hardship]],
    [say('adapt.address'), `${project.villageName} ${project.address}`],
    [
      say('adapt.homeCheck'),
      project.homeCheckedOn === null ? (
        say('adapt.noCheck')
      ) : (
        <Go
          to={paths.elder({ countyCode: project.countyCode, id: project.elderId }, { part: 'assessments' })}
          key="check"
        >
          {say('adapt.homeCheckOn', { day: dayText(project.homeCheckedOn) })}
        </Go>
      ),
    ],
    [
      say('adapt.days'),
      project.expectedDays === null ? '—' : say('adapt.daysValue', { count: project.expectedDays }),
    ],
    [
      say('adapt.approved'),
      project.approvedOn === null
        ? '—'
        : say('adapt.approvedValue', { by: project.approvedByName ?? '', day: dayText(project.approvedOn) }),
    ],
    [say('adapt.provider'), project.providerName ?? say('adapt.noProvider')],
    [say('adapt.started'), project.startedOn === null ? '—' : dayText(project.startedOn)],
    [say('adapt.acceptedOn'), project.acceptedOn === null ? '—' : dayText(project.acceptedOn)],
    [say('adapt.lookBackOn'), project.lookBackOn === null ? '—' : dayText(project.lookBackOn)],
  ]
  return (
    <dl className="facts">
      {facts.map(([word, value]) => (
        <div key={word}>
          <dt>{word}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Story({ project }: { project: Project }) {
  return (
    <ol className="care-story">
      {project.acts.toReversed().map(act => (
        <li key={act.id} className={act.kind === 'findsDefects' ? 'bad' : ''}>
          <time dateTime={act.onDay}>{dayText(act.onDay)}</time>
          <div>
            <b>{projectActKinds.words[act.kind]}</b>
            {act.byName && <span className="soft">　{act.byName}</span>}
            {act.way && (
              <p>
                {toldWays.words[act.way]}（{act.withName}）
              </p>
            )}
            {act.note && <p>{act.note}</p>}
          </div>
        </li>
      ))}
    </ol>
  )
}
