// Services in an elder's record: what she needs, what comes every week, and her orders.
import { Button } from 'antd'
import { useState } from 'react'
import type { Elder } from '../../domain/elders/elder.ts'
import { useAnswer } from '../asking.ts'
import { CarePanel } from '../care-accounts/CarePanel.tsx'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { useMay } from '../session.tsx'
import { Answered } from '../states.tsx'
import { NeedsTable } from './NeedsPage.tsx'
import { OrdersTable } from './OrdersTable.tsx'
import { RecordNeed } from './RecordNeed.tsx'

export function ServicesPart({ elder }: { elder: Elder }) {
  const say = useWords()
  const may = useMay()
  const [recording, setRecording] = useState(false)
  const answer = useAnswer('order.ofElder', { countyCode: elder.countyCode, elderId: elder.id })
  return (
    <Answered query={answer}>
      {({ needs, orders }) => (
        <>
          <Panel
            title={say('need.title')}
            extra={
              may('need:record') &&
              elder.endedOn === null && (
                <Button type="primary" onClick={() => setRecording(true)}>
                  {say('need.record')}
                </Button>
              )
            }
          >
            {needs.length === 0 ? (
              <p className="soft">{say('part.servicesNone')}</p>
            ) : (
              <NeedsTable rows={needs} />
            )}
          </Panel>
          <Panel title={say('order.title')}>
            {orders.length === 0 ? (
              <p className="soft">{say('need.noOrders')}</p>
            ) : (
              <OrdersTable rows={orders} to={paths.order} />
            )}
          </Panel>
          {may('careAccount:keep') && <CarePanel elder={elder} />}
          {recording && (
            <RecordNeed
              countyCode={elder.countyCode}
              elderId={elder.id}
              onClose={() => setRecording(false)}
            />
          )}
        </>
      )}
    </Answered>
  )
}
