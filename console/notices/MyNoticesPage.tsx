// What I was told: read, take on, go to what it is about; and the number I am texted at.
import { Button, Form, Input, List, Segmented, Space, Tag } from 'antd'
import {
  type MyNotice,
  noticeKinds,
  noticeStates,
  noticeUrgencies,
  unreadStates,
} from '../../domain/notices/notice.ts'
import { useFilters } from '../address.ts'
import { useAct, useAnswer, usePages } from '../asking.ts'
import { instantText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { Trouble, useNotice } from '../states.tsx'
import { subjectPath } from './subject.ts'

export function MyNoticesPage() {
  const say = useWords()
  const notice = useNotice()
  const [filters, change] = useFilters()
  const unseen = filters.shown !== 'all'
  const list = usePages('notice.mine', { unseen })
  const see = useAct('notice.see', ['notice.mine', 'notice.count'])
  const fresh = list.rows.filter(row => row.state === 'unseen')
  return (
    <Page
      title={say('notices.mine')}
      actions={
        <Button
          disabled={fresh.length === 0}
          loading={see.isPending}
          onClick={() =>
            see.mutate(
              { notices: fresh.map(({ countyCode, id }) => ({ countyCode, id })) },
              { onError: notice.refused },
            )
          }
        >
          {say('notices.seeAll')}
        </Button>
      }
    >
      <search className="filters no-print">
        <Segmented
          size="large"
          value={unseen ? 'unseen' : 'all'}
          options={[
            { value: 'unseen', label: say('notices.mineUnseen') },
            { value: 'all', label: say('notices.mineAll') },
          ]}
          onChange={shown => change({ shown: shown === 'all' ? 'all' : undefined })}
        />
      </search>
      <Panel note={say('notices.takeNote')}>
        <Paged list={list} nothing={say('notices.mineNone')}>
          {rows => (
            <List
              dataSource={rows}
              rowKey="id"
              renderItem={row => (
                <NoticeLine row={row} onSeen={() => see.mutate({ notices: [keyOf(row)] })} />
              )}
            />
          )}
        </Paged>
      </Panel>
      <Panel title={say('notices.number')}>
        <OwnNumber />
      </Panel>
    </Page>
  )
}

const keyOf = ({ countyCode, id }: MyNotice) => ({ countyCode, id })

function NoticeLine({ row, onSeen }: { row: MyNotice; onSeen: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const take = useAct('notice.take', ['notice.mine', 'notice.count'])
  const to = subjectPath(row)
  const isOpenLife = row.urgency === 'p0' && (row.state === 'unseen' || row.state === 'seen')
  return (
    <List.Item
      actions={[
        ...(isOpenLife
          ? [
              <Button
                key="take"
                danger
                type="primary"
                loading={take.isPending}
                onClick={() =>
                  take.mutate(keyOf(row), {
                    onSuccess: () => notice.done(say('notices.taken')),
                    onError: notice.refused,
                  })
                }
              >
                {say('notices.take')}
              </Button>,
            ]
          : []),
        ...(to
          ? [
              // The bell falls silent as one goes to see.
              <span key="open" onClickCapture={() => unreadStates.includes(row.state) && onSeen()}>
                <Go to={to}>{say('notices.open')}</Go>
              </span>,
            ]
          : []),
      ]}
    >
      <List.Item.Meta
        title={
          <Space wrap>
            <span className={unreadStates.includes(row.state) ? 'strong' : ''}>
              {noticeKinds.words[row.kind]}
            </span>
            {row.urgency !== 'normal' && (
              <Tag color={row.urgency === 'p0' ? 'error' : 'warning'}>
                {noticeUrgencies.words[row.urgency]}
              </Tag>
            )}
            <span className="soft small">
              {instantText(row.raisedAt)} · {noticeStates.words[row.state]}
            </span>
          </Space>
        }
        description={<span className="ink">{row.text}</span>}
      />
    </List.Item>
  )
}

function OwnNumber() {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<{ phone: string }>()
  const known = useAnswer('noticeNumber.mine', {})
  const set = useAct('noticeNumber.set', ['noticeNumber.mine'])
  return (
    <>
      <p>
        {known.data?.phoneTail
          ? say('notices.numberNow', { tail: known.data.phoneTail })
          : say('notices.numberNone')}
      </p>
      <Form
        form={form}
        layout="vertical"
        className="below narrow"
        onFinish={({ phone }) =>
          set.mutate(
            { phone: phone.trim() },
            {
              onSuccess: () => {
                form.resetFields()
                notice.done(say('notices.numberSaved'))
              },
            },
          )
        }
      >
        <Form.Item
          name="phone"
          label={say('notices.number')}
          rules={[{ required: true, pattern: /^\s*\+?\d{7,15}\s*$/, message: say('notices.numberShape') }]}
        >
          <Input inputMode="tel" autoComplete="tel" />
        </Form.Item>
        <Button htmlType="submit" loading={set.isPending}>
          {say('notices.numberSave')}
        </Button>
      </Form>
      {set.isError && <Trouble error={set.error} />}
    </>
  )
}
