// 联系人台账: each elder's fixed contact, since when, and who goes today if somebody stands in.
import { DownloadOutlined } from '@ant-design/icons'
import { Button, Tag } from 'antd'
import { usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { columnsOfElders } from '../elders/ElderTable.tsx'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { saveAnswer } from '../save.ts'
import { useMay } from '../session.tsx'
import { useNotice } from '../states.tsx'

const columns = ['sex', 'age', 'township', 'village', 'groups', 'lastVisited'] as const

export function ContactList({ region }: { region: string }) {
  const say = useWords()
  const may = useMay()
  const notice = useNotice()
  const list = usePages('contactPerson.list', { regionCode: region })
  return (
    <Panel
      title={say('rounds.contacts')}
      note={say('contacts.what')}
      extra={
        may('elder:export') && (
          <Button
            icon={<DownloadOutlined />}
            onClick={() => saveAnswer('contactPerson.export', { regionCode: region }).catch(notice.refused)}
          >
            {say('contacts.export')}
          </Button>
        )
      }
    >
      <Paged list={list} nothing={say('rounds.noElders')}>
        {rows => (
          <CardTable
            rowKey="id"
            dataSource={rows}
            pagination={false}
            scroll={{ x: 1000 }}
            columns={[
              ...columnsOfElders<(typeof rows)[number]>(say, columns),
              {
                key: 'contact',
                title: say('contacts.person'),
                render: (_, row) =>
                  row.visitorName ?? <b className="warn-text">{say('unvisited.noVisitor')}</b>,
              },
              { key: 'since', title: say('contacts.since'), render: (_, row) => row.since ?? '' },
              {
                key: 'standIn',
                title: say('contacts.today'),
                render: (_, row) => row.standInName && <Tag color="warning">{row.standInName}</Tag>,
              },
            ]}
          />
        )}
      </Paged>
    </Panel>
  )
}
