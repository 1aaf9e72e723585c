// The board: the letter's three questions first, then where, then since when. Every number opens its list.
import { PrinterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { lazy, Suspense } from 'react'
import type { Output } from '../../domain/api.ts'
import { dayOf, monthOf } from '../../domain/kernel/day.ts'
import { useFilters } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { instantText, monthText } from '../figures.ts'
import { Page } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useMay, useSession } from '../session.tsx'
import { Answered, Loading } from '../states.tsx'
import { MonthPicker } from './MonthPicker.tsx'
import { Parts } from './Parts.tsx'
import { PublishedBar } from './PublishedBar.tsx'
import { asPublished } from './published.ts'
import { ThreeQuestions } from './ThreeQuestions.tsx'
import { VisitFigures } from './VisitFigures.tsx'

// Charts and outlines are half of the weight; the figures should not wait for them.
const CountyMap = lazy(() => import('./CountyMap.tsx'))
const RateTrend = lazy(() => import('./RateTrend.tsx'))
const NetworkCard = lazy(() => import('./NetworkCard.tsx'))

/** A visit that reached the server shows here within a minute, without anybody reloading the page. */
const refreshMilliseconds = 30_000

export type Board = Output<'board.read'>

export function BoardPage() {
  const say = useWords()
  const { post } = useSession()
  const may = useMay()
  const [filters, change] = useFilters()
  const region = filters.region ?? post.regionCode
  const month = filters.month ?? monthOf(dayOf(new Date()))
  const board = useAnswer(
    'board.read',
    { regionCode: region, month },
    { refetchInterval: () => refreshMilliseconds },
  )
  const name = board.data?.region.name ?? ''
  return (
    <Page
      title={say('board.title', { region: name, month: monthText(month) })}
      above={<RegionBar code={region} to={code => paths.board({ region: code, month: filters.month })} />}
      actions={
        <>
          <MonthPicker month={month} onChange={chosen => change({ month: chosen })} />
          {may('aidCase:read') && <Go to={paths.caseBoard({ region })}>{say('cases.toBoard')}</Go>}
          <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
            {say('board.print')}
          </Button>
        </>
      }
    >
      <Answered query={board}>
        {answer => (
          <>
            <PublishedBar board={answer} />
            <Whole board={asPublished(answer)} />
          </>
        )}
      </Answered>
    </Page>
  )
}

function Whole({ board }: { board: Board }) {
  const say = useWords()
  const { synthetic } = useSession()
  const { level } = board.region
  return (
    <>
      {board.synthetic && !synthetic && (
        <p className="synthetic" role="note">
          {say('app.synthetic')}
        </p>
      )}
      <p className="soft counted">
        {board.countedAt && say('board.countedAt', { at: instantText(board.countedAt) })}
        {!board.countedAt && Object.keys(board.values).length === 0 && say('board.notCounted')}
      </p>
      <ThreeQuestions board={board} />
      <VisitFigures board={board} />
      {(level === 'province' || level === 'prefecture') && (
        <Suspense fallback={<Loading />}>
          <CountyMap board={board} />
        </Suspense>
      )}
      {level !== 'village' && <Parts board={board} />}
      <Suspense fallback={<Loading />}>
        <RateTrend board={board} />
      </Suspense>
      <Suspense fallback={<Loading />}>
        <NetworkCard region={board.region.code} />
      </Suspense>
    </>
  )
}
