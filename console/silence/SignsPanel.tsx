// 最后的生活迹象: when an elder was last known to be alive and about, by what, and from when somebody would ask.
import { Alert } from 'antd'
import type { Elder } from '../../domain/elders/elder.ts'
import type { ElderSigns } from '../../domain/silence/silence.ts'
import { lifeSignKinds } from '../../domain/silence/silence.ts'
import { useAnswer } from '../asking.ts'
import { instantText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { Answered } from '../states.tsx'

export function SignsPanel({ elder }: { elder: Elder }) {
  const say = useWords()
  const signs = useAnswer('silence.ofElder', { countyCode: elder.countyCode, elderId: elder.id })
  return (
    <Panel title={say('signs.title')}>
      <Answered query={signs}>{value => <Signs signs={value} countyCode={elder.countyCode} />}</Answered>
    </Panel>
  )
}

function Signs({ signs, countyCode }: { signs: ElderSigns; countyCode: string }) {
  const say = useWords()
  const { lastAt, lastKind, alert } = signs
  return (
    <>
      {alert && (
        <Alert
          type="warning"
          showIcon
          title={say('signs.alert', { days: alert.days })}
          action={
            alert.caseId && (
              <Go to={paths.aidCase({ countyCode, id: alert.caseId })}>{say('homeDevice.toCase')}</Go>
            )
          }
        />
      )}
      {lastAt === null || lastKind === null ? (
        <p className="soft">{say('signs.none')}</p>
      ) : (
        <p>
          <b>{instantText(lastAt)}</b> {lifeSignKinds.words[lastKind]}
        </p>
      )}
      <p className="soft small">{watched(signs, say)}</p>
    </>
  )
}

function watched({ absentSince, days }: ElderSigns, say: ReturnType<typeof useWords>): string {
  if (absentSince !== null) return say('signs.absent', { day: absentSince })
  return days === null ? say('signs.notWatched') : say('signs.watched', { days })
}
