// The plan of a case: who does what by when.
import { Button } from 'antd'
import { useState } from 'react'
import type { CaseTask } from '../../domain/aid-cases/case-work.ts'
import type { AidCase } from '../../domain/aid-cases/record.ts'
import { addDays } from '../../domain/kernel/day.ts'
import { newId } from '../../ui/client.ts'
import { dayText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { ActDialog } from './ActDialog.tsx'
import { DayField, orNull, PersonField, TextField } from './fields.tsx'

type Ending = { task: CaseTask; how: 'finishTask' | 'dropTask' }

export function PlanPanel({ aidCase, works }: { aidCase: AidCase; works: boolean }) {
  const say = useWords()
  const [adding, setAdding] = useState(false)
  const [ending, setEnding] = useState<Ending | null>(null)
  return (
    <Panel
      title={say('plan.title')}
      extra={works && <Button onClick={() => setAdding(true)}>{say('plan.add')}</Button>}
    >
      {aidCase.tasks.length === 0 ? (
        <p className="soft">{say('plan.none')}</p>
      ) : (
        <ul className="case-lines">
          {aidCase.tasks.map(task => (
            <li key={task.id}>
              <TaskLine task={task} today={aidCase.today} />
              {works && task.state === 'taskWaiting' && (
                <span className="line-buttons no-print">
                  <Button onClick={() => setEnding({ task, how: 'finishTask' })}>{say('plan.done')}</Button>
                  <Button type="text" onClick={() => setEnding({ task, how: 'dropTask' })}>
                    {say('plan.drop')}
                  </Button>
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {adding && <AddTask aidCase={aidCase} onClose={() => setAdding(false)} />}
      {ending && <EndTask aidCase={aidCase} ending={ending} onClose={() => setEnding(null)} />}
    </Panel>
  )
}

export function TaskLine({ task, today }: { task: CaseTask; today: string }) {
  const say = useWords()
  const late = task.state === 'taskWaiting' && task.dueOn < today
  const name = task.endedByName ?? ''
  return (
    <div>
      <b className={task.state === 'taskDropped' ? 'dropped' : ''}>{task.task}</b>
      <div className="soft small">
        {say('plan.by', { name: task.assigneeName, day: dayText(task.dueOn) })}
        {late && <span className="danger-text"> {say('plan.late')}</span>}
        {task.state === 'taskDone' && <span className="good-text"> {say('plan.doneBy', { name })}</span>}
        {task.state === 'taskDropped' && ` ${say('plan.droppedBy', { name })}`}
        {task.endingNote && ` ${task.endingNote}`}
      </div>
    </div>
  )
}

const usualDays = 3

function AddTask({ aidCase, onClose }: { aidCase: AidCase; onClose: () => void }) {
  const say = useWords()
  const [taskId] = useState(newId)
  const { countyCode, id, regionCode, ownerId, today } = aidCase
  return (
    <ActDialog<'aidCase.plan', { task: string; toAccountId: string; dueOn: string }>
      operation="aidCase.plan"
      title={say('plan.add')}
      done={say('plan.saved')}
      initial={{ toAccountId: ownerId, dueOn: addDays(today, usualDays) }}
      inputOf={filled => ({ countyCode, id, taskId, ...filled })}
      onClose={onClose}
    >
      <TextField name="task" label="plan.task" most={200} />
      <PersonField name="toAccountId" label="plan.who" regionCode={regionCode} />
      <DayField name="dueOn" label="plan.dueOn" />
    </ActDialog>
  )
}

function EndTask({ aidCase, ending, onClose }: { aidCase: AidCase; ending: Ending; onClose: () => void }) {
  const say = useWords()
  const { countyCode, id } = aidCase
  const { task, how } = ending
  const done = how === 'finishTask'
  return (
    <ActDialog<'aidCase.finishTask', { note?: string }>
      // Both take the same input.
      operation={`aidCase.${how}` as 'aidCase.finishTask'}
      title={say(done ? 'plan.done' : 'plan.drop')}
      note={task.task}
      done={say('plan.ended')}
      inputOf={({ note }) => ({ countyCode, id, taskId: task.id, note: orNull(note) })}
      onClose={onClose}
    >
      <TextField
        name="note"
        label={done ? 'plan.doneNote' : 'plan.dropNote'}
        most={500}
        rows={3}
        needed={false}
      />
    </ActDialog>
  )
}
