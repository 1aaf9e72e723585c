// One project: the promise, the money, the steps, two signatures, the site it became and who is served there.
import { Alert, Space, Tag } from 'antd'
import type { Output } from '../../domain/api.ts'
import { type FundPromise, fundKinds, fundProjectStates, fundSources } from '../../domain/funds/fund.ts'
import { sumWords } from '../../domain/funds/words.ts'
import { yuanWords } from '../../domain/kernel/money.ts'
import { useKey } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { dayText, figure } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { Answered, Nothing } from '../states.tsx'
import { projectColours } from './colours.ts'
import { Facts } from './Facts.tsx'
import { Papers } from './Papers.tsx'
import { ProjectActs } from './ProjectActs.tsx'
import { ProjectMoney } from './ProjectMoney.tsx'
import { AcceptancePanel, StepsPanel } from './ProjectSteps.tsx'
import { Flags } from './ProjectTable.tsx'
import { Story } from './Story.tsx'
import './funds.css'

export type ProjectRecord = Output<'fundProject.get'>
export type Project = ProjectRecord['project']

export function ProjectPage() {
  const answer = useAnswer('fundProject.get', useKey())
  return <Answered query={answer}>{value => <Record record={value} />}</Answered>
}

function Record({ record }: { record: ProjectRecord }) {
  const say = useWords()
  const { project } = record
  const stands = [project.lateSays, project.unspentSays, project.outlierSays].some(says => says !== null)
  return (
    <Page
      title={
        <>
          {project.name}{' '}
          <Tag color={projectColours[project.state]}>{fundProjectStates.words[project.state]}</Tag>
        </>
      }
      tabTitle={project.name}
      above={
        <p className="no-print">
          <Go to={paths.funds()}>{say('fund.title')}</Go> ·{' '}
          <Go to={paths.fundProjects({ programme: project.programmeTitle })}>{project.programmeTitle}</Go>
        </p>
      }
      actions={<ProjectActs record={record} />}
    >
      {stands && <Alert type="warning" showIcon title={<Flags row={project} />} />}
      <Panel title={say('fund.facts')}>
        <ProjectFacts project={project} />
      </Panel>
      <ProjectMoney record={record} />
      <StepsPanel record={record} />
      <AcceptancePanel record={record} />
      <Served record={record} />
      <Papers thing="fundProject" thingKey={project} papers={record.papers} refreshes="fundProject.get" />
      <Panel title={say('fund.story')}>
        <Story acts={record.acts} />
      </Panel>
    </Page>
  )
}

function ProjectFacts({ project }: { project: Project }) {
  const say = useWords()
  const by = (name: string | null, day: string | null) =>
    day === null ? '—' : `${name ?? '—'}　${dayText(day)}`
  return (
    <Facts
      facts={[
        [say('fund.kind'), fundKinds.words[project.kind]],
        [
          say('fund.projectWhere'),
          [project.countyName, project.placeName]
            .filter((name, at, all) => all.indexOf(name) === at)
            .join(' '),
        ],
        [say('fund.plannedCost'), sumWords(project.plannedFen)],
        [say('fund.source'), `${fundSources.words[project.source]} · ${project.batchTitle}`],
        [say('fund.documentNumber'), project.documentNumber ?? '—'],
        [say('fund.opensOn'), dayText(project.opensOn)],
        [say('fund.draftedBy'), by(project.draftedByName, project.draftedOn)],
        [say('fund.approvedBy'), by(project.approvedByName, project.approvedOn)],
        [say('fund.acceptedOn'), project.acceptedOn === null ? '—' : dayText(project.acceptedOn)],
        [say('fund.openedOn'), project.openedOn === null ? '—' : dayText(project.openedOn)],
        [say('fund.site'), <Site key="site" project={project} />],
        [
          say('fund.promise'),
          project.promise === null ? '—' : <Promised key="promise" promise={project.promise} />,
        ],
      ]}
    />
  )
}

function Site({ project }: { project: Project }) {
  const say = useWords()
  if (project.siteId === null) return say('fund.noSite')
  const key = { countyCode: project.countyCode, id: project.siteId }
  const name = project.siteName ?? '—'
  return <Go to={project.siteKind === 'canteen' ? paths.canteen(key) : paths.facility(key)}>{name}</Go>
}

function Promised({ promise }: { promise: FundPromise }) {
  const say = useWords()
  return (
    <>
      {[
        say('fund.promisePeople', { summer: promise.peopleSummer, winter: promise.peopleWinter }),
        promise.costFenAMeal !== null && say('fund.promiseCost', { yuan: yuanWords(promise.costFenAMeal) }),
        promise.breakEvenPeople !== null && say('fund.promiseBreakEven', { people: promise.breakEvenPeople }),
      ]
        .filter(Boolean)
        .join('；')}
      <div className="soft small">{promise.says}</div>
    </>
  )
}

function Served({ record: { project, served } }: { record: ProjectRecord }) {
  const say = useWords()
  if (served === null || project.siteId === null)
    return (
      <Panel title={say('fund.served')}>
        <Nothing>{say('fund.servedNone')}</Nothing>
      </Panel>
    )
  const key = { countyCode: project.countyCode, id: project.siteId }
  const isCanteen = project.siteKind === 'canteen'
  const meals = isCanteen ? paths.canteen(key, { tab: 'servings' }) : paths.facility(key)
  const numbers = [
    { word: say('fund.servings'), value: figure(served.servings), unit: say('fund.servingsUnit'), to: meals },
    { word: say('fund.diners'), value: figure(served.diners), unit: say('fund.peopleUnit'), to: meals },
    {
      word: say('fund.lastMonth'),
      value: figure(served.servingsLastMonth),
      unit: say('fund.servingsUnit'),
      to: meals,
    },
    ...(isCanteen
      ? []
      : [
          {
            word: say('fund.residents'),
            value: figure(served.residents),
            unit: say('fund.peopleUnit'),
            to: meals,
          },
        ]),
    ...(served.costFenAServing === null
      ? []
      : [
          {
            ...{ word: say('fund.perServing'), value: yuanWords(served.costFenAServing) },
            ...{ unit: say('fund.yuanUnit'), to: null },
          },
        ]),
  ]
  return (
    <Panel title={say('fund.served')} note={served.siteName}>
      <div className="fund-served">
        {numbers.map(({ word, value, unit, to }) => (
          <div key={word}>
            {word}
            <strong>{to === null ? value : <Go to={to}>{value}</Go>}</strong>
            <Space className="soft small">{unit}</Space>
          </div>
        ))}
      </div>
      {project.promise && (
        <p className="soft">{say('fund.promisedPeople', { people: project.promise.peopleSummer })}</p>
      )}
    </Panel>
  )
}
