// The frame of the section 账目: its three parts side by side, each with an address of its own.
import type { ReactNode } from 'react'
import { useFilters } from '../address.ts'
import { Page } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useMay, useSession } from '../session.tsx'
import { NoRight } from '../states.tsx'
import './ledger.css'

export type LedgerPart = 'trial' | 'transfers' | 'closings'

const addresses: Record<LedgerPart, (query: { region?: string | undefined }) => string> = {
  trial: paths.ledger,
  transfers: paths.ledgerTransfers,
  closings: paths.ledgerClosings,
}

interface LedgerFrameProps {
  part: LedgerPart
  actions?: (region: string) => ReactNode
  children: (region: string) => ReactNode
}

export function LedgerFrame({ part, actions, children }: LedgerFrameProps) {
  const say = useWords()
  const may = useMay()
  const { post } = useSession()
  const [filters] = useFilters()
  const region = filters.region ?? post.regionCode
  if (!may('ledger:read')) return <NoRight />
  return (
    <Page
      title={say('ledger.title')}
      above={<RegionBar code={region} to={code => addresses[part]({ ...filters, region: code })} />}
      actions={actions?.(region)}
    >
      <nav className="parts no-print" aria-label={say('ledger.title')}>
        {(Object.keys(addresses) as LedgerPart[]).map(key => (
          <Go
            key={key}
            to={addresses[key]({ region: filters.region })}
            className={key === part ? 'part part-here' : 'part'}
            current={key === part}
          >
            {say(`ledger.${key}`)}
          </Go>
        ))}
      </nav>
      {children(region)}
    </Page>
  )
}
