// Referrals of a region to other bodies: what waits for a receipt or an answer, the oldest first.
import { Select, Switch } from 'antd'
import { type ReferralRow, referralBodies } from '../../domain/aid-cases/case-work.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { useFilters } from '../address.ts'
import { usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { dayText, figure } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { Labelled } from '../Labelled.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useSession } from '../session.tsx'
import { LevelTag } from './CaseMarks.tsx'
import { ReferralState } from './ReferralPanel.tsx'
import './cases.css'

export function ReferralsPage() {
  const say = useWords()
  const { post } = useSession()
  const [filters, change] = useFilters()
  const region = filters.region ?? post.regionCode
  const body = referralBodies.keys.find(key => key === filters.body)
  const list = usePages('aidCase.referrals', {
    regionCode: region,
    overdue: filters.overdue === 'yes',
    answered: filters.answered === 'yes',
    ...(body && { body }),
  })
  const flip = (name: string) => (on: boolean) => change({ [name]: on ? 'yes' : undefined })
  return (
    <Page
      title={say('referrals.title')}
      above={<RegionBar code={region} to={code => paths.referrals({ ...filters, region: code })} />}
    >
      <search className="filters no-print">
        <Select
          size="large"
          className="filter-group"
          allowClear
          aria-label={say('refer.body')}
          placeholder={say('referrals.anyBody')}
          value={filters.body ?? null}
          options={referralBodies.keys.map(key => ({
            value: key as string,
            label: referralBodies.words[key],
          }))}
          onChange={(value: string | null | undefined) => change({ body: value ?? undefined })}
        />
        {(['overdue', 'answered'] as const).map(name => (
          <Labelled key={name} word={say(`referrals.${name}`)} after>
            {id => <Switch id={id} checked={filters[name] === 'yes'} onChange={flip(name)} />}
          </Labelled>
        ))}
      </search>
      <Panel title={list.total === null ? undefined : say('referrals.total', { count: figure(list.total) })}>
        <Paged list={list} nothing={say('referrals.none')}>
          {rows => <ReferralTable rows={rows} />}
        </Paged>
      </Panel>
    </Page>
  )
}

function ReferralTable({ rows }: { rows: ReferralRow[] }) {
  const say = useWords()
  const today = dayOf(new Date())
  return (
    <CardTable<ReferralRow>
      rowKey="id"
      dataSource={rows}
      pagination={false}
      scroll={{ x: 980 }}
      columns={[
        {
          key: 'matter',
          title: say('refer.body'),
          render: (_, row) => (
            <>
              <b>{referralBodies.words[row.body]}</b> <span className="soft">{row.addressee}</span>
              <div>{row.matter}</div>
            </>
          ),
        },
        {
          key: 'case',
          title: say('cases.trouble'),
          render: (_, row) => (
            <>
              <LevelTag level={row.level} />{' '}
              <Go to={paths.aidCase({ countyCode: row.countyCode, id: row.caseId })}>{row.trouble}</Go>
              <div className="soft small">
                {row.elderName} · {row.villageName}
              </div>
            </>
          ),
        },
        { key: 'sentOn', title: say('refer.sentOn'), width: 140, render: (_, row) => dayText(row.sentOn) },
        {
          key: 'state',
          title: say('referrals.state'),
          width: 240,
          render: (_, row) => <ReferralState referral={row} today={today} />,
        },
        { key: 'sentBy', title: say('referrals.sentBy'), width: 120, dataIndex: 'sentByName' },
      ]}
    />
  )
}
