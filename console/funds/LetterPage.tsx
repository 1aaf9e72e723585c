// The forty figures of the reply letter: as printed, as the ledger and the lists give them, and as counted today.
import { Button, Modal, Space, Tag } from 'antd'
import { useState } from 'react'
import type { LetterFigureShown } from '../../domain/funds/letter.ts'
import { letterUnitWords } from '../../domain/funds/letter.ts'
import { sumWords } from '../../domain/funds/words.ts'
import { levelOf } from '../../domain/kernel/area.ts'
import { useAct, useAnswer } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { figure } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { useMay, useSession } from '../session.tsx'
import { Answered, Trouble, useNotice } from '../states.tsx'
import { staleSums } from './SumDialogs.tsx'
import { yearsWords } from './years.ts'
import './funds.css'

export function LetterPage() {
  const say = useWords()
  const may = useMay()
  const { post } = useSession()
  const answer = useAnswer('fund.letter', { regionCode: post.regionCode })
  const [entering, setEntering] = useState(false)
  const isProvince = levelOf(post.regionCode) === 'province'
  return (
    <Page
      title={say('fund.letterTitle')}
      above={
        <p className="no-print">
          <Go to={paths.funds()}>{say('fund.title')}</Go>
        </p>
      }
      actions={
        <Space wrap>
          {isProvince && may('fund:plan') && answer.data?.isEntered === false && (
            <Button type="primary" onClick={() => setEntering(true)}>
              {say('fund.letterEnter')}
            </Button>
          )}
          <Button onClick={() => window.print()}>{say('fund.print')}</Button>
        </Space>
      }
    >
      <p className="soft">{say('fund.letterWhat')}</p>
      <Answered query={answer}>{value => <Figures rows={value.rows} isProvince={isProvince} />}</Answered>
      {entering && <EnterDialog region={post.regionCode} onClose={() => setEntering(false)} />}
    </Page>
  )
}

function EnterDialog({ region, onClose }: { region: string; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const enter = useAct('fund.enterLetter', staleSums)
  return (
    <Modal
      open
      title={say('fund.letterEnter')}
      okText={say('fund.letterEnter')}
      okButtonProps={{ loading: enter.isPending }}
      onOk={() =>
        enter.mutate(
          { regionCode: region },
          {
            onSuccess: ({ entered }) => {
              notice.done(say('fund.letterEntered', { count: entered }))
              onClose()
            },
          },
        )
      }
      onCancel={onClose}
    >
      <p>{say('fund.letterEnterNote')}</p>
      {enter.error && <Trouble error={enter.error} />}
    </Modal>
  )
}

function Figures({ rows, isProvince }: { rows: LetterFigureShown[]; isProvince: boolean }) {
  const say = useWords()
  const agree = rows.filter(({ agrees }) => agrees === true).length
  const differ = rows.filter(({ agrees }) => agrees === false).length
  const open = rows.filter(({ agrees }) => agrees === null).length
  return (
    <>
      <Space wrap className="above">
        <Tag color="success">{say('fund.letterAgree', { count: agree })}</Tag>
        {differ > 0 && <Tag color="error">{say('fund.letterDiffer', { count: differ })}</Tag>}
        {open > 0 && <Tag color="warning">{say('fund.letterNotYet', { count: open })}</Tag>}
      </Space>
      <Panel note={say(isProvince ? 'fund.letterDouble' : 'fund.letterCounty')}>
        <CardTable<LetterFigureShown>
          rowKey={row => row.id}
          dataSource={rows}
          pagination={false}
          onRow={row => ({ id: row.id })}
          columns={[
            {
              key: 'item',
              title: say('fund.letterItem'),
              render: (_, row) => (
                <>
                  <b>{row.item}</b>
                  <div className="soft small">
                    {row.id} · {sectionWords(row.section, say)} · {say('fund.letterYears')}：
                    {row.yearFrom === null && row.yearTo === null
                      ? say('fund.letterYearsNone')
                      : yearsWords(row, say)}
                  </div>
                </>
              ),
            },
            {
              key: 'printed',
              title: say('fund.letterPrinted'),
              render: (_, row) => (
                <>
                  <span className="fund-number">{valueWords(row, row.value)}</span>
                  {row.printed && <div className="soft small">{row.printed}</div>}
                </>
              ),
            },
            {
              key: 'computed',
              title: say('fund.letterComputed'),
              render: (_, row) => <Computed row={row} />,
            },
            {
              key: 'today',
              title: say('fund.letterToday'),
              render: (_, row) =>
                row.today === null ? (
                  <span className="soft">—</span>
                ) : (
                  <>
                    <span className="fund-number">{figure(row.today)}</span>
                    <div className="soft small">{row.todaySays}</div>
                  </>
                ),
            },
          ]}
        />
      </Panel>
    </>
  )
}

function Computed({ row }: { row: LetterFigureShown }) {
  const say = useWords()
  if (row.computed === null) return <span className="soft">—</span>
  return (
    <>
      <span className="fund-number">{valueWords(row, row.computed)}</span>{' '}
      {row.from !== 'letter' && (
        <Tag color={row.agrees ? 'success' : 'error'}>{say(row.agrees ? 'fund.agrees' : 'fund.differs')}</Tag>
      )}
      <div className="soft small">{say(`fund.letterFrom.${row.from}`)}</div>
      {row.follows.length > 0 && (
        <ul className="fund-follows small">
          {row.follows.map(({ says, holds }) => (
            <li key={says} className={holds ? '' : 'warn-text'}>
              {says}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function valueWords({ unit }: LetterFigureShown, value: string | number): string {
  if (typeof value === 'string') return value
  if (unit === 'CNY') return sumWords(value * 100)
  // A year is a name and no number.
  return unit === 'year' && value > 1000 ? `${value} 年` : `${figureOf(value)} ${letterUnitWords[unit]}`
}

const figureOf = (value: number) => (Number.isInteger(value) ? figure(value) : String(value))

function sectionWords(section: string, say: ReturnType<typeof useWords>): string {
  if (section === 'head') return say('fund.letterHead')
  return section === 'sign-off' ? say('fund.letterSignOff') : say('fund.letterSection', { section })
}
