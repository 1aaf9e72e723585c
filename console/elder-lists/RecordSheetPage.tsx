// 一人一档 on paper: one elder's record as a clean A4 document, masked as the screen is.
import { Button, Space } from 'antd'
import type { ReactNode } from 'react'
import { aidCaseLevels, aidCaseStages } from '../../domain/aid-cases/aid-case.ts'
import {
  birthCalendars,
  type Elder,
  elderGroups,
  numberKinds,
  recordedGroups,
  sexes,
  spokenLanguages,
} from '../../domain/elders/elder.ts'
import { ethnicityWord } from '../../domain/elders/ethnicities.ts'
import { answerLevels } from '../../domain/visits/answers.ts'
import { visitMethods, visitResults } from '../../domain/visits/visit.ts'
import { useGo, useKey } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { instantText } from '../figures.ts'
import { Page } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { useMay } from '../session.tsx'
import { Answered } from '../states.tsx'
import { PrintedBy } from './PrintListPage.tsx'
import { Lines } from './SheetLines.tsx'
import { AbilityLines, BenefitLines, WishLines } from './SheetMore.tsx'
import './sheets.css'

export function RecordSheetPage() {
  const say = useWords()
  const go = useGo()
  const key = useKey()
  const elder = useAnswer('elder.get', key)
  return (
    <Page
      title={say('print.sheetTitle')}
      actions={
        <Space>
          <Button onClick={() => go(paths.elder(key))}>{say('print.back')}</Button>
          <Button type="primary" disabled={!elder.data} onClick={() => window.print()}>
            {say('print.now')}
          </Button>
        </Space>
      }
    >
      <Answered query={elder}>{value => <Sheet elder={value} />}</Answered>
    </Page>
  )
}

function Sheet({ elder }: { elder: Elder }) {
  const say = useWords()
  const may = useMay()
  return (
    <article className="sheet document">
      <Section title={say('print.basics')}>
        <Basics elder={elder} />
      </Section>
      <Section title={say('print.groups')}>
        <Groups elder={elder} />
      </Section>
      <Section title={say('print.family')}>
        <Family elder={elder} />
      </Section>
      {may('visit:read') && (
        <Section title={say('print.visits')}>
          <VisitLines elder={elder} />
        </Section>
      )}
      {may('aidCase:read') && (
        <Section title={say('print.cases')}>
          <CaseLines elder={elder} />
        </Section>
      )}
      {may('assessment:read') && (
        <Section title={say('print.abilities')}>
          <AbilityLines elder={elder} />
        </Section>
      )}
      {may('benefit:read') && (
        <Section title={say('print.benefits')}>
          <BenefitLines elder={elder} />
        </Section>
      )}
      <Section title={say('print.wishes')}>
        <WishLines elder={elder} />
      </Section>
      <p className="signatures">{say('print.signatures')}</p>
      <PrintedBy />
    </article>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  )
}

function Basics({ elder }: { elder: Elder }) {
  const say = useWords()
  const cells: [string, string][] = [
    [say('elder.name'), elder.name],
    [say('elder.sex'), sexes.words[elder.sex]],
    [
      say('elder.bornOn'),
      elder.bornOn ? `${elder.bornOn}（${birthCalendars.words[elder.birthCalendar]}）` : '—',
    ],
    [say('elder.ethnicity'), ethnicityWord(elder.ethnicity)],
    [say('elder.number'), `${elder.numberMask ?? '—'}（${numberKinds.words[elder.numberKind]}）`],
    [say('elder.phone'), elder.phoneMask ?? '—'],
    [say('elder.village'), `${elder.townshipName} ${elder.villageName}`],
    [say('elder.address'), [elder.hamlet, elder.address].filter(Boolean).join(' ') || '—'],
    [say('elder.spokenLanguage'), spokenLanguages.words[elder.spokenLanguage]],
    [say('elder.willing'), say(elder.willingToBeVisited ? 'elder.willingYes' : 'elder.willingNo')],
    [say('elder.visitor'), elder.visitorName ?? '—'],
    [say('elder.registeredOn'), elder.registeredOn],
  ]
  return (
    <dl className="sheet-facts">
      {cells.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Groups({ elder }: { elder: Elder }) {
  const say = useWords()
  const recorded = elder.memberships.map(
    one =>
      `${recordedGroups.words[one.group]}：${one.validFrom} — ${one.validTo ?? say('elder.untilNow')}　${one.evidence}`,
  )
  const byAge = elder.groups.includes('veryOld')
    ? [`${elderGroups.words.veryOld}：${say('groups.byAge')}`]
    : []
  return <Lines lines={[...byAge, ...recorded]} />
}

function Family({ elder }: { elder: Elder }) {
  const say = useWords()
  const household = elder.household.map(
    person => `${person.name}${person.age === null ? '' : ` ${say('elder.age', { age: person.age })}`}`,
  )
  const contacts = elder.contacts.map(contact =>
    [contact.relation, contact.name, contact.phoneMask ?? say('elder.noPhone'), contact.livesIn]
      .filter(Boolean)
      .join('　'),
  )
  const together = household.length > 0 ? household.join('、') : say('elder.householdAlone')
  return <Lines lines={[together, ...contacts]} />
}

function VisitLines({ elder }: { elder: Elder }) {
  const visits = useAnswer('visit.list', { countyCode: elder.countyCode, elderId: elder.id, limit: 12 })
  return (
    <Answered query={visits}>
      {({ rows }) => (
        <Lines
          lines={rows.map(visit =>
            [
              `${visit.visitedOn}　${visitMethods.words[visit.method]}　${visitResults.words[visit.result]}`,
              visit.result === 'met' && answerLevels.words[visit.worst],
              visit.visitorName,
              visit.note,
            ]
              .filter(Boolean)
              .join('　'),
          )}
        />
      )}
    </Answered>
  )
}

function CaseLines({ elder }: { elder: Elder }) {
  const input = { regionCode: elder.regionCode, elderId: elder.id, limit: 20 }
  const open = useAnswer('aidCase.list', input)
  const ended = useAnswer('aidCase.list', { ...input, ended: true })
  return (
    <Answered query={open}>
      {({ rows }) => (
        <Lines
          lines={[...rows, ...(ended.data?.rows ?? [])].map(
            row =>
              `${instantText(row.openedAt)}　${aidCaseLevels.words[row.level]}　${aidCaseStages.words[row.stage]}　${row.trouble}`,
          )}
        />
      )}
    </Answered>
  )
}
