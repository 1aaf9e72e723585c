// A pair across two counties: nothing to merge, but two people to tell apart or one elder to settle.
import { Alert, Space } from 'antd'
import type { DuplicatePair } from '../../domain/duplicates/api.ts'
import { useKey } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { OpenDispute } from '../disputes/OpenDispute.tsx'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { useSession } from '../session.tsx'
import { Answered } from '../states.tsx'
import { DecidePair } from './DecidePair.tsx'
import { PairReasons } from './PairReasons.tsx'
import './side-by-side.css'

export function AcrossPage() {
  const pair = useAnswer('duplicate.get', useKey())
  return <Answered query={pair}>{value => <Across pair={value} />}</Answered>
}

function Across({ pair }: { pair: DuplicatePair }) {
  const say = useWords()
  const { post } = useSession()
  const { one, other, countyCode } = pair
  return (
    <Page title={say('across.title')} above={<Go to={paths.duplicates()}>{say('compare.back')}</Go>}>
      <Alert type="info" showIcon title={say('across.note', { county: other.countyName })} />
      <PairReasons pair={pair} />
      <Panel>
        <Space wrap size="large">
          <Go to={paths.elder({ countyCode, id: one.elderId })}>
            {say('across.own', { name: one.name ?? '' })}
          </Go>
          {pair.state === 'toReview' && (
            <OpenDispute about={{ countyCode, regionCode: post.regionCode, pairId: pair.id }} />
          )}
          <DecidePair pair={pair} next={null} />
        </Space>
      </Panel>
    </Page>
  )
}
