// Who of the area may already be the person on the form: shown before a second record is made.
import { Alert, Button, Tag } from 'antd'
import { useDeferredValue } from 'react'
import type { Output, Sent } from '../../../domain/api.ts'
import { pairVerdicts } from '../../../domain/duplicates/pair.ts'
import { sexes } from '../../../domain/elders/elder.ts'
import { useAnswer } from '../../asking.ts'
import { Go } from '../../Go.tsx'
import { useWords } from '../../language.tsx'
import { paths } from '../../paths.ts'
import type { ElderFilled } from '../ElderFields.tsx'

type Similar = Output<'duplicate.similar'>['rows'][number]

/** Enough to look for: a name, and one more thing that tells people of one name apart. */
function question(region: string, filled: Partial<ElderFilled>): Sent<'duplicate.similar'> | null {
  const orNull = (value: string | undefined) => value?.trim() || null
  const name = orNull(filled.name)
  const [citizenNumber, phone] = [orNull(filled.citizenNumber), orNull(filled.phone)]
  const bornOn = orNull(filled.bornOn)
  if (name === null || (bornOn === null && phone === null && (citizenNumber?.length ?? 0) < 15)) return null
  return {
    regionCode: region,
    elder: {
      ...{ name, bornOn, citizenNumber, phone },
      sex: filled.sex ?? 'unknown',
      birthCalendar: filled.birthCalendar ?? 'solar',
      ...(filled.address?.trim() && { address: filled.address.trim() }),
      ...(filled.hamlet?.trim() && { hamlet: filled.hamlet.trim() }),
    },
  }
}

/** Asked while typing pauses; nothing is shown while nobody is alike. */
export function useSimilar(region: string, filled: Partial<ElderFilled>, enabled: boolean) {
  const asked = useDeferredValue(question(region, filled))
  return useAnswer('duplicate.similar', asked ?? { regionCode: region, elder: {} }, {
    enabled: enabled && asked !== null,
  })
}

export function SimilarPeople({ people, onGoOn }: { people: readonly Similar[]; onGoOn: () => void }) {
  const say = useWords()
  if (people.length === 0) return null
  return (
    <Alert
      className="state"
      type="warning"
      showIcon
      title={say('similar.title')}
      description={
        <>
          <p>{say('similar.what')}</p>
          <ul className="rows">
            {people.map(one => (
              <li key={one.elder.id}>
                <b>{one.elder.name}</b> <Tag>{pairVerdicts.words[one.verdict]}</Tag>
                <div className="soft small">
                  {sexes.words[one.elder.sex]}
                  {one.elder.age !== null && ` · ${say('elder.age', { age: one.elder.age })}`} ·{' '}
                  {one.elder.townshipName} {one.elder.villageName}
                  {one.elder.numberMask && ` · …${one.elder.numberMask.slice(-4)}`}
                </div>
                <div className="small">
                  {say('similar.why')}：
                  {one.reasons
                    .filter(reason => reason.weight > 0)
                    .slice(0, 4)
                    .map(reason => reason.says)
                    .join('；')}
                </div>
                <Go to={paths.elder(one.elder)}>{say('similar.open')}</Go>
              </li>
            ))}
          </ul>
          <Button onClick={onGoOn}>{say('similar.goOn')}</Button>
        </>
      }
    />
  )
}
