// What can be done with a project now: agree, send back, tie to its site, settle.
import { Button, Form, Input, Modal, Select, Space } from 'antd'
import { useState } from 'react'
import { type FundSite, fundSites, placeKinds } from '../../domain/funds/fund.ts'
import { mayDo } from '../../domain/funds/rules.ts'
import { sumWords } from '../../domain/funds/words.ts'
import { useAct, useAnswer } from '../asking.ts'
import { CanteenDialog } from '../canteens/CanteenDialog.tsx'
import { useWords } from '../language.tsx'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { useMay, useSession } from '../session.tsx'
import { Trouble, useNotice } from '../states.tsx'
import type { Project, ProjectRecord } from './ProjectPage.tsx'
import { staleProject } from './stale.ts'

type Act = 'approve' | 'drop' | 'link' | 'register' | 'close'

export function ProjectActs({ record: { project } }: { record: ProjectRecord }) {
  const say = useWords()
  const may = useMay()
  const { account } = useSession()
  const [act, setAct] = useState<Act | null>(null)
  const isOwn = project.draftedBy === account.id
  const waits = project.state === 'planDrafted' && may('fund:approve')
  const withBatch = project.batchState === 'batchDrafted'
  const links = may('fund:accept') && mayDo(project.state, 'linksSite') && placeKinds.includes(project.kind)
  const closes = may('fund:pay') && mayDo(project.state, 'closesProject')
  const close = () => setAct(null)
  return (
    <Space wrap>
      {waits && withBatch && (
        <span className="soft">{say('fund.withBatch', { title: project.batchTitle })}</span>
      )}
      {waits && !withBatch && isOwn && <span className="soft">{say('fund.draftedByYou')}</span>}
      {waits && !withBatch && !isOwn && (
        <Button type="primary" onClick={() => setAct('approve')}>
          {say('fund.approve')}
        </Button>
      )}
      {waits && !withBatch && (
        <Button danger onClick={() => setAct('drop')}>
          {say('fund.drop')}
        </Button>
      )}
      {links && project.kind === 'canteen' && project.siteId === null && may('canteen:manage') && (
        <Button type="primary" onClick={() => setAct('register')}>
          {say('fund.registerCanteen')}
        </Button>
      )}
      {links && <Button onClick={() => setAct('link')}>{say('fund.link')}</Button>}
      {closes && <Button onClick={() => setAct('close')}>{say('fund.close')}</Button>}
      <Button onClick={() => window.print()}>{say('fund.print')}</Button>
      {(act === 'approve' || act === 'close') && <YesDialog project={project} act={act} onClose={close} />}
      {act === 'drop' && <DropDialog project={project} onClose={close} />}
      {act === 'link' && <LinkDialog project={project} onClose={close} />}
      {act === 'register' && <RegisterCanteen project={project} onClose={close} />}
    </Space>
  )
}

const keyOf = ({ countyCode, id, version }: Project) => ({ countyCode, id, version })

/** Nothing to fill in but a note. */
function YesDialog({
  project,
  act,
  onClose,
}: {
  project: Project
  act: 'approve' | 'close'
  onClose: () => void
}) {
  const say = useWords()
  const notice = useNotice()
  const [note, setNote] = useState('')
  const approve = useAct('fundProject.approve', staleProject)
  const close = useAct('fundProject.close', staleProject)
  const { mutate, error, isPending } = act === 'approve' ? approve : close
  const never = act === 'close' && project.state === 'planApproved'
  const what = act === 'approve' ? 'fund.approveNote' : never ? 'fund.closeNeverBegun' : 'fund.closeNote'
  const sum = sumWords(act === 'approve' ? project.plannedFen : project.leftFen)
  return (
    <Modal
      open
      title={say(act === 'approve' ? 'fund.approve' : 'fund.close')}
      okText={say(act === 'approve' ? 'fund.approve' : 'fund.close')}
      okButtonProps={{ loading: isPending, danger: act === 'close' }}
      onOk={() =>
        mutate(
          { ...keyOf(project), note: note.trim() || null },
          {
            onSuccess: () => {
              notice.done(say(act === 'approve' ? 'fund.approveDone' : 'fund.closeDone'))
              onClose()
            },
          },
        )
      }
      onCancel={onClose}
    >
      <p>{say(what, { sum })}</p>
      <Input.TextArea
        rows={2}
        maxLength={400}
        aria-label={say('fund.note')}
        placeholder={say('fund.note')}
        value={note}
        onChange={event => setNote(event.target.value)}
      />
      {error && <Trouble error={error} />}
    </Modal>
  )
}

function DropDialog({ project, onClose }: { project: Project; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const drop = useAct('fundProject.drop', staleProject)
  return (
    <ReasonDialog
      title={say('fund.drop')}
      note={say('fund.dropNote')}
      submit={say('fund.drop')}
      busy={drop.isPending}
      error={drop.error}
      onClose={onClose}
      onSubmit={({ reason }) =>
        drop.mutate(
          { ...keyOf(project), reason },
          {
            onSuccess: () => {
              notice.done(say('fund.dropDone'))
              onClose()
            },
          },
        )
      }
    />
  )
}

function LinkDialog({ project, onClose }: { project: Project; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const [siteKind, setKind] = useState<FundSite>(project.kind === 'canteen' ? 'canteen' : 'facilitySite')
  const [form] = Form.useForm<{ siteId: string }>()
  const { countyCode, id } = project
  const sites = useAnswer('fundProject.sites', { countyCode, id, siteKind })
  const link = useAct('fundProject.linkSite', staleProject)
  return (
    <Modal
      open
      title={say('fund.linkTitle')}
      okText={say('form.save')}
      okButtonProps={{ loading: link.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={({ siteId }) =>
          link.mutate(
            { ...keyOf(project), siteKind, siteId },
            {
              onSuccess: () => {
                notice.done(say('fund.linkDone'))
                onClose()
              },
            },
          )
        }
      >
        <Form.Item label={say('fund.linkKind')}>
          <Select<FundSite>
            value={siteKind}
            options={fundSites.keys.map(value => ({ value, label: fundSites.words[value] }))}
            onChange={kind => {
              setKind(kind)
              form.resetFields()
            }}
          />
        </Form.Item>
        <Form.Item
          name="siteId"
          label={say('fund.site')}
          rules={[{ required: true, message: say('form.required') }]}
        >
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            loading={sites.isPending}
            options={(sites.data?.rows ?? []).map(site => ({
              value: site.id,
              label: `${site.name}（${site.placeName}）`,
            }))}
          />
        </Form.Item>
      </Form>
      {link.error && <Trouble error={link.error} />}
    </Modal>
  )
}

/** The form of a new canteen, filled in with what the project says; once it is registered the project knows it. */
function RegisterCanteen({ project, onClose }: { project: Project; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const link = useAct('fundProject.linkSite', staleProject)
  const { regionCode, name, lon, lat } = project
  return (
    <CanteenDialog
      region={regionCode}
      prefill={{ regionCode, name: name.slice(0, 40), lon, lat }}
      onRegistered={siteId =>
        link.mutate(
          { ...keyOf(project), siteKind: 'canteen', siteId },
          { onSuccess: () => notice.done(say('fund.linkDone')), onError: notice.refused },
        )
      }
      onClose={onClose}
    />
  )
}
