// One sheet, large enough to read out from paper, and below it which village has read it out, when and by whom.
import { Button, Form, Input, Modal, Space } from 'antd'
import { useState } from 'react'
import type { Output } from '../../domain/api.ts'
import { newId } from '../../ui/client.ts'
import { useGo, useKey } from '../address.ts'
import { useAct, useAnswer } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { instantText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { useMay } from '../session.tsx'
import { Answered, Trouble, useNotice } from '../states.tsx'
import '../elder-lists/sheets.css'
import './notices.css'

type Sheet = Output<'broadcast.get'>
type Place = Sheet['places'][number]

export function BroadcastPage() {
  const say = useWords()
  const go = useGo()
  const key = useKey()
  const sheet = useAnswer('broadcast.get', key)
  return (
    <Answered query={sheet}>
      {answer => (
        <Page
          title={answer.title}
          actions={
            <Space>
              <Button onClick={() => go(paths.broadcasts())}>{say('broadcasts.back')}</Button>
              <Button type="primary" onClick={() => window.print()}>
                {say('broadcasts.print')}
              </Button>
            </Space>
          }
        >
          <article className="sheet document">
            <p className="read-out">{answer.words}</p>
            <p className="sheet-note">{say('broadcasts.slow')}</p>
            <p className="sheet-note">
              {answer.writtenBy} · {instantText(answer.writtenAt)}
            </p>
          </article>
          <div className="no-print below">
            <Places sheet={answer} />
          </div>
        </Page>
      )}
    </Answered>
  )
}

function Places({ sheet }: { sheet: Sheet }) {
  const say = useWords()
  const may = useMay()
  const [asking, setAsking] = useState<Place | null>(null)
  return (
    <Panel
      title={say('broadcasts.places')}
      extra={say('broadcasts.progressOf', { read: sheet.readOut, all: sheet.villages })}
    >
      <CardTable<Place>
        rowKey="regionCode"
        dataSource={sheet.places}
        pagination={sheet.places.length > 20 ? { pageSize: 20 } : false}
        columns={[
          { key: 'village', title: say('broadcasts.village'), dataIndex: 'name' },
          {
            key: 'readings',
            title: say('broadcasts.readings'),
            render: (_, place) =>
              place.readings.length === 0
                ? say('broadcasts.notYet')
                : place.readings.map(one => `${instantText(one.readAt)} ${one.reader}`).join('；'),
          },
          ...(may('notice:announce')
            ? [
                {
                  key: 'act',
                  width: 130,
                  render: (_: unknown, place: Place) => (
                    <Button size="small" onClick={() => setAsking(place)}>
                      {say('broadcasts.readOut')}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
      {asking && <ReadingDialog sheet={sheet} place={asking} onClose={() => setAsking(null)} />}
    </Panel>
  )
}

const hourMs = 3_600_000
const localNow = () => new Date(Date.now() + 8 * hourMs).toISOString().slice(0, 16)

function ReadingDialog({ sheet, place, onClose }: { sheet: Sheet; place: Place; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const [id] = useState(newId)
  const [form] = Form.useForm<{ reader: string; readAt: string }>()
  const record = useAct('broadcast.readOut', ['broadcast.get', 'broadcast.list'])
  const save = ({ reader, readAt }: { reader: string; readAt: string }) =>
    record.mutate(
      {
        ...{ countyCode: sheet.countyCode, id, broadcastId: sheet.id, regionCode: place.regionCode, reader },
        readAt: new Date(Date.parse(`${readAt}:00Z`) - 8 * hourMs).toISOString(),
      },
      {
        onSuccess: () => {
          notice.done(say('broadcasts.recorded'))
          onClose()
        },
      },
    )
  const required = [{ required: true, whitespace: true, message: say('form.required') }]
  return (
    <Modal
      open
      title={say('broadcasts.readOutTitle', { village: place.name })}
      okText={say('broadcasts.readOut')}
      okButtonProps={{ loading: record.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" onFinish={save} initialValues={{ readAt: localNow() }}>
        <Form.Item name="reader" label={say('broadcasts.reader')} rules={required}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="readAt" label={say('broadcasts.readAt')} rules={required}>
          <Input type="datetime-local" />
        </Form.Item>
      </Form>
      {record.isError && <Trouble error={record.error} />}
    </Modal>
  )
}
