// All orders of a region, narrowed by stage, kind and days, and taken out as a table.
import { Button } from 'antd'
import { useFilters } from '../address.ts'
import { useAnswer, usePages } from '../asking.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { saveAnswer } from '../save.ts'
import { useSession } from '../session.tsx'
import { useNotice } from '../states.tsx'
import { OrderFilters, orderFilter } from './OrderFilters.tsx'
import { OrdersTable } from './OrdersTable.tsx'
import './service-orders.css'

export function OrdersPage() {
  const say = useWords()
  const notice = useNotice()
  const { post } = useSession()
  const [filters] = useFilters()
  const region = filters.region ?? post.regionCode
  const asked = { regionCode: region, ...orderFilter(filters) }
  const list = usePages('order.list', asked)
  const counted = useAnswer('order.list', { ...asked, limit: 1 })
  return (
    <Page
      title={say('order.title')}
      above={<RegionBar code={region} to={code => paths.orders({ ...filters, region: code })} />}
      actions={
        <Button onClick={() => void saveAnswer('order.export', asked).catch(notice.refused)}>
          {say('order.export')}
        </Button>
      }
    >
      <OrderFilters counts={counted.data?.counts} />
      <Panel>
        <Paged list={list} nothing={say('order.none')}>
          {rows => <OrdersTable rows={rows} to={paths.order} />}
        </Paged>
      </Panel>
    </Page>
  )
}
