// One need: what was said, which way of care suits, who could be sent and why, and what was arranged.
import { Alert, Button, Form, Input, Modal, Select, Space, Tag } from 'antd'
import { useState } from 'react'
import type { Output } from '../../domain/api.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { serviceKinds } from '../../domain/service-orders/catalogue.ts'
import type { MatchedWay } from '../../domain/service-orders/matching.ts'
import { type NeedEnding, needEndings, needSources, needStates } from '../../domain/service-orders/need.ts'
import type { OrderSeriesRow } from '../../domain/service-orders/need-api.ts'
import { instantOn, weekdaysText } from '../../domain/service-orders/pattern.ts'
import { careWays } from '../../domain/service-orders/provider.ts'
import { useGo, useKey } from '../address.ts'
import { useAct, useAnswer } from '../asking.ts'
import { dayText, instantText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { useMay } from '../session.tsx'
import { Answered, Trouble, useNotice } from '../states.tsx'
import { ArrangePanel } from './ArrangePanel.tsx'
import { OrdersTable } from './OrdersTable.tsx'
import { clock, needColours, staleNeeds } from './words.ts'

type Whole = Output<'need.get'>

export function NeedPage() {
  const key = useKey()
  const answer = useAnswer('need.get', key)
  return <Answered query={answer}>{whole => <Shown whole={whole} />}</Answered>
}

function Shown({ whole }: { whole: Whole }) {
  const say = useWords()
  const go = useGo()
  const may = useMay()
  const [ending, setEnding] = useState(false)
  const { need, orders, series, sharingRefused } = whole
  const isOpen = need.state !== 'needEnded' && may('order:arrange')
  return (
    <Page
      title={say('need.one', { elder: need.elderName, kind: serviceKinds.words[need.kind] })}
      actions={
        <Space wrap>
          <Button onClick={() => go(paths.needs())}>{say('svc.back')}</Button>
          {isOpen && <Button onClick={() => setEnding(true)}>{say('need.end')}</Button>}
        </Space>
      }
    >
      {sharingRefused && <Alert type="error" showIcon title={say('need.sharingRefused')} />}
      <Said need={need} />
      {isOpen && <Ways whole={whole} />}
      {isOpen && !sharingRefused && <ArrangePanel need={need} />}
      <Panel title={say('need.itsOrders')}>
        {orders.length === 0 ? (
          <p className="soft">{say('need.noOrders')}</p>
        ) : (
          <OrdersTable rows={orders} to={paths.order} />
        )}
      </Panel>
      {series.length > 0 && (
        <Panel title={say('need.series')}>
          <ul className="rows">
            {series.map(one => (
              <SeriesLine key={one.id} series={one} mayStop={may('order:arrange')} />
            ))}
          </ul>
        </Panel>
      )}
      {ending && <EndDialog need={need} onClose={() => setEnding(false)} />}
    </Page>
  )
}

/** The page a need was heard on. */
function sourcePage({ countyCode, source, sourceId }: Whole['need']): string | null {
  if (sourceId === null) return null
  const key = { countyCode, id: sourceId }
  switch (source) {
    case 'fromVisit':
      return paths.visit(key)
    case 'fromAssessment':
      return paths.ability(key)
    case 'fromAidCase':
      return paths.aidCase(key)
    case 'byButton':
      return paths.homeDevice(key)
    default:
      return null
  }
}

function Said({ need }: Pick<Whole, 'need'>) {
  const say = useWords()
  const from = sourcePage(need)
  return (
    <Panel title={say('need.said')}>
      <p>
        <Go
          to={paths.elder({ countyCode: need.countyCode, id: need.elderId }, { part: 'services' })}
          className="strong"
        >
          {need.elderName}
        </Go>
        {need.elderAge !== null && ` · ${say('svc.age', { age: need.elderAge })}`} · {need.placeName}{' '}
        <Tag color={needColours[need.state]}>{needStates.words[need.state]}</Tag>
      </p>
      <p className="soft">
        {[
          `${needSources.words[need.source]}，${dayText(need.raisedOn)}`,
          ...(need.raisedByName ? [need.raisedByName] : []),
          ...(need.wantedBy ? [`${say('need.wantedBy')}：${dayText(need.wantedBy)}`] : []),
        ].join(' · ')}
        {from && (
          <>
            {' · '}
            <Go to={from}>{say('svc.look')}</Go>
          </>
        )}
      </p>
      {need.note && <p>{need.note}</p>}
      {need.careWay && need.matchedAt && (
        <p>
          {say('need.matchedBy', {
            by: need.matchedByName ?? '',
            at: instantText(need.matchedAt),
            way: careWays.words[need.careWay],
          })}
        </p>
      )}
      {need.endedAs && (
        <p>
          {say('need.endedAs', { ending: needEndings.words[need.endedAs] })} {need.endedWhy}
        </p>
      )}
    </Panel>
  )
}

function Ways({ whole: { need } }: { whole: Whole }) {
  const say = useWords()
  const advice = useAnswer('need.suggest', { countyCode: need.countyCode, id: need.id })
  return (
    <Panel title={say('need.match')}>
      <Answered query={advice}>
        {({ ways }) => (
          <ul className="rows">
            {ways.map(way => (
              <WayLine key={way.way} way={way} need={need} />
            ))}
          </ul>
        )}
      </Answered>
    </Panel>
  )
}

function WayLine({ way: { way, reasons }, need }: { way: MatchedWay; need: Whole['need'] }) {
  const say = useWords()
  const notice = useNotice()
  const act = useAct('need.match', staleNeeds)
  const isChosen = need.careWay === way
  const choose = () =>
    act.mutate(
      { countyCode: need.countyCode, id: need.id, careWay: way },
      { onSuccess: () => notice.done(say('svc.saved')), onError: notice.refused },
    )
  return (
    <li>
      <b>{careWays.words[way]}</b> <span className="soft">{reasons.join('，')}</span>{' '}
      {isChosen ? (
        <Tag color="success">{say('need.chosen')}</Tag>
      ) : (
        <Button size="small" loading={act.isPending} onClick={choose}>
          {say('need.matchThis')}
        </Button>
      )}
    </li>
  )
}

function SeriesLine({ series, mayStop }: { series: OrderSeriesRow; mayStop: boolean }) {
  const say = useWords()
  const [stopping, setStopping] = useState(false)
  const act = useAct('series.end', staleNeeds)
  const { countyCode, id, toOn } = series
  const today = dayOf(new Date())
  const isRunning = series.endedAt === null && (toOn === null || toOn >= today)
  return (
    <li>
      <b>{series.itemName}</b> {weekdaysText(series.weekdays)}{' '}
      {clock(instantOn('2026-01-01', series.fromMinute))}{' '}
      <span className="soft">
        {series.providerName} {series.workerName} {toOn && say('need.seriesTo', { day: dayText(toOn) })}{' '}
        {series.endedWhy}
      </span>{' '}
      {mayStop && isRunning && (
        <Button size="small" danger onClick={() => setStopping(true)}>
          {say('need.stopSeries')}
        </Button>
      )}
      {stopping && (
        <ReasonDialog<{ reason: string; on: string }>
          title={say('need.stopSeries')}
          note={say('need.stopNote')}
          submit={say('need.stopSeries')}
          busy={act.isPending}
          error={act.error}
          onSubmit={({ reason, on }) =>
            act.mutate({ countyCode, id, why: reason, on }, { onSuccess: () => setStopping(false) })
          }
          onClose={() => setStopping(false)}
        >
          <Form.Item
            name="on"
            label={say('need.stopOn')}
            initialValue={today}
            rules={[{ required: true, message: say('form.required') }]}
          >
            <Input type="date" min={today} />
          </Form.Item>
        </ReasonDialog>
      )}
    </li>
  )
}

function EndDialog({ need, onClose }: Pick<Whole, 'need'> & { onClose: () => void }) {
  const say = useWords()
  const [form] = Form.useForm<{ endedAs: NeedEnding }>()
  const act = useAct('need.end', staleNeeds)
  const submit = ({ endedAs }: { endedAs: NeedEnding }) =>
    act.mutate({ countyCode: need.countyCode, id: need.id, endedAs }, { onSuccess: onClose })
  return (
    <Modal
      open
      title={say('need.end')}
      okText={say('need.end')}
      okButtonProps={{ loading: act.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" onFinish={submit}>
        <Form.Item
          name="endedAs"
          label={say('need.endAs')}
          rules={[{ required: true, message: say('form.required') }]}
        >
          <Select options={needEndings.keys.map(key => ({ value: key, label: needEndings.words[key] }))} />
        </Form.Item>
      </Form>
      {act.error && <Trouble error={act.error} />}
    </Modal>
  )
}
