// How projects stand, as large numbers that each open their list.
import type { FundStanding } from '../../domain/funds/overview.ts'
import type { ProjectFilter } from '../../domain/funds/project-api.ts'
import { figure } from '../figures.ts'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'

interface StandingProps {
  standing: FundStanding
  region: string
  flag: ProjectFilter['flag']
  /** Kept while one looks at another number. */
  filters?: Record<string, string | undefined>
}

export function Standing({ standing, region, flag, filters = {} }: StandingProps) {
  const say = useWords()
  const lines = [
    { key: undefined, word: say('fund.all'), value: standing.projects, warns: false },
    { key: 'late', word: say('fund.late'), value: standing.late, warns: true },
    { key: 'unspent', word: say('fund.unspent'), value: standing.unspent, warns: true },
    { key: 'outlier', word: say('fund.outlier'), value: standing.outliers, warns: true },
    { key: 'unlinked', word: say('fund.unlinked'), value: standing.unlinked, warns: true },
  ] as const
  return (
    <ul className="fund-figures">
      {lines.map(({ key, word, value, warns }) => (
        <li key={word} className={flag !== undefined && flag === key ? 'looked-at' : ''}>
          <Go to={paths.fundProjects({ ...filters, region, flag: key })}>
            <span>{word}</span>
            <strong className={warns && value > 0 ? 'warns' : ''}>{figure(value)}</strong>
            <small>{say('fund.projectsUnit')}</small>
          </Go>
        </li>
      ))}
    </ul>
  )
}
