// One emergency as it runs: the map, the villages, whom nobody has reached; and how it ends.
import { Button, Progress, Space } from 'antd'
import { lazy, Suspense, useState } from 'react'
import {
  type Surge,
  type SurgeVillage,
  surgeChecks,
  surgeCriteria,
  surgeEndings,
  surgeKinds,
} from '../../domain/surges/surge.ts'
import { useGo, useKey } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { instantText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { useMay } from '../session.tsx'
import { Answered, Loading } from '../states.tsx'
import { DutyList } from './DutyList.tsx'
import { EndDialog } from './EndDialog.tsx'
import { summaryLines } from './progress.ts'
import { SurgeState } from './SurgesPage.tsx'
import './surges.css'

const VillageMap = lazy(() => import('./VillageMap.tsx'))
const refreshEveryMs = 10_000

export function SurgePage() {
  const say = useWords()
  const key = useKey()
  const surge = useAnswer('surge.get', key, {
    refetchInterval: answer => (answer?.endedAt ? false : refreshEveryMs),
  })
  return (
    <Answered query={surge}>
      {answer => (
        <Page
          title={`${surgeKinds.words[answer.kind]} · ${answer.places}`}
          actions={<SurgeActions surge={answer} />}
        >
          <Head surge={answer} />
          <Suspense fallback={<Loading />}>
            <VillageMap surge={answer} />
          </Suspense>
          <Panel title={say('surges.village')}>
            <Villages villages={answer.villages} />
          </Panel>
          <DutyList surge={answer} />
        </Page>
      )}
    </Answered>
  )
}

function SurgeActions({ surge }: { surge: Surge }) {
  const say = useWords()
  const go = useGo()
  const may = useMay()
  const [ending, setEnding] = useState<'standDown' | 'callOff' | null>(null)
  return (
    <Space wrap>
      <Button onClick={() => go(paths.surges())}>{say('surges.back')}</Button>
      {may('notice:send') && (
        <Button onClick={() => go(paths.broadcastWrite({ surge: surge.id, danger: surge.kind }))}>
          {say('surges.sheet')}
        </Button>
      )}
      {may('surge:declare') && surge.endedAt === null && (
        <>
          <Button onClick={() => setEnding('callOff')}>{say('surges.callOff')}</Button>
          <Button type="primary" onClick={() => setEnding('standDown')}>
            {say('surges.standDown')}
          </Button>
        </>
      )}
      {ending && <EndDialog surge={surge} how={ending} onClose={() => setEnding(null)} />}
    </Space>
  )
}

function Head({ surge }: { surge: Surge }) {
  const say = useWords()
  const share = surge.total === 0 ? 100 : Math.floor((surge.reached / surge.total) * 100)
  return (
    <Panel
      title={say('surges.summary')}
      extra={<SurgeState row={surge} />}
      {...(surge.endedAt === null && { note: say('surges.refreshing') })}
    >
      <Progress percent={share} strokeColor="#2d6a3e" aria-label={say('surges.progress')} />
      <p className="big-figure" data-testid="surge-progress">
        {say('surges.progressOf', { reached: surge.reached, total: surge.total })}
      </p>
      <ul>
        {summaryLines(say, surge.summary).map(line => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p className="soft below">
        {say('surges.declaredBy', {
          time: instantText(surge.declaredAt),
          who: surge.declaredBy ?? say('surges.feed'),
        })}{' '}
        · {say('surges.until')} {instantText(surge.until)}
      </p>
      {surge.endedAt && surge.ending && (
        <p>
          {say('surges.endedBy', {
            ending: surgeEndings.words[surge.ending],
            time: instantText(surge.endedAt),
            who: surge.endedBy ?? say('surges.system'),
          })}
          {surge.endNote && ` · ${surge.endNote}`}
        </p>
      )}
      {surge.word && <p>{surge.word}</p>}
      <p className="soft">
        {say('surges.who')}：{surge.criteria.map(one => surgeCriteria.words[one]).join('、')}
        <br />
        {say('surges.checks')}：{surge.checks.map(one => surgeChecks.words[one]).join('、')}
      </p>
    </Panel>
  )
}

function Villages({ villages }: { villages: SurgeVillage[] }) {
  const say = useWords()
  const left = (row: SurgeVillage) => row.total - row.reached
  return (
    <CardTable<SurgeVillage>
      rowKey="regionCode"
      dataSource={[...villages].sort((one, other) => left(other) - left(one))}
      pagination={villages.length > 20 ? { pageSize: 20 } : false}
      columns={[
        { key: 'village', title: say('surges.village'), dataIndex: 'name' },
        { key: 'township', title: say('surges.township'), dataIndex: 'townshipName' },
        { key: 'total', title: say('surges.total'), dataIndex: 'total' },
        { key: 'reached', title: say('surges.reached'), dataIndex: 'reached' },
        {
          key: 'left',
          title: say('surges.left'),
          render: (_, row) => (left(row) === 0 ? 0 : <strong className="danger-text">{left(row)}</strong>),
        },
        {
          key: 'share',
          title: say('surges.progress'),
          render: (_, row) => <Progress percent={Math.floor((row.reached / row.total) * 100)} size="small" />,
        },
      ]}
    />
  )
}
