// The plan and the acceptance on one sheet of paper: what is done, who pays, who says that it is well.
import { Button, Space } from 'antd'
import { adaptationItem, adaptationKinds, homeParts } from '../../domain/assessments/adaptation.ts'
import { toldWays } from '../../domain/assessments/stages.ts'
import { incomeStatuses } from '../../domain/benefits/rule.ts'
import { funders, type Project, type ProjectActKind, projectReasons } from '../../domain/home-care/project.ts'
import { sharesOf } from '../../domain/home-care/project-rules.ts'
import { useGo, useKey } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { dayText } from '../figures.ts'
import { Page } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { yuanText } from '../money.ts'
import { paths } from '../paths.ts'
import { Answered } from '../states.tsx'
import './home-care.css'

export function AdaptationSheetPage() {
  const say = useWords()
  const go = useGo()
  const key = useKey()
  const project = useAnswer('adaptation.get', key)
  return (
    <Page
      title={say('adaptSheet.title')}
      actions={
        <Space wrap>
          <Button onClick={() => go(paths.adaptation(key))}>{say('adaptSheet.back')}</Button>
          <Button type="primary" disabled={!project.data} onClick={() => window.print()}>
            {say('adaptSheet.print')}
          </Button>
        </Space>
      }
    >
      <Answered query={project}>{value => <Paper project={value} />}</Answered>
    </Page>
  )
}

function Paper({ project }: { project: Project }) {
  const say = useWords()
  const shares = sharesOf(project.lines)
  return (
    <div className="scroll-sideways">
      <article className="care-paper">
        <h2>{say('adaptSheet.heading')}</h2>
        <p>
          {say('adaptSheet.who', {
            ...{ name: project.elderName, age: project.elderAge ?? '—' },
            ...{ place: `${project.villageName} ${project.address}` },
            ...{
              hardship: incomeStatuses.words[project.hardship],
              reason: projectReasons.words[project.reason],
            },
          })}
        </p>
        <p>
          {say('adaptSheet.works', {
            ...{ provider: project.providerName ?? '＿＿＿＿＿＿', days: project.expectedDays ?? '＿＿' },
            ...{ opened: dayText(project.openedOn) },
          })}
        </p>
        <PlanTable project={project} />
        <p>
          {funders.keys
            .filter(funder => shares[funder] > 0)
            .map(funder => `${funders.words[funder]} ${yuanText(shares[funder])} 元`)
            .join('　')}
        </p>
        <Signatures project={project} />
      </article>
    </div>
  )
}

function PlanTable({ project }: { project: Project }) {
  const say = useWords()
  return (
    <table>
      <thead>
        <tr>
          {(
            [
              ...([
                'adaptSheet.number',
                'adapt.item',
                'adaptSheet.kind',
                'adapt.why',
                'adapt.quantity',
              ] as const),
              ...(['adapt.price', 'adapt.sum', 'adapt.funder', 'adaptSheet.well'] as const),
            ] as const
          ).map(word => (
            <th key={word} scope="col">
              {say(word)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {project.lines.map(line => {
          const item = adaptationItem(line.item)
          return (
            <tr key={line.item}>
              <td>{item.number}</td>
              <td>
                {homeParts.words[item.part]} {item.name}
              </td>
              <td>{adaptationKinds.words[item.kind]}</td>
              <td>{line.reason}</td>
              <td className="number">{line.quantity}</td>
              <td className="number">{yuanText(line.priceFen)}</td>
              <td className="number">{yuanText(line.quantity * line.priceFen)}</td>
              <td>{funders.words[line.funder]}</td>
              <td>{say('adaptSheet.tick')}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** What has been said stands printed; what has not is a line to sign. */
function Signatures({ project }: { project: Project }) {
  const say = useWords()
  const lastOf = (kind: ProjectActKind) => project.acts.findLast(act => act.kind === kind)
  const elder = lastOf('elderAccepts')
  const said = [
    ['adaptSheet.approved', lastOf('approvesPlan')],
    ['adaptSheet.elder', elder],
    ['adaptSheet.office', lastOf('officeAccepts')],
  ] as const
  return (
    <dl className="care-signatures">
      {said.map(([word, act]) => (
        <div key={word}>
          <dt>{say(word)}</dt>
          <dd>
            {act
              ? [
                  act.way ? `${toldWays.words[act.way]}（${act.withName ?? ''}）` : act.byName,
                  dayText(act.onDay),
                ].join('　')
              : say('adaptSheet.blank')}
          </dd>
        </div>
      ))}
    </dl>
  )
}
