// One incident: the clock of the report, who ate what, the samples that stay, and the way back to serving. Prints as the report.
import { Alert, Button, Checkbox, Form, Input, Modal, Space, Tag } from 'antd'
import { type ReactNode, useState } from 'react'
import type { Output } from '../../domain/api.ts'
import {
  type Authority,
  authorities,
  type IncidentDiner,
  illnesses,
  incidentStates,
  type ReopenCheck,
  reopenChecks,
} from '../../domain/canteen-safety/incident.ts'
import { meals } from '../../domain/canteens/canteen.ts'
import { useKey } from '../address.ts'
import { useAct, useAnswer } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { EndDialog } from '../EndDialog.tsx'
import { instantText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useMay } from '../session.tsx'
import { Answered, Trouble } from '../states.tsx'
import { IncidentDialog } from './IncidentDialog.tsx'
import '../canteens/canteens.css'
import './canteen-safety.css'

type Whole = Output<'foodIncident.get'>
const refreshed = ['foodIncident.get', 'safety.get', 'safety.standing', 'safety.list', 'canteen.get'] as const

export function IncidentPage() {
  const key = useKey()
  const answer = useAnswer('foodIncident.get', key)
  return <Answered query={answer}>{value => <Shown of={value} />}</Answered>
}

function Shown({ of }: { of: Whole }) {
  const say = useWords()
  const { incident, diners, samples } = of
  const isOpen = incident.state !== 'incidentOver'
  return (
    <Page
      title={`${incident.canteenName} · ${say('incident.title')}`}
      above={<RegionBar code={incident.regionCode} to={region => paths.foodSafety({ region })} />}
      actions={<Actions of={of} />}
    >
      <h2 className="only-print">{say('incident.paperTitle')}</h2>
      <p className="only-print">{say('incident.paperTo')}</p>
      {isOpen && incident.stoppedAt && <Alert type="error" showIcon title={say('safety.locked')} />}
      <Facts incident={incident} />
      <Panel title={`${say('incident.diners', { days: of.days })}（${diners.length}）`}>
        <Diners diners={diners} countyCode={incident.countyCode} />
      </Panel>
      <Panel title={say('incident.samples')}>
        <ul className="canteen-lines">
          {samples.map(one => (
            <li key={one.id}>
              {`${one.day.slice(5)} ${meals.words[one.meal]} ${one.dish} ${one.grams} g · ${one.code} · ${one.keeperName ?? ''}`}
              {one.discardedAt && ` · ${say('safety.discard')} ${instantText(one.discardedAt).slice(5)}`}
            </li>
          ))}
        </ul>
      </Panel>
      <p className="only-print">{say('safety.paperSigns')}</p>
    </Page>
  )
}

function Actions({ of: { incident } }: { of: Whole }) {
  const say = useWords()
  const may = useMay()
  const [dialog, setDialog] = useState<'ill' | 'ask' | 'close' | null>(null)
  const { state, countyCode, canteenId, id, mayReopen } = incident
  const isWatched = state === 'incidentWatched'
  const close = () => setDialog(null)
  return (
    <Space wrap>
      <Button onClick={() => window.print()}>{say('incident.print')}</Button>
      {state !== 'incidentOver' && <Button onClick={() => setDialog('ill')}>{say('incident.addIll')}</Button>}
      {state === 'servingStopped' && (
        <Button type="primary" onClick={() => setDialog('ask')}>
          {say('incident.askReopen')}
        </Button>
      )}
      {mayReopen && (
        <Button type="primary" onClick={() => setDialog('close')}>
          {say('incident.close')}
        </Button>
      )}
      {isWatched && may('canteen:manage') && (
        <Button onClick={() => setDialog('close')}>{say('incident.closeWatched')}</Button>
      )}
      {dialog === 'ill' && (
        <IncidentDialog place={{ countyCode, canteenId }} incidentId={id} onClose={close} />
      )}
      {dialog === 'ask' && <ChecksDialog of={incident} operation="foodIncident.askReopen" onClose={close} />}
      {dialog === 'close' && <ChecksDialog of={incident} operation="foodIncident.close" onClose={close} />}
    </Space>
  )
}

interface ChecksProps {
  of: Whole['incident']
  operation: 'foodIncident.askReopen' | 'foodIncident.close'
  onClose: () => void
}

/** Every point is ticked by whoever looked at it herself. */
function ChecksDialog({ of, operation, onClose }: ChecksProps) {
  const say = useWords()
  const [form] = Form.useForm<{ checks?: ReopenCheck[]; note?: string }>()
  const act = useAct(operation, [...refreshed])
  const isWatched = of.state === 'incidentWatched'
  const word = operation === 'foodIncident.askReopen' ? 'incident.askReopen' : 'incident.close'
  return (
    <Modal
      open
      title={say(isWatched ? 'incident.closeWatched' : word)}
      okText={say(isWatched ? 'incident.closeWatched' : word)}
      cancelText={say('safety.cancel')}
      okButtonProps={{ loading: act.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      {!isWatched && <p>{say('incident.checksNote')}</p>}
      <Form
        form={form}
        layout="vertical"
        onFinish={({ checks = [], note }) =>
          act.mutate(
            { countyCode: of.countyCode, id: of.id, checks, note: note?.trim() || null },
            { onSuccess: onClose },
          )
        }
      >
        {!isWatched && (
          <Form.Item name="checks">
            <Checkbox.Group
              className="stacked"
              options={reopenChecks.keys.map(value => ({
                value: value as string,
                label: reopenChecks.words[value],
              }))}
            />
          </Form.Item>
        )}
        <Form.Item name="note" label={say('safety.note')}>
          <Input.TextArea rows={2} maxLength={300} showCount />
        </Form.Item>
      </Form>
      {act.isError && <Trouble error={act.error} />}
    </Modal>
  )
}

function Facts({ incident }: { incident: Whole['incident'] }) {
  const say = useWords()
  const isLate = incident.reportBy !== null && Date.parse(incident.reportBy) < Date.now()
  const lines: [string, ReactNode][] = [
    [
      say('incident.state'),
      <Tag key="state" color={incident.state === 'incidentOver' ? 'success' : 'error'}>
        {incidentStates.words[incident.state]}
      </Tag>,
    ],
    [say('incident.address'), `${incident.villageName} ${incident.address}`],
    [say('incident.licence'), incident.licence ?? ''],
    [say('incident.operator'), incident.operatorName ?? ''],
    [say('incident.noticedAt'), instantText(incident.noticedAt)],
    [say('incident.illness'), say('incident.ill', { count: incident.ill })],
    [say('incident.symptoms'), incident.symptoms],
    [say('incident.recorded'), incident.recordedByName ?? ''],
    [say('incident.stopped'), incident.stoppedAt ? instantText(incident.stoppedAt) : ''],
    ...(incident.reportBy
      ? ([
          [say('incident.reportBy'), <Clock key="clock" of={incident} isLate={isLate} />],
          [authorities.words.marketRegulator, <Told key="m" of={incident} authority="marketRegulator" />],
          [authorities.words.healthOffice, <Told key="h" of={incident} authority="healthOffice" />],
        ] as [string, ReactNode][])
      : []),
  ]
  return (
    <Panel>
      <dl className="facts">
        {lines.map(([term, what]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      {incident.askedAt && (
        <p>
          {say('incident.asked', { at: instantText(incident.askedAt), name: incident.askedByName ?? '' })}
          {incident.askNote && `：${incident.askNote}`}
          {incident.state === 'reopenAsked' && !incident.mayReopen && (
            <span className="soft"> {say('incident.secondPerson')}</span>
          )}
        </p>
      )}
      {incident.overAt && (
        <p>
          {say(incident.stoppedAt ? 'incident.over' : 'incident.overWatched', {
            ...{ at: instantText(incident.overAt), name: incident.overByName ?? '' },
          })}
          {incident.overNote && `：${incident.overNote}`}
        </p>
      )}
    </Panel>
  )
}

function Clock({ of, isLate }: { of: Whole['incident']; isLate: boolean }) {
  const say = useWords()
  const isTold = of.marketToldAt !== null && of.healthToldAt !== null
  return (
    <>
      {of.reportBy && instantText(of.reportBy)}{' '}
      {isLate && !isTold && <Tag color="error">{say('incident.late')}</Tag>}
    </>
  )
}

function Told({ of, authority }: { of: Whole['incident']; authority: Authority }) {
  const say = useWords()
  const [asking, setAsking] = useState(false)
  const tell = useAct('foodIncident.tell', [...refreshed])
  const [at, name] =
    authority === 'marketRegulator'
      ? [of.marketToldAt, of.marketToldByName]
      : [of.healthToldAt, of.healthToldByName]
  if (at) return <>{say('incident.told', { at: instantText(at), name: name ?? '' })}</>
  if (of.state === 'incidentOver') return null
  return (
    <>
      <Button className="no-print" onClick={() => setAsking(true)}>
        {say('incident.tell')}
      </Button>
      {asking && (
        <EndDialog
          title={say('incident.tell')}
          note={say('incident.tellNote', { name: authorities.words[authority] })}
          submit={say('incident.tell')}
          act={tell}
          input={{ countyCode: of.countyCode, id: of.id, authority }}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}

function Diners({ diners, countyCode }: { diners: readonly IncidentDiner[]; countyCode: string }) {
  const say = useWords()
  return (
    <CardTable<IncidentDiner>
      rowKey="elderId"
      dataSource={[...diners]}
      pagination={false}
      columns={[
        {
          key: 'name',
          title: say('incident.name'),
          render: (_, row) => (
            <b>
              {row.name}
              {row.age !== null && ` ${row.age}`}
            </b>
          ),
        },
        {
          key: 'illness',
          title: say('incident.illness'),
          render: (_, row) => (
            <Tag color={row.illness === 'notIll' ? 'default' : 'error'}>{illnesses.words[row.illness]}</Tag>
          ),
        },
        {
          key: 'where',
          title: say('incident.address'),
          render: (_, row) => `${row.villageName} ${row.address}`,
        },
        {
          key: 'ate',
          title: say('incident.ate'),
          render: (_, row) =>
            row.meals.map(one => (
              <div key={`${one.day}${one.meal}`}>
                {`${one.day.slice(5)} ${meals.words[one.meal]}：${one.dishes.join('、')}`}
              </div>
            )),
        },
        {
          key: 'met',
          title: say('incident.met'),
          render: (_, row) =>
            row.metOn ? say('incident.metOn', { day: row.metOn.slice(5) }) : say('incident.notMet'),
        },
        {
          key: 'case',
          title: '',
          render: (_, row) =>
            row.caseId && <Go to={paths.aidCase({ countyCode, id: row.caseId })}>{say('incident.case')}</Go>,
        },
      ]}
    />
  )
}
