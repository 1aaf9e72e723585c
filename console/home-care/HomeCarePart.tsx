// Care at home in an elder's record: the works on the home and the bed, and the beginning of either.
import { Button, Form, Input, Select, Tag } from 'antd'
import { useState } from 'react'
import type { Elder } from '../../domain/elders/elder.ts'
import { bedStandings } from '../../domain/home-care/home-bed.ts'
import { type ProjectReason, projectReasons, projectStages } from '../../domain/home-care/project.ts'
import { newId } from '../../ui/client.ts'
import { useGo } from '../address.ts'
import { useAct, useAnswer } from '../asking.ts'
import { dayText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { yuanText } from '../money.ts'
import { paths } from '../paths.ts'
import { useMay } from '../session.tsx'
import { Answered, useNotice } from '../states.tsx'
import { SignDialog } from './BedActs.tsx'
import { stageColours, standingColours } from './colours.ts'
import { StepModal, staleAfterStep } from './StepModal.tsx'

export function HomeCarePart({ elder }: { elder: Elder }) {
  return (
    <>
      <AdaptationsPanel elder={elder} />
      <BedsPanel elder={elder} />
    </>
  )
}

const isOver = (stage: string) => ['worksAccepted', 'lookedBack', 'worksCancelled'].includes(stage)

function AdaptationsPanel({ elder }: { elder: Elder }) {
  const say = useWords()
  const may = useMay()
  const [opening, setOpening] = useState(false)
  const projects = useAnswer('adaptation.ofElder', { countyCode: elder.countyCode, elderId: elder.id })
  const mayOpen =
    may('homeCare:work') && elder.endedOn === null && projects.data?.rows.every(row => isOver(row.stage))
  return (
    <Panel
      title={say('homeCare.adaptations')}
      extra={mayOpen && <Button onClick={() => setOpening(true)}>{say('adapt.open')}</Button>}
    >
      <Answered query={projects}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="soft">{say('homeCare.adaptationsNone')}</p>
          ) : (
            <ul className="rows">
              {rows.map(row => (
                <li key={row.id}>
                  <Go to={paths.adaptation(row)} className="strong">
                    {dayText(row.openedOn)} · {projectReasons.words[row.reason]}
                  </Go>{' '}
                  <Tag color={stageColours[row.stage]}>{projectStages.words[row.stage]}</Tag>
                  <span className="soft small">
                    {say('adapt.items', { count: row.items })} · {yuanText(row.totalFen)} 元
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
      {opening && <OpenDialog elder={elder} onClose={() => setOpening(false)} />}
    </Panel>
  )
}

interface OpenFilled {
  reason: ProjectReason
  homeCheckId?: string
  reasonNote?: string
}

function OpenDialog({ elder, onClose }: { elder: Elder; onClose: () => void }) {
  const say = useWords()
  const go = useGo()
  const notice = useNotice()
  const [id] = useState(newId)
  const [form] = Form.useForm<OpenFilled>()
  const open = useAct('adaptation.open', staleAfterStep)
  const checks = useAnswer('homeSafety.list', { countyCode: elder.countyCode, elderId: elder.id })
  const latest = checks.data?.rows[0]
  if (checks.isPending) return null
  return (
    <StepModal
      title={say('adapt.open')}
      note={undefined}
      busy={open.isPending}
      error={open.error}
      onOk={form.submit}
      onClose={onClose}
    >
      <p className="strong">{say('adapt.openTitle', { name: elder.name })}</p>
      <Form<OpenFilled>
        form={form}
        layout="vertical"
        initialValues={latest ? { reason: 'fromHomeCheck', homeCheckId: latest.id } : {}}
        onFinish={({ reason, homeCheckId, reasonNote }) =>
          open.mutate(
            {
              ...{ countyCode: elder.countyCode, id, elderId: elder.id, reason },
              ...{ homeCheckId: homeCheckId ?? null, reasonNote: reasonNote?.trim() || null },
            },
            {
              onSuccess: () => {
                notice.done(say('adapt.openDone'))
                go(paths.adaptation({ countyCode: elder.countyCode, id }))
              },
            },
          )
        }
      >
        <Form.Item
          name="reason"
          label={say('adapt.openWhy')}
          rules={[{ required: true, message: say('form.required') }]}
        >
          <Select
            options={projectReasons.keys.map(key => ({ value: key, label: projectReasons.words[key] }))}
          />
        </Form.Item>
        <Form.Item name="homeCheckId" label={say('adapt.openCheck')} extra={say('adapt.openCheckHelp')}>
          <Select
            allowClear
            placeholder={say('adapt.openCheckNone')}
            options={(checks.data?.rows ?? []).map(check => ({
              value: check.id,
              label: say('adapt.homeCheckOn', { day: dayText(check.checkedOn) }),
            }))}
          />
        </Form.Item>
        <Form.Item name="reasonNote" label={say('adapt.note')}>
          <Input maxLength={200} />
        </Form.Item>
      </Form>
    </StepModal>
  )
}

function BedsPanel({ elder }: { elder: Elder }) {
  const say = useWords()
  const may = useMay()
  const [signing, setSigning] = useState(false)
  const beds = useAnswer('homeBed.ofElder', { countyCode: elder.countyCode, elderId: elder.id })
  const maySign = may('homeCare:work') && beds.data?.whyNot === null
  return (
    <Panel
      title={say('homeCare.beds')}
      extra={maySign && <Button onClick={() => setSigning(true)}>{say('bed.sign')}</Button>}
    >
      <Answered query={beds}>
        {({ rows, whyNot }) => (
          <>
            {rows.length === 0 && <p className="soft">{say('homeCare.bedsNone')}</p>}
            <ul className="rows">
              {rows.map(row => (
                <li key={row.id}>
                  <Go to={paths.homeBed(row)} className="strong">
                    {row.providerName} ·{' '}
                    {say('bed.days', { from: dayText(row.fromOn), to: dayText(row.toOn) })}
                  </Go>{' '}
                  <Tag color={standingColours[row.standing]}>{bedStandings.words[row.standing]}</Tag>
                </li>
              ))}
            </ul>
            {rows.length === 0 && whyNot !== null && (
              <p className="soft">{say('bed.cannot', { why: whyNot })}</p>
            )}
          </>
        )}
      </Answered>
      {signing && <SignDialog elder={elder} onClose={() => setSigning(false)} />}
    </Panel>
  )
}
