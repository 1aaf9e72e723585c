// Declaring an emergency: what, where, whom, until when; whom it would call on stands beside it before anything happens.
import type { UseQueryResult } from '@tanstack/react-query'
import { App, Button, Checkbox, Form, Input, Radio, Select } from 'antd'
import { useState } from 'react'
import type { Output, Sent } from '../../domain/api.ts'
import {
  type SurgeCheck,
  type SurgeCriterion,
  type SurgeKind,
  surgeChecks,
  surgeCriteria,
  surgeKinds,
  usualOf,
} from '../../domain/surges/surge.ts'
import { newId } from '../../ui/client.ts'
import { useFilters, useGo } from '../address.ts'
import { useAct, useAnswer } from '../asking.ts'
import { figure } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { useMay, useSession } from '../session.tsx'
import { Answered, NoRight, Nothing, Trouble, useNotice } from '../states.tsx'
import './surges.css'

interface Filled {
  kind: SurgeKind
  regionCodes: string[]
  criteria: SurgeCriterion[]
  checks: SurgeCheck[]
  word?: string
  /** Local time of Jilin, as the browser's field gives it. */
  until: string
}

const hourMs = 3_600_000
/** 2026-11-28T08:00 in Jilin, whatever the computer's own zone is. */
const localText = (instant: Date) => new Date(instant.getTime() + 8 * hourMs).toISOString().slice(0, 16)
const instantOf = (local: string) => new Date(Date.parse(`${local}:00Z`) - 8 * hourMs).toISOString()

function usualFor(kind: SurgeKind): Pick<Filled, 'criteria' | 'checks' | 'until'> {
  const { criteria, checks, hours } = usualOf[kind]
  return {
    criteria: [...criteria],
    checks: [...checks],
    until: localText(new Date(Math.ceil(Date.now() / hourMs) * hourMs + hours * hourMs)),
  }
}

/** The form as it stands, and whom it would call on. */
function useDeclaring() {
  const { post } = useSession()
  const [form] = Form.useForm<Filled>()
  const chosen = (Form.useWatch('regionCodes', form) ?? []) as string[]
  const criteria = (Form.useWatch('criteria', form) ?? usualOf.coldWave.criteria) as SurgeCriterion[]
  const aim: Sent<'surge.preview'> = {
    countyCode: post.regionCode.slice(0, 6),
    regionCodes: chosen.length > 0 ? chosen : [post.regionCode],
    criteria,
  }
  const preview = useAnswer('surge.preview', aim, { enabled: criteria.length > 0 })
  return { form, aim, criteria, preview }
}

/** What a weather warning brings along; otherwise the usual of a cold wave. */
function useBegun(): Filled {
  const [filters] = useFilters()
  const kind = surgeKinds.keys.find(key => key === filters.kind) ?? 'coldWave'
  const until = Date.parse(filters.until ?? '')
  return {
    ...{ kind, regionCodes: [], ...usualFor(kind) },
    ...(until > Date.now() && { until: localText(new Date(until)) }),
    ...(filters.word && { word: filters.word.slice(0, 200) }),
  }
}

export function DeclarePage() {
  const say = useWords()
  const go = useGo()
  const may = useMay()
  const { post } = useSession()
  const { modal } = App.useApp()
  const notice = useNotice()
  const [id] = useState(newId)
  const declare = useAct('surge.declare', ['surge.list', 'notice.count'])
  const region = useAnswer('region.get', { code: post.regionCode })
  const { form, aim, criteria, preview } = useDeclaring()
  const begun = useBegun()
  if (!may('surge:declare')) return <NoRight />
  const send = ({ kind, checks, word, until }: Filled) =>
    declare.mutate(
      { ...aim, id, kind, checks, word: word?.trim() || null, until: instantOf(until) },
      {
        onSuccess: surge => {
          notice.done(say('surges.declared'))
          go(paths.surge(surge))
        },
      },
    )
  const ask = (filled: Filled) =>
    modal.confirm({
      title: say('surges.sure'),
      content: say('surges.sureNote', { visitors: preview.data?.visitors ?? 0 }),
      okText: say('surges.declare'),
      okButtonProps: { danger: true },
      onOk: () => send(filled),
    })
  return (
    <Page
      title={say('surges.declare')}
      actions={<Button onClick={() => go(paths.surges())}>{say('surges.back')}</Button>}
    >
      <div className="declaring">
        <Panel>
          <Form<Filled> form={form} layout="vertical" size="large" initialValues={begun} onFinish={ask}>
            <DeclareFields
              regionName={region.data?.region.name ?? ''}
              places={region.data?.children ?? []}
              onKind={kind => form.setFieldsValue(usualFor(kind))}
            />
            {declare.isError && <Trouble error={declare.error} />}
            <Button
              type="primary"
              danger
              htmlType="submit"
              loading={declare.isPending}
              disabled={preview.data?.total === 0}
            >
              {say('surges.declare')}
            </Button>
          </Form>
        </Panel>
        <PreviewPanel criteria={criteria} preview={preview} />
      </div>
    </Page>
  )
}

interface PreviewPanelProps {
  criteria: readonly SurgeCriterion[]
  preview: UseQueryResult<Output<'surge.preview'>, Error>
}

/** Whom it would call on, before anything happens. */
function PreviewPanel({ criteria, preview }: PreviewPanelProps) {
  const say = useWords()
  const nobody = <Nothing>{say('surges.previewNone')}</Nothing>
  return (
    <Panel title={say('surges.preview')}>
      {criteria.length === 0 ? (
        nobody
      ) : (
        <Answered query={preview}>
          {answer => (answer.total === 0 ? nobody : <PreviewFigures answer={answer} />)}
        </Answered>
      )}
    </Panel>
  )
}

function PreviewFigures({ answer }: { answer: Output<'surge.preview'> }) {
  const say = useWords()
  const { total, villages, visitors, withoutVisitor } = answer
  return (
    <>
      <p className="big-figure" data-testid="surge-preview">
        {say('surges.previewTotal', { total: figure(total), villages: figure(villages) })}
      </p>
      <p>{say('surges.previewVisitors', { visitors: figure(visitors) })}</p>
      {withoutVisitor > 0 && (
        <p className="warn-text">{say('surges.previewAlone', { count: figure(withoutVisitor) })}</p>
      )}
      <ul>
        {answer.criteria.map(one => (
          <li key={one.criterion}>
            {say('surges.previewCriterion', {
              criterion: surgeCriteria.words[one.criterion],
              count: figure(one.elders),
            })}
          </li>
        ))}
      </ul>
    </>
  )
}

interface DeclareFieldsProps {
  regionName: string
  places: readonly { code: string; name: string; shortName: string; level: string }[]
  onKind: (kind: SurgeKind) => void
}

function DeclareFields({ regionName, places, onKind }: DeclareFieldsProps) {
  const say = useWords()
  const required = [{ required: true, message: say('form.required') }]
  return (
    <>
      <Form.Item name="kind" label={say('surges.kind')}>
        <Radio.Group
          optionType="button"
          buttonStyle="solid"
          options={surgeKinds.keys.map(key => ({ value: key, label: surgeKinds.words[key] }))}
          onChange={event => onKind(event.target.value as SurgeKind)}
        />
      </Form.Item>
      <Form.Item name="regionCodes" label={say('surges.where')} extra={say('surges.whereHelp')}>
        <Select
          mode="multiple"
          allowClear
          placeholder={say('surges.whole', { name: regionName })}
          showSearch={{ optionFilterProp: 'label' }}
          options={places.map(region => ({
            value: region.code,
            label: region.level === 'village' ? region.shortName : region.name,
          }))}
        />
      </Form.Item>
      <Form.Item name="criteria" label={say('surges.who')} extra={say('surges.whoHelp')} rules={required}>
        <Checkbox.Group
          options={surgeCriteria.keys.map(key => ({ value: key, label: surgeCriteria.words[key] }))}
        />
      </Form.Item>
      <Form.Item name="checks" label={say('surges.checks')} rules={required}>
        <Checkbox.Group
          options={surgeChecks.keys.map(key => ({ value: key, label: surgeChecks.words[key] }))}
        />
      </Form.Item>
      <Form.Item name="word" label={say('surges.word')} extra={say('surges.wordHelp')}>
        <Input.TextArea rows={2} maxLength={200} showCount />
      </Form.Item>
      <Form.Item name="until" label={say('surges.until')} rules={required}>
        <Input type="datetime-local" className="short-field" />
      </Form.Item>
    </>
  )
}
