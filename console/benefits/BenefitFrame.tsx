// The frame of the section 待遇: its four parts side by side, each with an address of its own.
import type { ReactNode } from 'react'
import { levelOf } from '../../domain/kernel/area.ts'
import { useFilters } from '../address.ts'
import { Page } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useMay, useSession } from '../session.tsx'
import { NoRight } from '../states.tsx'

export type BenefitPart = 'lists' | 'rules' | 'recoveries' | 'matches'

const addresses: Record<BenefitPart, (query: { region?: string | undefined }) => string> = {
  lists: paths.benefits,
  rules: paths.benefitRules,
  recoveries: paths.benefitRecoveries,
  matches: paths.benefitMatches,
}

interface BenefitFrameProps {
  part: BenefitPart
  actions?: (region: string) => ReactNode
  children: (region: string) => ReactNode
}

export function BenefitFrame({ part, actions, children }: BenefitFrameProps) {
  const say = useWords()
  const may = useMay()
  const { post } = useSession()
  const [filters] = useFilters()
  const region = filters.region ?? post.regionCode
  if (!may('benefit:read')) return <NoRight />
  return (
    <Page
      title={say('benefits.title')}
      above={<RegionBar code={region} to={code => addresses[part]({ region: code })} />}
      actions={actions?.(region)}
    >
      <nav className="parts no-print" aria-label={say('benefits.title')}>
        {(Object.keys(addresses) as BenefitPart[]).map(key => (
          <Go
            key={key}
            to={addresses[key]({ region: filters.region })}
            className={key === part ? 'part part-here' : 'part'}
            current={key === part}
          >
            {say(`benefits.${key}`)}
          </Go>
        ))}
      </nav>
      {children(region)}
    </Page>
  )
}

/** Lists and rules belong to a county; from a township one looks at its county's, from above one chooses. */
export function countyOf(region: string): string | null {
  const level = levelOf(region)
  return level === 'province' || level === 'prefecture' ? null : region.slice(0, 6)
}
