// What waits in a region, one list a duty: second scores, reviews, elders to be told, clocks, results that run out.
import { Badge, Tabs } from 'antd'
import { abilityLevels } from '../../domain/assessments/ability.ts'
import { type AssessmentDuty, assessmentDuties, type DutyRow } from '../../domain/assessments/assessment.ts'
import { dayOf, daysBetween } from '../../domain/kernel/day.ts'
import { useFilters } from '../address.ts'
import { useAnswer, usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { figure } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { type Say, useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useSession } from '../session.tsx'

export function DutiesPage() {
  const say = useWords()
  const { post } = useSession()
  const [filters, change] = useFilters()
  const region = filters.region ?? post.regionCode
  const counts = useAnswer('assessment.counts', { regionCode: region })
  const waiting = assessmentDuties.keys.find(duty => (counts.data?.[duty] ?? 0) > 0)
  const duty = assessmentDuties.keys.find(key => key === filters.duty) ?? waiting ?? 'secondDuty'
  return (
    <Page
      title={say('duties.title')}
      above={<RegionBar code={region} to={code => paths.assessments({ ...filters, region: code })} />}
      actions={<Go to={paths.assessors({ region })}>{say('duties.assessors')}</Go>}
    >
      <Panel>
        <Tabs
          activeKey={duty}
          onChange={chosen => change({ duty: chosen })}
          items={assessmentDuties.keys.map(key => ({
            key,
            label: (
              <>
                {assessmentDuties.words[key]}{' '}
                <Badge
                  count={figure(counts.data?.[key])}
                  showZero
                  color={urgent.includes(key) && counts.data?.[key] ? 'var(--danger)' : 'var(--ink-soft)'}
                />
              </>
            ),
          }))}
        />
        <DutyList region={region} duty={duty} />
      </Panel>
    </Page>
  )
}

function DutyList({ region, duty }: { region: string; duty: AssessmentDuty }) {
  const say = useWords()
  const list = usePages('assessment.duties', { regionCode: region, duty })
  return (
    <Paged list={list} nothing={say('duties.none')}>
      {rows => <DutyTable rows={rows} duty={duty} say={say} />}
    </Paged>
  )
}

/** A clock has run out here, or runs by law. */
const urgent: readonly AssessmentDuty[] = ['changeDuty', 'expiredDuty']
/** Nothing is decided yet, or nothing runs out. */
const withoutLevel: readonly AssessmentDuty[] = [
  'secondDuty',
  'reviewDuty',
  'changeDuty',
  'neverDuty',
  'againDuty',
]
const withoutDay: readonly AssessmentDuty[] = ['secondDuty', 'reviewDuty', 'againDuty', 'neverDuty']

const sinceWord = {
  changeDuty: 'duties.reported',
  neverDuty: 'duties.recorded',
} as const

function DutyTable({ rows, duty, say }: { rows: DutyRow[]; duty: AssessmentDuty; say: Say }) {
  return (
    <CardTable<DutyRow>
      rowKey={row => `${row.countyCode}.${row.id}`}
      dataSource={rows}
      pagination={false}
      columns={[
        {
          key: 'elder',
          title: say('duties.elder'),
          render: (_, row) => (
            <>
              <Go to={placeOf(row, duty)} className="strong">
                {row.elderName}
              </Go>
              {row.elderAge !== null && ` · ${say('elder.age', { age: row.elderAge })}`}
              <div className="soft small">
                {row.townshipName} {row.villageName}
              </div>
              {row.note && <div>{row.note}</div>}
            </>
          ),
        },
        {
          key: 'level',
          title: say('duties.level'),
          hidden: withoutLevel.includes(duty),
          render: (_, row) => (row.level ? abilityLevels.words[row.level] : '—'),
        },
        {
          key: 'since',
          title: say('duties.since'),
          render: (_, row) =>
            say(sinceWord[duty as keyof typeof sinceWord] ?? 'duties.assessed', { day: row.since ?? '' }),
        },
        {
          key: 'dueOn',
          title: say(duty === 'changeDuty' ? 'duties.dueOn' : 'duties.validUntil'),
          hidden: withoutDay.includes(duty),
          render: (_, row) => <Due row={row} say={say} />,
        },
      ]}
    />
  )
}

function Due({ row, say }: { row: DutyRow; say: Say }) {
  if (row.dueOn === null) return '—'
  const days = daysBetween(dayOf(new Date()), row.dueOn)
  return days < 0 ? (
    <span className="warn-text strong">{say('duties.overdue', { day: row.dueOn, days: -days })}</span>
  ) : (
    say('duties.left', { day: row.dueOn, days })
  )
}

/** Straight to where it can be done: the assessment, or the elder's record. */
function placeOf(row: DutyRow, duty: AssessmentDuty): string {
  const { countyCode, subjectId, elderId } = row
  const isAboutOne = ['secondDuty', 'reviewDuty', 'tellDuty'].includes(duty)
  return isAboutOne && subjectId
    ? paths.ability({ countyCode, id: subjectId })
    : paths.elder({ countyCode, id: elderId }, { part: 'assessments' })
}
