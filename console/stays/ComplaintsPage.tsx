// Complaint boxes of all stations of an area: what waits for an answer.
import { useFilters } from '../address.ts'
import { Page } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useSession } from '../session.tsx'
import { ComplaintsPanel } from './ComplaintsPanel.tsx'
import './stays.css'

export function ComplaintsPage() {
  const say = useWords()
  const { post } = useSession()
  const [filters] = useFilters()
  const region = filters.region ?? post.regionCode
  return (
    <Page
      title={say('stations.complaints')}
      above={<RegionBar code={region} to={code => paths.stationComplaints({ ...filters, region: code })} />}
    >
      <p>
        <Go to={paths.stations({ region })}>{say('stations.back')}</Go>
      </p>
      <ComplaintsPanel asked={{ regionCode: region }} />
    </Page>
  )
}
