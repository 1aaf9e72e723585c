// The door cards of a village: made once a home, printed as sheets to cut, replaced when lost.
import { App, Button } from 'antd'
import { levelOf } from '../../domain/kernel/area.ts'
import { doorCodeText } from '../../domain/visit-truth/door-code.ts'
import { useFilters, useGo } from '../address.ts'
import { type RowOf, useAct, usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { figure } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useSession } from '../session.tsx'
import { Nothing, useSentence } from '../states.tsx'
import './truth.css'

type Home = RowOf<'doorCard.list'>

export function CardsPage() {
  const say = useWords()
  const go = useGo()
  const { post } = useSession()
  const [filters] = useFilters()
  const region = filters.region ?? post.regionCode
  return (
    <Page
      title={say('truth.cards')}
      above={<RegionBar code={region} to={code => paths.doorCards({ region: code })} />}
      actions={<Button onClick={() => go(paths.truth({ region }))}>{say('truth.title')}</Button>}
    >
      {levelOf(region) === 'village' ? (
        <VillageCards region={region} />
      ) : (
        <Panel>
          <Nothing>{say('cards.chooseVillage')}</Nothing>
        </Panel>
      )}
    </Page>
  )
}

function VillageCards({ region }: { region: string }) {
  const say = useWords()
  const go = useGo()
  const { message } = App.useApp()
  const sentence = useSentence()
  const issue = useAct('doorCard.issue', ['doorCard.list'])
  const list = usePages('doorCard.list', { regionCode: region, limit: 500 })
  const without = list.rows.filter(row => row.code === null).length
  const make = () =>
    issue.mutate(
      { regionCode: region },
      {
        onSuccess: ({ issued }) => void message.success(say('cards.made', { count: figure(issued) })),
        onError: error => void message.error(sentence(error)),
      },
    )
  return (
    <Panel
      note={say('cards.what')}
      extra={
        <>
          <Button type="primary" disabled={without === 0} loading={issue.isPending} onClick={make}>
            {without === 0 ? say('cards.allMade') : say('cards.make', { count: figure(without) })}
          </Button>{' '}
          <Button disabled={list.rows.length === without} onClick={() => go(paths.doorCardSheet({ region }))}>
            {say('cards.print')}
          </Button>
        </>
      }
    >
      <Paged list={list} nothing={say('cards.none')}>
        {rows => (
          <CardTable<Home>
            rowKey="householdId"
            dataSource={rows.toSorted((one, other) => one.address.localeCompare(other.address, 'zh'))}
            pagination={false}
            columns={[
              { key: 'address', title: say('cards.address'), dataIndex: 'address' },
              { key: 'names', title: say('truth.elder'), render: (_, row) => row.names.join('、') },
              {
                key: 'code',
                title: say('cards.code'),
                render: (_, row) => (row.code === null ? '—' : doorCodeText(row.code)),
              },
              { key: 'on', title: say('cards.issuedOn'), render: (_, row) => row.issuedOn ?? '—' },
              {
                key: 'replace',
                title: say('cards.act'),
                width: 110,
                render: (_, row) => row.code !== null && <Replace home={row} />,
              },
            ]}
          />
        )}
      </Paged>
    </Panel>
  )
}

function Replace({ home }: { home: Home }) {
  const say = useWords()
  const { message, modal } = App.useApp()
  const sentence = useSentence()
  const replace = useAct('doorCard.replace', ['doorCard.list'])
  const { countyCode, householdId, names } = home
  const ask = () =>
    modal.confirm({
      title: say('cards.replaceTitle', { name: names.join('、') }),
      content: say('cards.replaceNote'),
      okText: say('cards.replace'),
      onOk: () =>
        replace
          .mutateAsync({ countyCode, householdId })
          .then(({ code }) => void message.success(say('cards.replaced', { code: doorCodeText(code) })))
          .catch(error => void message.error(sentence(error))),
    })
  return <Button onClick={ask}>{say('cards.replace')}</Button>
}
