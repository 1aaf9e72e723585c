// Takes the list as shown out of the system: why, and with a second person when it is long.
import { DownloadOutlined } from '@ant-design/icons'
import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { filterFromWords } from '../../domain/elders/filter.ts'
import { newId } from '../../ui/client.ts'
import { useFilters, useGo } from '../address.ts'
import { useAct } from '../asking.ts'
import { figure } from '../figures.ts'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { saveAnswer } from '../save.ts'
import { Trouble, useNotice } from '../states.tsx'
import { useColumns } from './columns.ts'

interface ExportProps {
  region: string
  /** The ledger of a past day instead of today's. */
  asOf?: string
}

export function ExportButton({ region, asOf }: ExportProps) {
  const say = useWords()
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button icon={<DownloadOutlined />} onClick={() => setAsking(true)}>
        {say('exports.open')}
      </Button>
      {asking && <ExportDialog region={region} {...(asOf && { asOf })} onClose={() => setAsking(false)} />}
    </>
  )
}

function ExportDialog({ region, asOf, onClose }: ExportProps & { onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const go = useGo()
  const [form] = Form.useForm<{ reason: string }>()
  const [filters] = useFilters()
  const [columns] = useColumns()
  const [saving, setSaving] = useState(false)
  const ask = useAct('listExport.ask', ['listExport.list'])
  const save = async ({ reason }: { reason: string }) => {
    const filter = filterFromWords(filters)
    ask.mutate(
      { id: newId(), regionCode: region, filter, columns: [...columns], reason, asOf: asOf ?? null },
      {
        onSuccess: asked => {
          if (asked.state === 'asked') {
            notice.done(say('exports.waiting', { count: figure(asked.rowCount) }))
            go(paths.exports({ region }))
            return
          }
          setSaving(true)
          saveAnswer('listExport.take', { countyCode: asked.countyCode, id: asked.id })
            .then(onClose, notice.refused)
            .finally(() => setSaving(false))
        },
      },
    )
  }
  return (
    <Modal
      open
      title={say('exports.title')}
      okText={say('exports.submit')}
      okButtonProps={{ loading: ask.isPending || saving }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p>{say('exports.what')}</p>
      <Form<{ reason: string }> form={form} layout="vertical" className="below" onFinish={save}>
        <Form.Item
          name="reason"
          label={say('exports.reason')}
          extra={say('exports.reasonHelp')}
          rules={[{ required: true, whitespace: true, message: say('form.required') }]}
        >
          <Input maxLength={200} autoFocus />
        </Form.Item>
      </Form>
      {ask.isError && <Trouble error={ask.error} />}
    </Modal>
  )
}
