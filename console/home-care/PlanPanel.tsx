// The plan of a project item by item: written while it is drawn up, afterwards read with its photos before and after.
import { Button, Tag } from 'antd'
import { useState } from 'react'
import { funders, type PlanLine, type Project } from '../../domain/home-care/project.ts'
import { needsBefore } from '../../domain/home-care/project-rules.ts'
import { CardTable } from '../CardTable.tsx'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { yuanText } from '../money.ts'
import { useMay } from '../session.tsx'
import { Nothing } from '../states.tsx'
import { ItemName } from './ItemName.tsx'
import { ItemPhotos } from './ItemPhotos.tsx'
import { PlanForm } from './PlanForm.tsx'

export function PlanPanel({ project }: { project: Project }) {
  const say = useWords()
  const may = useMay()
  const [editing, setEditing] = useState(false)
  const mayEdit = may('homeCare:work') && project.stage === 'planDrawn'
  if (editing)
    return (
      <Panel title={say('adapt.plan')}>
        <PlanForm project={project} onDone={() => setEditing(false)} />
      </Panel>
    )
  return (
    <Panel
      title={say('adapt.plan')}
      extra={mayEdit && <Button onClick={() => setEditing(true)}>{say('adapt.planEdit')}</Button>}
    >
      {project.lines.length === 0 ? (
        <Nothing>{say('adapt.planNone')}</Nothing>
      ) : (
        <>
          <Lines project={project} />
          <p className="strong">
            {say('adapt.total', {
              yuan: yuanText(project.lines.reduce((sum, line) => sum + line.quantity * line.priceFen, 0)),
              government: yuanText(project.lines.reduce((sum, line) => sum + line.governmentFen, 0)),
            })}
          </p>
        </>
      )}
    </Panel>
  )
}

function Lines({ project }: { project: Project }) {
  const say = useWords()
  const [open, setOpen] = useState<readonly number[]>([])
  const toggle = (item: number) =>
    setOpen(open.includes(item) ? open.filter(one => one !== item) : [...open, item])
  const countOf = (item: number, moment: 'beforeWorks' | 'afterWorks') =>
    project.photos.filter(photo => photo.item === item && photo.moment === moment).length
  return (
    <CardTable<PlanLine>
      rowKey="item"
      dataSource={project.lines}
      pagination={false}
      expandable={{
        expandedRowKeys: [...open],
        showExpandColumn: false,
        expandedRowRender: line => <ItemPhotos project={project} item={line.item} />,
      }}
      columns={[
        {
          key: 'item',
          title: say('adapt.item'),
          render: (_, line) => (
            <>
              <ItemName item={line.item} />
              <div className="soft small">{line.reason}</div>
              {line.defect && <Tag color="error">{say('adapt.defect', { words: line.defect })}</Tag>}
            </>
          ),
        },
        { key: 'quantity', title: say('adapt.quantity'), dataIndex: 'quantity' },
        { key: 'price', title: say('adapt.price'), render: (_, line) => yuanText(line.priceFen) },
        { key: 'sum', title: say('adapt.sum'), render: (_, line) => yuanText(line.quantity * line.priceFen) },
        {
          key: 'funder',
          title: say('adapt.funder'),
          render: (_, line) => (
            <>
              {funders.words[line.funder]}
              {line.governmentFen > 0 && line.governmentFen < line.quantity * line.priceFen && (
                <div className="soft small">
                  {say('adapt.government', { yuan: yuanText(line.governmentFen) })}
                </div>
              )}
            </>
          ),
        },
        {
          key: 'photos',
          title: say('adapt.photos'),
          render: (_, line) => (
            <>
              <Button onClick={() => toggle(line.item)}>
                {say(open.includes(line.item) ? 'adapt.hidePhotos' : 'adapt.showPhotos')}
              </Button>
              <div className="soft small">
                {needsBefore(line.item)
                  ? say('adapt.photosCount', {
                      before: countOf(line.item, 'beforeWorks'),
                      after: countOf(line.item, 'afterWorks'),
                    })
                  : say('adapt.photosCount', { before: '—', after: countOf(line.item, 'afterWorks') })}
              </div>
            </>
          ),
        },
      ]}
    />
  )
}
