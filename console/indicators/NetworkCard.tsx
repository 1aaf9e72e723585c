// 四级网络 on the board: the four rungs of the area with the target of a county centre each; every number opens its list.
import { networkRungs, siteKinds } from '../../domain/facilities/facility.ts'
import { useAnswer } from '../asking.ts'
import { FigureLinks } from '../FigureLinks.tsx'
import { Target } from '../facilities/RungTable.tsx'
import { figure } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { useMay } from '../session.tsx'
import { Answered } from '../states.tsx'
import '../facilities/facilities.css'

export default function NetworkCard({ region }: { region: string }) {
  const say = useWords()
  const may = useMay()
  const reads = may('facility:read')
  const answer = useAnswer('facility.network', { regionCode: region }, { enabled: reads })
  if (!reads) return null
  return (
    <Panel
      title={say('rungs.title')}
      note={say('rungs.what')}
      extra={<Go to={paths.network({ region, view: 'table' })}>{say('rungs.open')}</Go>}
    >
      <Answered query={answer}>
        {network => (
          <>
            <FigureLinks
              figures={[...networkRungs, 'canteen' as const].map(kind => ({
                word: siteKinds.words[kind],
                value: figure(network.lines.reduce((sum, line) => sum + countIn(line, kind), 0)),
                ...{ unit: say('budget.sitesUnit'), to: paths.network({ region, kind }) },
              }))}
            />
            <Target network={network} />
          </>
        )}
      </Answered>
    </Panel>
  )
}

function countIn(line: object, kind: string): number {
  const found: unknown = Object.entries(line).find(([key]) => key === kind)?.[1]
  return typeof found === 'number' ? found : 0
}
