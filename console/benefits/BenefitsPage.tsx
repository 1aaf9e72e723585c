// The lists of the months: compile the next one, and open any of them.
import { Button, Popconfirm } from 'antd'
import { useState } from 'react'
import { type BenefitRun, runStates } from '../../domain/benefits/records.ts'
import { dayOf, monthOf } from '../../domain/kernel/day.ts'
import { newId } from '../../ui/client.ts'
import { useGo } from '../address.ts'
import { useAct, useAnswer } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { figure, instantText, monthText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { Labelled } from '../Labelled.tsx'
import { useWords } from '../language.tsx'
import { yuanText } from '../money.ts'
import { paths } from '../paths.ts'
import { useMay } from '../session.tsx'
import { Answered, Nothing, useNotice } from '../states.tsx'
import { BenefitFrame, countyOf } from './BenefitFrame.tsx'
import { RunTag } from './BenefitMarks.tsx'
import { MonthSelect } from './MonthSelect.tsx'

export function BenefitsPage() {
  return <BenefitFrame part="lists">{region => <MonthLists region={region} />}</BenefitFrame>
}

function MonthLists({ region }: { region: string }) {
  const say = useWords()
  const may = useMay()
  const runs = useAnswer('benefitRun.list', { regionCode: region })
  const county = countyOf(region)
  return (
    <>
      {may('benefit:manage') &&
        (county === null ? (
          <p className="soft">{say('benefits.chooseCounty')}</p>
        ) : (
          <CompilePanel countyCode={county} />
        ))}
      <Panel title={say('run.listTitle')}>
        <Answered query={runs}>
          {({ rows }) =>
            rows.length === 0 ? (
              <Nothing>{say('run.none')}</Nothing>
            ) : (
              <RunTable rows={rows} wide={county === null} />
            )
          }
        </Answered>
      </Panel>
    </>
  )
}

function CompilePanel({ countyCode }: { countyCode: string }) {
  const say = useWords()
  const go = useGo()
  const notice = useNotice()
  const [month, setMonth] = useState(monthOf(dayOf(new Date())))
  const [id] = useState(newId)
  const compile = useAct('benefitRun.compile', ['benefitRun.list', 'benefitRun.get', 'benefitRun.lines'])
  const send = () =>
    compile.mutate(
      { countyCode, id, month },
      {
        onSuccess: run => {
          notice.done(say('run.compiled'))
          go(paths.benefitRun(run))
        },
        onError: notice.refused,
      },
    )
  return (
    <div className="filters">
      <Labelled word={say('run.chooseMonth')}>
        {at => <MonthSelect id={at} large back={6} ahead={1} value={month} onChange={setMonth} />}
      </Labelled>
      <Popconfirm
        title={say('run.compileConfirm', { month: monthText(month) })}
        okText={say('benefits.confirm')}
        onConfirm={send}
      >
        <Button type="primary" size="large" loading={compile.isPending}>
          {say('run.compile', { month: monthText(month) })}
        </Button>
      </Popconfirm>
    </div>
  )
}

function RunTable({ rows, wide }: { rows: BenefitRun[]; wide: boolean }) {
  const say = useWords()
  return (
    <CardTable<BenefitRun>
      rowKey={row => `${row.countyCode}.${row.id}`}
      dataSource={rows}
      pagination={false}
      columns={[
        {
          key: 'month',
          title: say('run.month'),
          render: (_, row) => (
            <Go to={paths.benefitRun(row)} className="strong">
              {monthText(row.month)}
            </Go>
          ),
        },
        ...(wide
          ? [
              {
                key: 'county',
                title: say('run.county'),
                render: (_: unknown, row: BenefitRun) => row.countyName,
              },
            ]
          : []),
        { key: 'state', title: say('run.state'), render: (_, row) => <RunTag state={row.state} /> },
        {
          key: 'people',
          title: say('run.people'),
          align: 'right',
          render: (_, row) => say('benefits.people', { count: figure(row.people) }),
        },
        {
          key: 'total',
          title: say('run.total'),
          align: 'right',
          render: (_, row) => say('benefits.yuan', { amount: yuanText(row.totalFen) }),
        },
        { key: 'who', title: say('run.who'), render: (_, row) => <LastStep run={row} /> },
      ]}
    />
  )
}

/** Who did the last thing, and when. */
function LastStep({ run }: { run: BenefitRun }) {
  const [name, at] =
    run.state === 'paidOut'
      ? [run.paidByName, run.paidAt]
      : run.state === 'approved'
        ? [run.approvedByName, run.approvedAt]
        : [run.compiledByName, run.compiledAt]
  return (
    <span className="soft small">
      {runStates.words[run.state]} · {name ?? '—'} · {at ? instantText(at) : ''}
    </span>
  )
}
