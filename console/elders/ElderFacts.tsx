// Facts, household, contacts and absences of one elder.
import { Descriptions } from 'antd'
import {
  absenceKinds,
  birthCalendars,
  type Elder,
  numberKinds,
  readLanguages,
  spokenLanguages,
} from '../../domain/elders/elder.ts'
import { figure, instantText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'

export function ElderFacts({ elder }: { elder: Elder }) {
  const say = useWords()
  const rows: [string, string][] = [
    [say('elder.number'), `${elder.numberMask ?? '—'}（${numberKinds.words[elder.numberKind]}）`],
    [
      say('elder.bornOn'),
      elder.bornOn ? `${elder.bornOn}（${birthCalendars.words[elder.birthCalendar]}）` : '—',
    ],
    [say('elder.phone'), elder.phoneMask ?? '—'],
    [say('elder.address'), [elder.hamlet, elder.address].filter(Boolean).join(' ') || '—'],
    [say('elder.spokenLanguage'), spokenLanguages.words[elder.spokenLanguage]],
    [
      say('elder.readLanguage'),
      elder.readLanguage ? readLanguages.words[elder.readLanguage] : say('elder.notAsked'),
    ],
    [
      say('elder.senses'),
      [elder.hardOfHearing && say('elder.hardOfHearing'), elder.weakSight && say('elder.weakSight')]
        .filter(Boolean)
        .join('；') || say('elder.sensesFine'),
    ],
    [say('elder.willing'), elder.willingToBeVisited ? say('elder.willingYes') : say('elder.willingNo')],
    [say('elder.visitor'), elder.visitorName ?? say('unvisited.noVisitor')],
    [say('elder.registeredOn'), elder.registeredOn],
    [say('elder.note'), elder.note ?? '—'],
    [say('elder.updatedAt'), instantText(elder.updatedAt)],
  ]
  return (
    <>
      <Panel title={say('elder.facts')}>
        <Descriptions
          column={1}
          size="small"
          items={rows.map(([label, children]) => ({ key: label, label, children }))}
        />
      </Panel>
      <KinAndAbsences elder={elder} />
    </>
  )
}

function KinAndAbsences({ elder }: { elder: Elder }) {
  const say = useWords()
  return (
    <Panel title={say('elder.household', { count: figure(elder.household.length) })}>
      {elder.household.length === 0 ? (
        <p className="soft">{say('elder.householdAlone')}</p>
      ) : (
        <ul>
          {elder.household.map(person => (
            <li key={person.id}>
              <Go to={paths.elder({ countyCode: elder.countyCode, id: person.id })}>{person.name}</Go>
              {person.age !== null && ` · ${say('elder.age', { age: person.age })}`}
            </li>
          ))}
        </ul>
      )}
      <h3>{say('elder.contacts')}</h3>
      {elder.contacts.length === 0 ? (
        <p className="soft">{say('elder.noContacts')}</p>
      ) : (
        <ul>
          {elder.contacts.map(contact => (
            <li key={contact.id}>
              {contact.relation} {contact.name} {contact.phoneMask ?? say('elder.noPhone')}
              {contact.livesIn && ` · ${contact.livesIn}`}
            </li>
          ))}
        </ul>
      )}
      {elder.absences.length > 0 && (
        <>
          <h3>{say('elder.absences')}</h3>
          <ul>
            {elder.absences.map(absence => (
              <li key={`${absence.kind}${absence.validFrom}`}>
                {absenceKinds.words[absence.kind]} {absence.validFrom} —{' '}
                {absence.validTo ?? say('elder.untilNow')}
                {absence.reason && ` · ${absence.reason}`}
              </li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  )
}
