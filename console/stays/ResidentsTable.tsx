// Residents as rows: bed, care, since when, what the month costs, whether she is out, what she owes.
import { Tag } from 'antd'
import { careNeeds, type StayRow, stayEndings, stayStandings } from '../../domain/stays/stay.ts'
import { CardTable } from '../CardTable.tsx'
import { dayText } from '../figures.ts'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { money } from '../money.ts'
import { paths } from '../paths.ts'

const standingColours = { livingIn: 'success', outForNow: 'warning', leftHome: 'default' } as const

export function ResidentsTable({ rows, withHome = false }: { rows: StayRow[]; withHome?: boolean }) {
  const say = useWords()
  return (
    <CardTable<StayRow>
      rowKey="id"
      dataSource={rows}
      pagination={false}
      brief={row => <Brief row={row} withHome={withHome} />}
      columns={[
        {
          key: 'name',
          title: say('stays.resident'),
          render: (_, row) => <Who row={row} />,
        },
        ...(withHome
          ? [
              {
                key: 'home',
                title: say('stays.home'),
                render: (_: unknown, row: StayRow) => (
                  <Go to={paths.stayHome({ countyCode: row.countyCode, id: row.facilityId })}>
                    {row.facilityName}
                  </Go>
                ),
              },
            ]
          : []),
        { key: 'bed', title: say('stays.bed'), render: (_, row) => row.bedName ?? say('stays.noBed') },
        { key: 'care', title: say('stays.care'), render: (_, row) => careNeeds.words[row.careNeed] },
        { key: 'since', title: say('stays.since'), render: (_, row) => dayText(row.admittedOn) },
        {
          key: 'standing',
          title: say('stays.standing'),
          render: (_, row) => <Standing row={row} />,
        },
        {
          key: 'fee',
          title: say('stays.feeMonth'),
          align: 'right',
          render: (_, row) => (row.feeFen === null ? '—' : money(row.feeFen)),
        },
        { key: 'contract', title: say('stays.contractTo'), render: (_, row) => row.contractTo ?? '—' },
        {
          key: 'owed',
          title: say('stays.owedYuan'),
          align: 'right',
          render: (_, row) => <Owed fen={row.owedFen} />,
        },
      ]}
    />
  )
}

function Who({ row }: { row: StayRow }) {
  const say = useWords()
  return (
    <>
      <Go to={paths.stay(row)} className="strong">
        {row.residentName}
      </Go>{' '}
      {row.elderAge !== null && <span className="soft">{say('elder.age', { age: row.elderAge })}</span>}{' '}
      {row.isTekun && <Tag color="processing">{say('stays.tekun')}</Tag>}
    </>
  )
}

/** A resident on a phone: who and whether she is there, her bed, her contract, what she owes. */
function Brief({ row, withHome }: { row: StayRow; withHome: boolean }) {
  const say = useWords()
  return (
    <>
      <Who row={row} /> <Standing row={row} />
      <div>
        {[withHome && row.facilityName, row.bedName ?? say('stays.noBed'), careNeeds.words[row.careNeed]]
          .filter(Boolean)
          .join(' · ')}
      </div>
      <div className="soft small">
        {[
          `${say('stays.since')} ${dayText(row.admittedOn)}`,
          row.feeFen !== null && `${say('stays.feeMonth')} ${money(row.feeFen)}`,
          row.contractTo && `${say('stays.contractTo')} ${row.contractTo}`,
        ]
          .filter(Boolean)
          .join(' · ')}
      </div>
      {row.owedFen !== 0 && (
        <div>
          {say('stays.owedYuan')} <Owed fen={row.owedFen} />
        </div>
      )}
    </>
  )
}

function Standing({ row }: { row: StayRow }) {
  const say = useWords()
  return (
    <>
      <Tag color={standingColours[row.standing]}>{stayStandings.words[row.standing]}</Tag>
      {row.ending !== null && (
        <span className="soft small">
          {stayEndings.words[row.ending]} {row.leftOn}
        </span>
      )}
      {row.outSince !== null && (
        <span className="soft small">{say('stays.outSince', { day: dayText(row.outSince) })}</span>
      )}
    </>
  )
}

export function Owed({ fen }: { fen: number }) {
  const say = useWords()
  if (fen > 0) return <span className="warn-text">{money(fen)}</span>
  return <>{fen < 0 ? say('stays.paidAhead', { yuan: money(-fen) }) : '—'}</>
}
