// Licences and the filing as a care home; what runs out is said before it does.
import { useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, Modal, Select, Space, Tag } from 'antd'
import { useState } from 'react'
import {
  type FacilityPaper,
  type FacilityPaperKind,
  facilityPaperKinds,
} from '../../domain/facilities/facility.ts'
import type { Facility } from '../../domain/facilities/site.ts'
import { dayOf, daysBetween } from '../../domain/kernel/day.ts'
import { newId, upload } from '../../ui/client.ts'
import { AddPaper } from '../AddPhoto.tsx'
import { useAct } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { EndDialog } from '../canteens/EndDialog.tsx'
import { Panel } from '../frame/Page.tsx'
import { KeptPaper } from '../KeptPaper.tsx'
import { useWords } from '../language.tsx'
import { useMay } from '../session.tsx'
import { Nothing, Trouble, useNotice } from '../states.tsx'
import { stale } from './stale.ts'
import { optionsOf, RowActs } from './standing.tsx'

/** As the flag of the list; there the county's own setting decides. */
const soonDays = 60

export function PapersPanel({ facility, papers }: { facility: Facility; papers: readonly FacilityPaper[] }) {
  const say = useWords()
  const may = useMay()
  const [editing, setEditing] = useState<FacilityPaper | 'new' | null>(null)
  const [ending, setEnding] = useState<FacilityPaper | null>(null)
  const [shown, setShown] = useState<string | null>(null)
  const end = useAct('facility.endPaper', stale)
  const manages = may('facility:manage')
  const key = { countyCode: facility.countyCode, id: facility.id }
  return (
    <Panel
      title={say('deeds.title')}
      extra={manages && <Button onClick={() => setEditing('new')}>{say('deeds.add')}</Button>}
    >
      {papers.length === 0 ? (
        <Nothing>{say('deeds.none')}</Nothing>
      ) : (
        <PapersTable
          of={key}
          papers={papers}
          manages={manages}
          onLook={setShown}
          onEdit={setEditing}
          onEnd={setEnding}
        />
      )}
      {shown !== null && (
        <KeptPaper
          key={shown}
          operation="facility.scan"
          input={{ ...key, scanId: shown }}
          alt={say('deeds.scanAlt', { name: facility.name })}
          className="facility-scan"
        />
      )}
      {editing && (
        <PaperDialog of={key} held={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
      {ending && (
        <EndDialog
          title={say('deeds.endTitle')}
          note={say('deeds.endNote', { name: facilityPaperKinds.words[ending.kind] })}
          submit={say('deeds.end')}
          act={end}
          input={{ ...key, paperId: ending.id, endedOn: dayOf(new Date()) }}
          onClose={() => setEnding(null)}
        />
      )}
    </Panel>
  )
}

interface TableProps {
  of: { countyCode: string; id: string }
  papers: readonly FacilityPaper[]
  manages: boolean
  onLook: (scanId: string) => void
  onEdit: (paper: FacilityPaper) => void
  onEnd: (paper: FacilityPaper) => void
}

function PapersTable({ of, papers, manages, onLook, onEdit, onEnd }: TableProps) {
  const say = useWords()
  return (
    <CardTable<FacilityPaper>
      rowKey="id"
      dataSource={[...papers]}
      pagination={false}
      columns={[
        {
          key: 'kind',
          title: say('papers.kind'),
          render: (_, row) => facilityPaperKinds.words[row.kind],
        },
        { key: 'number', title: say('papers.number'), dataIndex: 'number' },
        { key: 'issuer', title: say('papers.issuer'), dataIndex: 'issuer' },
        {
          key: 'expires',
          title: say('papers.expiresOn'),
          className: 'facility-day',
          render: (_, row) => <Until day={row.expiresOn} />,
        },
        {
          key: 'scans',
          title: say('deeds.scans'),
          render: (_, row) => <Scans of={of} paper={row} manages={manages} onLook={onLook} />,
        },
        ...(manages
          ? [
              {
                key: 'acts',
                className: 'no-print facility-day',
                render: (_: unknown, row: FacilityPaper) => (
                  <RowActs
                    words={[say('kit.edit'), say('deeds.end')]}
                    onEdit={() => onEdit(row)}
                    onEnd={() => onEnd(row)}
                  />
                ),
              },
            ]
          : []),
      ]}
    />
  )
}

interface ScansProps {
  of: { countyCode: string; id: string }
  paper: FacilityPaper
  manages: boolean
  onLook: (scanId: string) => void
}

function Scans({ of, paper, manages, onLook }: ScansProps) {
  const say = useWords()
  const client = useQueryClient()
  return (
    <Space wrap className="no-print">
      {paper.scans.map((scanId, index) => (
        <Button key={scanId} size="small" onClick={() => onLook(scanId)}>
          {say('deeds.page', { number: index + 1 })}
        </Button>
      ))}
      {manages && (
        <AddPaper
          word={say('deeds.addScan')}
          send={async (file, contentType) => {
            const scanId = newId()
            await upload('facility.addScan', { ...of, paperId: paper.id, scanId, contentType }, file)
            for (const name of stale) await client.invalidateQueries({ queryKey: [name] })
            onLook(scanId)
          }}
        />
      )}
    </Space>
  )
}

function Until({ day }: { day: string | null }) {
  const say = useWords()
  if (day === null) return <>{say('papers.noEnd')}</>
  const left = daysBetween(dayOf(new Date()), day)
  if (left < 0) return <Tag color="error">{day}</Tag>
  return left <= soonDays ? <Tag color="warning">{day}</Tag> : <span>{day}</span>
}

interface Filled {
  kind: FacilityPaperKind
  number: string
  issuer: string
  issuedOn: string
  expiresOn?: string | null
}

interface PaperDialogProps {
  of: { countyCode: string; id: string }
  held: FacilityPaper | null
  onClose: () => void
}

function PaperDialog({ of, held, onClose }: PaperDialogProps) {
  const say = useWords()
  const notice = useNotice()
  const [paperId] = useState(() => held?.id ?? newId())
  const [form] = Form.useForm<Filled>()
  const keep = useAct('facility.keepPaper', stale)
  const required = { required: true, message: say('form.required') }
  const save = ({ expiresOn, ...filled }: Filled) =>
    keep.mutate(
      { ...of, paperId, ...filled, expiresOn: expiresOn || null },
      {
        onSuccess: () => {
          notice.done(say('facility.saved'))
          onClose()
        },
      },
    )
  return (
    <Modal
      open
      title={say('deeds.add')}
      okText={say('facility.save')}
      okButtonProps={{ loading: keep.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<Filled>
        form={form}
        layout="vertical"
        onFinish={save}
        initialValues={held ?? { kind: 'homeFiling' }}
      >
        <Form.Item name="kind" label={say('papers.kind')} rules={[required]}>
          <Select options={optionsOf(facilityPaperKinds)} />
        </Form.Item>
        <Form.Item name="number" label={say('papers.number')} rules={[{ ...required, whitespace: true }]}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="issuer" label={say('papers.issuer')} rules={[{ ...required, whitespace: true }]}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="issuedOn" label={say('papers.issuedOn')} rules={[required]}>
          <Input type="date" max={dayOf(new Date())} />
        </Form.Item>
        <Form.Item name="expiresOn" label={say('papers.expiresOn')} extra={say('papers.noEnd')}>
          <Input type="date" />
        </Form.Item>
      </Form>
      {keep.isError && <Trouble error={keep.error} />}
    </Modal>
  )
}
