// Organisations that provide services, with the traffic light of their people's certificates.
import { Button, Tag } from 'antd'
import { useState } from 'react'
import { careWays, providerKinds, type ServiceProvider } from '../../domain/service-orders/provider.ts'
import { useFilters } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useMay, useSession } from '../session.tsx'
import { Answered, Nothing } from '../states.tsx'
import { RegisterProvider } from './ProviderForm.tsx'

export function ProvidersPage() {
  const say = useWords()
  const may = useMay()
  const { post } = useSession()
  const [filters] = useFilters()
  const region = filters.region ?? post.regionCode
  const [registering, setRegistering] = useState(false)
  const answer = useAnswer('provider.list', { regionCode: region })
  return (
    <Page
      title={say('provider.title')}
      above={<RegionBar code={region} to={code => paths.providers({ region: code })} />}
      actions={
        may('catalogue:manage') && (
          <Button type="primary" onClick={() => setRegistering(true)}>
            {say('provider.register')}
          </Button>
        )
      }
    >
      <Panel>
        <Answered query={answer}>
          {({ rows }) =>
            rows.length === 0 ? <Nothing>{say('provider.none')}</Nothing> : <Providers rows={rows} />
          }
        </Answered>
      </Panel>
      {registering && <RegisterProvider regionCode={region} onClose={() => setRegistering(false)} />}
    </Page>
  )
}

function Providers({ rows }: { rows: readonly ServiceProvider[] }) {
  const say = useWords()
  return (
    <CardTable<ServiceProvider>
      rowKey="id"
      dataSource={[...rows]}
      pagination={false}
      columns={[
        {
          key: 'name',
          title: say('provider.name'),
          render: (_, row) => (
            <Go to={paths.provider(row)} className="strong">
              {row.name}
            </Go>
          ),
        },
        { key: 'kind', title: say('provider.kind'), render: (_, row) => providerKinds.words[row.kind] },
        { key: 'place', title: say('svc.place'), dataIndex: 'placeName' },
        {
          key: 'ways',
          title: say('provider.ways'),
          render: (_, row) => row.careWays.map(way => <Tag key={way}>{careWays.words[way]}</Tag>),
        },
        { key: 'workers', title: say('provider.workers'), dataIndex: 'workers' },
        {
          key: 'lights',
          title: say('provider.lights'),
          render: (_, row) => <ProviderLights provider={row} />,
        },
        { key: 'phone', title: say('svc.phone'), dataIndex: 'phone' },
      ]}
    />
  )
}

export function ProviderLights({ provider }: { provider: ServiceProvider }) {
  const say = useWords()
  const { certificatesEnding, certificatesOver } = provider
  if (certificatesEnding + certificatesOver === 0) return <Tag color="success">{say('provider.allFine')}</Tag>
  return (
    <>
      {certificatesOver > 0 && <Tag color="error">{say('provider.over', { count: certificatesOver })}</Tag>}
      {certificatesEnding > 0 && (
        <Tag color="warning">{say('provider.ending', { count: certificatesEnding })}</Tag>
      )}
    </>
  )
}
