// Trying a rule before it holds: the version and thresholds to try, and the trials so far.
import { Alert, Button, Form, InputNumber, Select } from 'antd'
import type { Output } from '../../domain/api.ts'
import type { Thresholds } from '../../domain/risk/trial.ts'
import { switchStates, trialStates } from '../../domain/risk/trial.ts'
import { newId } from '../../ui/client.ts'
import { useFilters } from '../address.ts'
import { useAct, useAnswer } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { instantText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useSession } from '../session.tsx'
import { Answered, Nothing, Trouble, useNotice } from '../states.tsx'
import './risk.css'

type Known = Output<'riskTrial.list'>

const soonMs = 2_000

export function TrialsPage() {
  const say = useWords()
  const { post } = useSession()
  const [filters] = useFilters()
  const region = filters.region ?? post.regionCode
  const trials = useAnswer(
    'riskTrial.list',
    { regionCode: region },
    { refetchInterval: value => (value?.trials.some(one => one.state !== 'trialDone') ? soonMs : false) },
  )
  return (
    <Page
      title={say('riskTrial.title')}
      above={<RegionBar code={region} to={code => paths.riskTrials({ region: code })} />}
      actions={<Go to={paths.due({ region })}>{say('due.title')}</Go>}
    >
      <Answered query={trials}>
        {known => (
          <>
            <New key={region} region={region} known={known} />
            <Panel title={say('riskTrial.list')}>
              {known.trials.length === 0 ? (
                <Nothing>{say('riskTrial.none')}</Nothing>
              ) : (
                <Trials known={known} />
              )}
            </Panel>
          </>
        )}
      </Answered>
    </Page>
  )
}

type Filled = { version: number } & Partial<Thresholds>

function New({ region, known }: { region: string; known: Known }) {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<Filled>()
  const version = Form.useWatch('version', form)
  const create = useAct('riskTrial.create', ['riskTrial.list'])
  const nameOf = (wanted: number) => known.rules.find(rule => rule.version === wanted)?.name ?? ''
  const hasPoints = known.rules.find(rule => rule.version === version)?.hasPoints ?? false
  const other = known.rules.find(rule => rule.version !== known.version)?.version ?? known.version
  const { redFrom, orangeFrom, yellowFrom } = known.thresholds
  const start = (filled: Filled) =>
    create.mutate(
      {
        ...{ id: newId(), regionCode: region, version: filled.version },
        thresholds: {
          redFrom: filled.redFrom ?? redFrom,
          orangeFrom: filled.orangeFrom ?? orangeFrom,
          yellowFrom: filled.yellowFrom ?? yellowFrom,
        },
      },
      { onSuccess: () => notice.done(say('riskTrial.started')) },
    )
  return (
    <Panel title={say('riskTrial.new')} note={say('riskTrial.what')}>
      <p>
        <b>{say('riskTrial.now', { version: known.version, name: nameOf(known.version) })}</b>{' '}
        {known.version > 1 && (
          <span className="soft">
            {say('riskTrial.oneThresholds', { red: redFrom, orange: orangeFrom, yellow: yellowFrom })}
          </span>
        )}
      </p>
      <Form<Filled>
        form={form}
        layout="vertical"
        className="trial-form"
        initialValues={{ version: other, ...known.thresholds }}
        onFinish={start}
      >
        <Form.Item name="version" label={say('riskTrial.version')}>
          <Select
            className="filter-wide"
            options={known.rules.map(rule => ({
              value: rule.version,
              label: say('riskTrial.versionOption', { version: rule.version, name: rule.name }),
            }))}
          />
        </Form.Item>
        {hasPoints ? (
          <>
            <Points name="redFrom" label={say('riskTrial.red')} />
            <Points name="orangeFrom" label={say('riskTrial.orange')} />
            <Points name="yellowFrom" label={say('riskTrial.yellow')} />
          </>
        ) : (
          <Form.Item label=" " colon={false}>
            <span className="soft">{say('riskTrial.noThresholds')}</span>
          </Form.Item>
        )}
        <Form.Item label=" " colon={false}>
          <Button type="primary" htmlType="submit" loading={create.isPending}>
            {say('riskTrial.start')}
          </Button>
        </Form.Item>
      </Form>
      {create.isError && <Trouble error={create.error} />}
    </Panel>
  )
}

function Points({ name, label }: { name: keyof Thresholds; label: string }) {
  const say = useWords()
  return (
    <Form.Item name={name} label={label} rules={[{ required: true, message: say('form.required') }]}>
      <InputNumber min={1} max={60} precision={0} />
    </Form.Item>
  )
}

type TrialRow = Known['trials'][number]

function Trials({ known }: { known: Known }) {
  const say = useWords()
  return (
    <CardTable<TrialRow>
      rowKey="id"
      dataSource={known.trials}
      pagination={false}
      columns={[
        {
          key: 'what',
          title: say('riskTrial.version'),
          render: (_, row) => (
            <Go to={paths.riskTrial(row)} className="strong">
              {say('riskTrial.one', { version: row.version })}
              {row.version > 1 && ` · ${thresholdWords(say, row.thresholds)}`}
            </Go>
          ),
        },
        {
          key: 'asked',
          title: say('overrules.who'),
          render: (_, row) => say('riskTrial.asked', { name: row.askedBy, at: instantText(row.askedAt) }),
        },
        {
          key: 'state',
          title: say('riskTrial.title'),
          render: (_, row) => (
            <>
              {trialStates.words[row.state]}
              {row.state === 'trialRunning' && (
                <div className="soft small">
                  {say('riskTrial.progress', { done: row.countiesDone, all: row.countiesAll })}
                </div>
              )}
              {row.switch && <Alert type="info" title={switchStates.words[row.switch.state]} />}
            </>
          ),
        },
      ]}
    />
  )
}

export function thresholdWords(say: ReturnType<typeof useWords>, thresholds: Thresholds): string {
  const { redFrom: red, orangeFrom: orange, yellowFrom: yellow } = thresholds
  return say('riskTrial.oneThresholds', { red, orange, yellow })
}
