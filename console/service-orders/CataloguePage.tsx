// The county's offer: what each service costs and who pays, and a new version of it from a day on.
import { Button, Form, Input, InputNumber, Modal, Select, Space, type TableColumnType, Tag } from 'antd'
import { useState } from 'react'
import { dayOf } from '../../domain/kernel/day.ts'
import { yuanFixed } from '../../domain/kernel/money.ts'
import {
  certificateKinds,
  confirmationWays,
  haltRules,
  type ItemTerms,
  priceUnits,
  type ServiceItem,
  serviceKinds,
  serviceProofs,
} from '../../domain/service-orders/catalogue.ts'
import { type Shares, type SharingPayer, splitOf } from '../../domain/service-orders/payers.ts'
import { newId } from '../../ui/client.ts'
import { useFilters } from '../address.ts'
import { useAct, useAnswer } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { dayText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useMay, useSession } from '../session.tsx'
import { Answered, Nothing, Trouble } from '../states.tsx'
import { EndItemDialog } from './EndItemDialog.tsx'
import { splitText } from './words.ts'

export function CataloguePage() {
  const say = useWords()
  const may = useMay()
  const { post } = useSession()
  const [filters] = useFilters()
  const region = filters.region ?? post.regionCode
  const [editing, setEditing] = useState<ServiceItem | 'new' | null>(null)
  const [ending, setEnding] = useState<ServiceItem | null>(null)
  const answer = useAnswer('catalogue.list', { regionCode: region })
  const mayEdit = may('catalogue:manage')
  return (
    <Page
      title={say('catalogue.title')}
      above={<RegionBar code={region} to={code => paths.catalogue({ region: code })} />}
      actions={
        mayEdit && (
          <Button type="primary" onClick={() => setEditing('new')}>
            {say('catalogue.add')}
          </Button>
        )
      }
    >
      <p className="soft">{say('catalogue.what')}</p>
      <Panel>
        <Answered query={answer}>
          {({ rows }) =>
            rows.length === 0 ? (
              <Nothing>{say('catalogue.none')}</Nothing>
            ) : (
              <Items rows={rows} region={region} {...(mayEdit && { onEdit: setEditing, onEnd: setEnding })} />
            )
          }
        </Answered>
      </Panel>
      {editing && (
        <VersionDialog
          countyCode={region.slice(0, 6)}
          item={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
        />
      )}
      {ending && <EndItemDialog item={ending} onClose={() => setEnding(null)} />}
    </Page>
  )
}

interface ItemsProps {
  rows: readonly ServiceItem[]
  region: string
  onEdit?: (item: ServiceItem) => void
  onEnd?: (item: ServiceItem) => void
}

function Items({ rows, region, onEdit, onEnd }: ItemsProps) {
  const say = useWords()
  return (
    <CardTable<ServiceItem>
      rowKey="id"
      dataSource={[...rows]}
      pagination={false}
      expandable={{ expandedRowRender: item => <Versions region={region} code={item.code} /> }}
      columns={[
        {
          key: 'name',
          title: say('order.item'),
          render: (_, item) => (
            <>
              <b>{item.name}</b>{' '}
              {item.validTo && (
                <Tag color="warning">{say('catalogue.until', { day: dayText(item.validTo) })}</Tag>
              )}
              <div className="soft small">{item.says}</div>
            </>
          ),
        },
        {
          key: 'kind',
          title: say('svc.kind'),
          render: (_, item) => <span className="nowrap">{serviceKinds.words[item.kind]}</span>,
        },
        {
          key: 'price',
          title: say('order.price'),
          render: (_, item) => (
            <span className="nowrap">
              {say('svc.yuan', { yuan: yuanFixed(item.priceFen) })} / {priceUnits.words[item.unit]}
            </span>
          ),
        },
        {
          key: 'payers',
          title: say('catalogue.payers'),
          render: (_, item) => splitText(splitOf(item.priceFen, item.shares), item.timeMinutes),
        },
        { key: 'minutes', title: say('catalogue.minutes'), dataIndex: 'standardMinutes' },
        {
          key: 'proofs',
          title: say('order.proofs'),
          render: (_, item) => (
            <>
              {item.proofs.map(proof => (
                <Tag key={proof}>{serviceProofs.words[proof]}</Tag>
              ))}
              {item.haltRule && <Tag color="error">{haltRules.words[item.haltRule]}</Tag>}
            </>
          ),
        },
        {
          key: 'certificates',
          title: say('catalogue.certificates'),
          render: (_, item) => item.certificates.map(kind => certificateKinds.words[kind]).join('，'),
        },
        ...(onEdit && onEnd ? [editColumn(say, onEdit, onEnd)] : []),
      ]}
    />
  )
}

function editColumn(
  say: ReturnType<typeof useWords>,
  onEdit: (item: ServiceItem) => void,
  onEnd: (item: ServiceItem) => void,
): TableColumnType<ServiceItem> {
  return {
    key: 'edit',
    render: (_, item) => (
      <Space wrap>
        <Button onClick={() => onEdit(item)}>{say('catalogue.newVersion')}</Button>
        {item.validTo === null && (
          <Button danger onClick={() => onEnd(item)}>
            {say('catalogue.end')}
          </Button>
        )}
      </Space>
    ),
  }
}

function Versions({ region, code }: { region: string; code: string }) {
  const say = useWords()
  const answer = useAnswer('catalogue.list', { regionCode: region, code })
  return (
    <Answered query={answer}>
      {({ rows }) => (
        <>
          <b>{say('catalogue.versions')}</b>
          <ul className="rows">
            {rows.map(item => (
              <li key={item.id}>
                {dayText(item.validFrom)} – {item.validTo ? dayText(item.validTo) : ''}{' '}
                {say('svc.yuan', { yuan: yuanFixed(item.priceFen) })}（
                {splitText(splitOf(item.priceFen, item.shares), item.timeMinutes)}）
              </li>
            ))}
          </ul>
        </>
      )}
    </Answered>
  )
}

type Filled = Omit<ItemTerms, 'priceFen' | 'shares' | 'says'> & {
  code: string
  from: string
  priceYuan: number
  subsidy?: number | null
  charity?: number | null
  timeBank?: number | null
  says?: string | null
}

const percentOf = (shares: Shares, payer: SharingPayer, priceFen: number) =>
  priceFen === 0 ? 0 : Math.round((100 * splitOf(priceFen, shares)[payer]) / priceFen)

function VersionDialog({
  countyCode,
  item,
  onClose,
}: {
  countyCode: string
  item: ServiceItem | null
  onClose: () => void
}) {
  const say = useWords()
  const [form] = Form.useForm<Filled>()
  const [id] = useState(newId)
  const act = useAct('catalogue.put', ['catalogue.list'])
  function submit({ code, from, priceYuan, subsidy, charity, timeBank, says, ...terms }: Filled): void {
    const shares: Shares = {
      ...(timeBank && { timeBank: { percent: timeBank } }),
      ...(subsidy && { subsidy: { percent: subsidy } }),
      ...(charity && { charity: { percent: charity } }),
    }
    const whole = { ...terms, says: says?.trim() || null, haltRule: terms.haltRule ?? null }
    act.mutate(
      { countyCode, id, code, from, terms: { ...whole, priceFen: Math.round(priceYuan * 100), shares } },
      { onSuccess: onClose },
    )
  }
  const first = item
    ? {
        ...{ ...item, from: dayOf(new Date()), priceYuan: item.priceFen / 100 },
        subsidy: percentOf(item.shares, 'subsidy', item.priceFen),
        charity: percentOf(item.shares, 'charity', item.priceFen),
        timeBank: percentOf(item.shares, 'timeBank', item.priceFen),
      }
    : { from: dayOf(new Date()), unit: 'perVisit' as const, proofs: ['signInOut', 'elderSays'] as const }
  return (
    <Modal
      open
      width={720}
      title={item ? `${item.name} · ${say('catalogue.newVersion')}` : say('catalogue.add')}
      okText={say('svc.save')}
      okButtonProps={{ loading: act.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<Filled> form={form} layout="vertical" initialValues={first} onFinish={submit}>
        <VersionFields isNew={item === null} />
      </Form>
      {act.error && <Trouble error={act.error} />}
    </Modal>
  )
}

function VersionFields({ isNew }: { isNew: boolean }) {
  const say = useWords()
  const required = [{ required: true, message: say('form.required') }]
  const many = (words: Readonly<Record<string, string>>) => (
    <Select mode="multiple" options={Object.entries(words).map(([value, label]) => ({ value, label }))} />
  )
  const one = (
    words: Readonly<Record<string, string>>,
    more: { disabled?: boolean; allowClear?: boolean } = {},
  ) => <Select {...more} options={Object.entries(words).map(([value, label]) => ({ value, label }))} />
  return (
    <>
      <Form.Item name="code" label={say('catalogue.code')} rules={required}>
        <Input disabled={!isNew} maxLength={40} />
      </Form.Item>
      <Form.Item name="kind" label={say('svc.kind')} rules={required}>
        {one(serviceKinds.words, { disabled: !isNew })}
      </Form.Item>
      <Form.Item name="name" label={say('catalogue.name')} rules={required}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="says" label={say('svc.note')}>
        <Input maxLength={300} />
      </Form.Item>
      <Form.Item name="priceYuan" label={say('catalogue.price')} rules={required}>
        <InputNumber min={0} max={100_000} step={0.01} />
      </Form.Item>
      <Form.Item name="unit" label={say('catalogue.unit')} rules={required}>
        {one(priceUnits.words)}
      </Form.Item>
      <Form.Item name="subsidy" label={say('catalogue.subsidy')}>
        <InputNumber min={0} max={100} precision={0} />
      </Form.Item>
      <Form.Item name="charity" label={say('catalogue.charity')}>
        <InputNumber min={0} max={100} precision={0} />
      </Form.Item>
      <Form.Item name="timeBank" label={say('catalogue.timeBank')} extra={say('catalogue.timeBankWhat')}>
        <InputNumber min={0} max={100} precision={0} />
      </Form.Item>
      <Form.Item name="standardMinutes" label={say('catalogue.minutes')} rules={required}>
        <InputNumber min={1} max={1440} precision={0} />
      </Form.Item>
      <Form.Item name="proofs" label={say('catalogue.proofs')} rules={required}>
        {many(serviceProofs.words)}
      </Form.Item>
      <Form.Item name="confirmations" label={say('catalogue.confirmations')} rules={required}>
        {many(confirmationWays.words)}
      </Form.Item>
      <Form.Item name="certificates" label={say('catalogue.certificates')} initialValue={[]}>
        {many(certificateKinds.words)}
      </Form.Item>
      <Form.Item name="haltRule" label={say('catalogue.haltRule')}>
        {one(haltRules.words, { allowClear: true })}
      </Form.Item>
      <Form.Item name="from" label={say('catalogue.from')} rules={required}>
        <Input type="date" />
      </Form.Item>
    </>
  )
}
