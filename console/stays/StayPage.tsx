// One resident of a home: who and where, the contract with its paper, days out, fees and receipts.
import { Space, Tag } from 'antd'
import type { ReactNode } from 'react'
import {
  careNeeds,
  contractSigners,
  feeOf,
  leaveReasons,
  type Stay,
  stayEndings,
  stayStandings,
} from '../../domain/stays/stay.ts'
import { useKey } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { dayText, instantText, monthText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { money } from '../money.ts'
import { paths } from '../paths.ts'
import { useMay } from '../session.tsx'
import { Answered } from '../states.tsx'
import { ContractPhotos } from './ContractPhotos.tsx'
import { ReceiptsPanel } from './ReceiptsPanel.tsx'
import { Owed } from './ResidentsTable.tsx'
import { StayActs } from './StayActs.tsx'
import './stays.css'

export function StayPage() {
  const key = useKey()
  const answer = useAnswer('stay.get', key)
  return <Answered query={answer}>{stay => <Shown stay={stay} />}</Answered>
}

function Shown({ stay }: { stay: Stay }) {
  const say = useWords()
  const may = useMay()
  const home = { countyCode: stay.countyCode, id: stay.facilityId }
  return (
    <Page
      title={
        <>
          {stay.residentName} {stay.isTekun && <Tag color="processing">{say('stays.tekun')}</Tag>}
        </>
      }
      tabTitle={stay.residentName}
      above={
        <nav className="region-bar no-print">
          <Go to={paths.stayHome(home)}>{stay.facilityName}</Go>
        </nav>
      }
      actions={may('stay:work') && stay.leftOn === null && <StayActs stay={stay} />}
    >
      <div className="stay-columns">
        <div>
          <Facts stay={stay} />
          <Contracts stay={stay} />
          <Leaves stay={stay} />
        </div>
        <div>
          <Bills stay={stay} />
          <ReceiptsPanel stay={stay} />
        </div>
      </div>
    </Page>
  )
}

function Fact({ word, children }: { word: string; children: ReactNode }) {
  return (
    <>
      <dt>{word}</dt>
      <dd>{children}</dd>
    </>
  )
}

function Facts({ stay }: { stay: Stay }) {
  const say = useWords()
  const may = useMay()
  return (
    <Panel title={say('stays.facts')}>
      <dl className="stay-facts">
        <Fact word={say('stays.standing')}>
          {stayStandings.words[stay.standing]}
          {stay.outSince !== null && ` · ${say('stays.outSince', { day: dayText(stay.outSince) })}`}
          {stay.expectedOn !== null && ` · ${say('stays.expected', { day: dayText(stay.expectedOn) })}`}
        </Fact>
        <Fact word={say('stays.bed')}>{stay.bedName ?? say('stays.noBed')}</Fact>
        <Fact word={say('stays.care')}>{careNeeds.words[stay.careNeed]}</Fact>
        <Fact word={say('stays.since')}>{dayText(stay.admittedOn)}</Fact>
        {stay.leftOn !== null && (
          <Fact word={say('stays.left')}>
            {dayText(stay.leftOn)} {stay.ending !== null && stayEndings.words[stay.ending]} {stay.endingNote}
          </Fact>
        )}
        <Fact word={say('stays.owedYuan')}>
          <Owed fen={stay.owedFen} />
        </Fact>
        {may('elder:read') && (
          <Fact word={say('stays.record')}>
            <Go to={paths.elder({ countyCode: stay.countyCode, id: stay.elderId }, { part: 'stays' })}>
              {say('stays.openElder')}
            </Go>
          </Fact>
        )}
        <Fact word={say('stays.recordedBy')}>
          {stay.recordedByName ?? '—'} {instantText(stay.recordedAt)}
        </Fact>
      </dl>
    </Panel>
  )
}

function Contracts({ stay }: { stay: Stay }) {
  const say = useWords()
  return (
    <Panel title={say('stays.contract')}>
      {[...stay.contracts].reverse().map(one => (
        <div key={one.id} className="stay-check">
          <p className="strong">
            {one.contractNumber} · {say('stays.span', { from: dayText(one.fromOn), to: dayText(one.toOn) })}
          </p>
          <p>
            {say('stays.feeWords', {
              fee: money(feeOf(one)),
              ...{
                elder: money(one.elderFen),
                family: money(one.familyFen),
                state: money(one.governmentFen),
              },
            })}
          </p>
          <p className="soft">
            {say('stays.signedWords', {
              ...{ day: dayText(one.signedOn), how: contractSigners.words[one.signer] },
              ...{ name: one.signerName, home: one.homeSignerName },
            })}
          </p>
          <ContractPhotos stay={stay} contract={one} />
        </div>
      ))}
    </Panel>
  )
}

function Leaves({ stay }: { stay: Stay }) {
  const say = useWords()
  return (
    <Panel title={say('stays.leaves')}>
      {stay.leaves.length === 0 && <p className="soft">{say('stays.noLeaves')}</p>}
      <ul>
        {stay.leaves.map(leave => (
          <li key={leave.id}>
            {dayText(leave.leftOn)} {leaveReasons.words[leave.reason]}
            {leave.withWhom !== null && `（${leave.withWhom}）`}{' '}
            {leave.returnedOn === null ? (
              <Tag color="warning">{say('stays.notBack')}</Tag>
            ) : (
              <span className="soft">{say('stays.backOn', { day: dayText(leave.returnedOn) })}</span>
            )}
            {leave.note !== null && <span className="soft"> {leave.note}</span>}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

type Bill = Stay['bills'][number]

function Bills({ stay }: { stay: Stay }) {
  const say = useWords()
  const charged = [...stay.bills].sort((one, other) => (one.month < other.month ? 1 : -1))
  return (
    <Panel title={say('fees.title')} note={say('fees.billsNote')}>
      {charged.length === 0 ? (
        <p className="soft">{say('fees.notCharged')}</p>
      ) : (
        <CardTable<Bill>
          rowKey="month"
          dataSource={charged}
          pagination={false}
          columns={[
            { key: 'month', title: say('fees.month'), render: (_, bill) => monthText(bill.month) },
            {
              key: 'days',
              title: say('fees.days'),
              align: 'right',
              render: (_, bill) => say('wishes.days', { count: bill.days }),
            },
            {
              key: 'elder',
              title: say('fees.elder'),
              align: 'right',
              render: (_, bill) => money(bill.elderFen),
            },
            {
              key: 'family',
              title: say('fees.family'),
              align: 'right',
              render: (_, bill) => money(bill.familyFen),
            },
            {
              key: 'state',
              title: say('fees.government'),
              align: 'right',
              render: (_, bill) => money(bill.governmentFen),
            },
          ]}
        />
      )}
      <Space className="below" wrap>
        <Go to={paths.stayHome({ countyCode: stay.countyCode, id: stay.facilityId }, { part: 'fees' })}>
          {say('fees.toMonth')}
        </Go>
      </Space>
    </Panel>
  )
}
