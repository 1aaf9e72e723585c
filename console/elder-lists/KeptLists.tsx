// The lists somebody keeps: opens one, keeps the present one, forgets one of one's own.
import { DeleteOutlined, StarOutlined } from '@ant-design/icons'
import { Button, Form, Input, Modal, Popconfirm, Popover, Switch } from 'antd'
import { useState } from 'react'
import type { SavedList } from '../../domain/elder-lists/saved-list.ts'
import { filterFromWords, wordsOfFilter } from '../../domain/elders/filter.ts'
import { newId } from '../../ui/client.ts'
import { useFilters, useGo } from '../address.ts'
import { useAct, useAnswer } from '../asking.ts'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { Trouble, useNotice } from '../states.tsx'
import { useColumns } from './columns.ts'

export function KeptLists({ region }: { region: string }) {
  const say = useWords()
  const go = useGo()
  const [open, setOpen] = useState(false)
  const [keeping, setKeeping] = useState(false)
  const kept = useAnswer('savedList.list', {})
  const show = (list: SavedList) => {
    setOpen(false)
    go(
      paths.elders({
        region: list.listRegionCode,
        columns: list.columns.join('.'),
        ...wordsOfFilter(list.filter),
      }),
    )
  }
  return (
    <>
      <Popover
        trigger="click"
        placement="bottomRight"
        open={open}
        onOpenChange={setOpen}
        title={say('lists.kept')}
        content={
          <div className="kept-lists">
            {kept.isError && <Trouble error={kept.error} />}
            {kept.data?.length === 0 && <p className="soft">{say('lists.noneKept')}</p>}
            <ul className="rows">
              {kept.data?.map(list => (
                <li key={list.id}>
                  <button type="button" className="link" onClick={() => show(list)}>
                    {list.name}
                  </button>
                  {list.keptBy === null ? (
                    <Forget list={list} />
                  ) : (
                    <span className="soft small"> {say('lists.keptBy', { name: list.keptBy })}</span>
                  )}
                </li>
              ))}
            </ul>
            <Button
              onClick={() => {
                setOpen(false)
                setKeeping(true)
              }}
            >
              {say('lists.keep')}
            </Button>
          </div>
        }
      >
        <Button icon={<StarOutlined />}>{say('lists.kept')}</Button>
      </Popover>
      {keeping && <KeepDialog region={region} onClose={() => setKeeping(false)} />}
    </>
  )
}

function Forget({ list }: { list: SavedList }) {
  const say = useWords()
  const notice = useNotice()
  const forget = useAct('savedList.forget', ['savedList.list'])
  return (
    <Popconfirm
      title={say('lists.forget', { name: list.name })}
      onConfirm={() =>
        forget.mutate(
          { countyCode: list.countyCode, id: list.id },
          { onSuccess: () => notice.done(say('lists.forgotten')), onError: notice.refused },
        )
      }
    >
      <Button
        type="text"
        icon={<DeleteOutlined />}
        loading={forget.isPending}
        aria-label={say('lists.forget', { name: list.name })}
      />
    </Popconfirm>
  )
}

interface Filled {
  name: string
  shared?: boolean
}

function KeepDialog({ region, onClose }: { region: string; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<Filled>()
  const [filters] = useFilters()
  const [columns] = useColumns()
  const keep = useAct('savedList.keep', ['savedList.list'])
  return (
    <Modal
      open
      title={say('lists.keep')}
      okText={say('form.save')}
      okButtonProps={{ loading: keep.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<Filled>
        form={form}
        layout="vertical"
        onFinish={({ name, shared = false }) =>
          keep.mutate(
            {
              ...{ id: newId(), name, shared, listRegionCode: region },
              filter: filterFromWords(filters),
              columns: [...columns],
            },
            {
              onSuccess: () => {
                notice.done(say('lists.keepDone'))
                onClose()
              },
            },
          )
        }
      >
        <Form.Item
          name="name"
          label={say('lists.keepName')}
          extra={say('lists.keepNameHelp')}
          rules={[{ required: true, whitespace: true, message: say('form.required') }]}
        >
          <Input maxLength={40} autoFocus />
        </Form.Item>
        <Form.Item name="shared" label={say('lists.keepShared')} valuePropName="checked">
          <Switch />
        </Form.Item>
      </Form>
      {keep.isError && <Trouble error={keep.error} />}
    </Modal>
  )
}
