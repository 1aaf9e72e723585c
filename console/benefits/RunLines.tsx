// Everybody on a month's list, with the sum, the reason and the account.
import { Select, Switch } from 'antd'
import type { BenefitRun, PaymentLine } from '../../domain/benefits/records.ts'
import { benefitKinds } from '../../domain/benefits/rule.ts'
import { useFilters } from '../address.ts'
import { usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { Panel } from '../frame/Page.tsx'
import { Labelled } from '../Labelled.tsx'
import { useWords } from '../language.tsx'
import { yuanText } from '../money.ts'
import { Paged } from '../Paged.tsx'
import { Who } from './BenefitMarks.tsx'

export function RunLines({ run }: { run: BenefitRun }) {
  const say = useWords()
  const [filters, change] = useFilters()
  const kind = benefitKinds.keys.find(key => key === filters.kind)
  const withoutAccount = filters.account === 'none'
  const list = usePages('benefitRun.lines', {
    ...{ countyCode: run.countyCode, id: run.id, withoutAccount },
    ...(kind && { kind }),
  })
  return (
    <Panel title={say('run.lines')}>
      <search className="filters no-print benefit-gap">
        <Select
          size="large"
          className="filter-group"
          allowClear
          aria-label={say('run.benefit')}
          placeholder={say('run.anyBenefit')}
          value={kind ?? null}
          options={benefitKinds.keys.map(key => ({ value: key as string, label: benefitKinds.words[key] }))}
          onChange={(chosen: string | null | undefined) => change({ kind: chosen ?? undefined })}
        />
        <Labelled word={say('run.onlyWithoutAccount')} after>
          {id => (
            <Switch
              id={id}
              checked={withoutAccount}
              onChange={on => change({ account: on ? 'none' : undefined })}
            />
          )}
        </Labelled>
      </search>
      <Paged list={list} nothing={say('run.noLines')}>
        {rows => <LineTable rows={rows} />}
      </Paged>
    </Panel>
  )
}

function LineTable({ rows }: { rows: PaymentLine[] }) {
  const say = useWords()
  return (
    <CardTable<PaymentLine>
      rowKey={row => `${row.elderId}.${row.benefitId}`}
      dataSource={rows}
      pagination={false}
      columns={[
        { key: 'elder', title: say('run.elder'), width: 150, render: (_, row) => <Who who={row} /> },
        {
          key: 'amount',
          title: say('run.amount'),
          width: 170,
          render: (_, row) => (
            <>
              <b>{say('benefits.yuan', { amount: yuanText(row.amountFen) })}</b>
              <div className="soft small">{benefitKinds.words[row.kind]}</div>
            </>
          ),
        },
        { key: 'why', title: say('run.why'), render: (_, row) => row.sentence },
        {
          key: 'account',
          title: say('run.account'),
          width: 190,
          render: (_, row) =>
            row.accountMask === null ? (
              <span className="warn-text">{say('run.noAccount')}</span>
            ) : (
              <>
                {row.bankName}
                <div className="soft small">{row.accountMask}</div>
              </>
            ),
        },
      ]}
    />
  )
}
