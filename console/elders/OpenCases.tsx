// The cases of one elder that are still open, and opening a new one.
import { Button } from 'antd'
import { useState } from 'react'
import { aidCaseStages } from '../../domain/aid-cases/aid-case.ts'
import type { Elder } from '../../domain/elders/elder.ts'
import { CaseClock, LevelTag } from '../aid-cases/CaseMarks.tsx'
import { OpenCaseDialog } from '../aid-cases/OpenCaseDialog.tsx'
import { useAnswer } from '../asking.ts'
import { Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { useMay } from '../session.tsx'
import { Answered } from '../states.tsx'

export function OpenCases({ elder }: { elder: Elder }) {
  const say = useWords()
  const may = useMay()
  const [opening, setOpening] = useState(false)
  const cases = useAnswer('aidCase.list', { regionCode: elder.regionCode, elderId: elder.id, limit: 20 })
  const mayOpen = may('aidCase:work') && elder.endedOn === null
  return (
    <Panel
      title={say('elder.openCases')}
      extra={mayOpen && <Button onClick={() => setOpening(true)}>{say('openCase.open')}</Button>}
    >
      <Answered query={cases}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="soft">{say('elder.noOpenCases')}</p>
          ) : (
            <ul className="rows">
              {rows.map(row => (
                <li key={row.id}>
                  <LevelTag level={row.level} />{' '}
                  <Go to={paths.aidCase(row)} className="strong">
                    {row.trouble}
                  </Go>
                  <div>
                    {aidCaseStages.words[row.stage]} · <CaseClock row={row} />
                  </div>
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
      {opening && <OpenCaseDialog elder={elder} onClose={() => setOpening(false)} />}
    </Panel>
  )
}
