// The four services of a row on a phone: two beside two, each with what is told of it.
import type { ReactNode } from 'react'
import { type CoverageService, coverageServices } from '../../domain/coverage/coverage.ts'

export function FourServices({ of }: { of: (service: CoverageService) => ReactNode }) {
  return (
    <div className="coverage-four">
      {coverageServices.keys.map(service => (
        <span key={service}>
          <span className="soft">{coverageServices.words[service]}</span> {of(service)}
        </span>
      ))}
    </div>
  )
}
