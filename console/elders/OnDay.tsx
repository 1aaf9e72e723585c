// One elder as the ledger had it on a chosen day, above the record of today.
import { Button, Input, Tag } from 'antd'
import { absenceKinds, type Elder } from '../../domain/elders/elder.ts'
import { frozenStandings } from '../../domain/indicators/frozen.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { useFilters } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { dayText } from '../figures.ts'
import { Labelled } from '../Labelled.tsx'
import { useWords } from '../language.tsx'
import { Answered } from '../states.tsx'
import { Groups } from './ElderTable.tsx'

export function OnDay({ elder }: { elder: Elder }) {
  const say = useWords()
  const [filters, change] = useFilters()
  const day = filters.day
  return (
    <div className={day ? 'as-of' : 'on-day no-print'}>
      <Labelled word={say('asOf.recordDay')}>
        {id => (
          <Input
            id={id}
            type="date"
            className="day"
            max={dayOf(new Date())}
            value={day ?? ''}
            onChange={event => change({ day: event.target.value || undefined })}
          />
        )}
      </Labelled>
      {day && <ThatDay elder={elder} day={day} />}
      {day && <Button onClick={() => change({ day: undefined })}>{say('asOf.recordBack')}</Button>}
    </div>
  )
}

function ThatDay({ elder, day }: { elder: Elder; day: string }) {
  const say = useWords()
  const known = useAnswer('elder.onDay', { countyCode: elder.countyCode, id: elder.id, day })
  return (
    <Answered query={known}>
      {({ standing, groups, absences, livedIn }) => (
        <>
          <strong>
            {dayText(day)}：{standing === null ? say('asOf.notOnRecord') : frozenStandings.words[standing]}
          </strong>
          <Groups groups={groups} />
          {absences.map(absence => (
            <Tag key={`${absence.kind}${absence.validFrom}`}>{absenceKinds.words[absence.kind]}</Tag>
          ))}
          {livedIn && <span>{say('asOf.livedIn', { village: livedIn })}</span>}
        </>
      )}
    </Answered>
  )
}
