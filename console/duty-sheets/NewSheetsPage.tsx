// Who goes on a visitor's sheets: ticked are those not met this month, in the order of their houses.
import { Button, Checkbox, Select, Space, Tag } from 'antd'
import { useState } from 'react'
import { linesASheet, type SheetChoice } from '../../domain/duty-sheets/sheet.ts'
import { newId } from '../../ui/client.ts'
import { useFilters, useGo } from '../address.ts'
import { useAct, useAnswer } from '../asking.ts'
import { dayText, figure } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useSession } from '../session.tsx'
import { Answered, Nothing, useNotice } from '../states.tsx'
import './duty-sheets.css'

export function NewSheetsPage() {
  const say = useWords()
  const { post } = useSession()
  const [filters, change] = useFilters()
  const region = filters.region ?? post.regionCode
  const visitors = useAnswer('dutySheet.visitors', { regionCode: region })
  return (
    <Page
      title={say('sheets.newTitle')}
      above={<RegionBar code={region} to={code => paths.newDutySheets({ region: code })} />}
    >
      <Answered query={visitors}>
        {rows =>
          rows.length === 0 ? (
            <Nothing>{say('sheets.noVisitors')}</Nothing>
          ) : (
            <>
              <Select
                size="large"
                className="sheet-visitor"
                aria-label={say('sheets.chooseVisitor')}
                placeholder={say('sheets.chooseVisitor')}
                showSearch={{ optionFilterProp: 'label' }}
                value={rows.some(one => one.id === filters.visitor) ? (filters.visitor ?? null) : null}
                options={rows.map(one => ({
                  value: one.id,
                  label: `${one.name} · ${figure(one.elders)} ${say('unit.people')}`,
                }))}
                onChange={(chosen: string | null) => change({ visitor: chosen ?? undefined })}
              />
              {filters.visitor && (
                <Choices key={filters.visitor} region={region} accountId={filters.visitor} />
              )}
            </>
          )
        }
      </Answered>
    </Page>
  )
}

function Choices({ region, accountId }: { region: string; accountId: string }) {
  const say = useWords()
  const choices = useAnswer('dutySheet.choices', { regionCode: region, accountId })
  return (
    <Answered query={choices}>
      {({ rows }) =>
        rows.length === 0 ? (
          <Nothing>{say('sheets.noElders')}</Nothing>
        ) : (
          <Choosing rows={rows} accountId={accountId} />
        )
      }
    </Answered>
  )
}

const isWanted = (row: SheetChoice) => !row.metThisMonth && row.onSheet === null

function Choosing({ rows, accountId }: { rows: readonly SheetChoice[]; accountId: string }) {
  const say = useWords()
  const go = useGo()
  const notice = useNotice()
  const print = useAct('dutySheet.print', ['dutySheet.list', 'dutySheet.choices'])
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set(rows.filter(isWanted).map(row => row.id)),
  )
  const picked = rows.filter(row => chosen.has(row.id))
  const countyCode = rows[0]?.countyCode ?? ''
  const pages = Math.ceil(picked.length / linesASheet)
  const make = () => {
    const sheets = Array.from({ length: pages }, (_, page) => ({
      id: newId(),
      elderIds: picked.slice(page * linesASheet, (page + 1) * linesASheet).map(row => row.id),
    }))
    print.mutate(
      { countyCode, accountId, sheets },
      {
        onSuccess: made => {
          notice.done(say('sheets.made', { count: made.sheets.length }))
          go(
            paths.printDutySheets(
              countyCode,
              made.sheets.map(sheet => sheet.id),
            ),
          )
        },
        onError: notice.refused,
      },
    )
  }
  return (
    <Panel
      title={say('sheets.chosen', { people: picked.length, sheets: pages, each: linesASheet })}
      extra={
        <Button type="primary" disabled={pages === 0} loading={print.isPending} onClick={make}>
          {say('sheets.makeAndPrint')}
        </Button>
      }
    >
      <Space wrap className="sheet-picks">
        <Button onClick={() => setChosen(new Set(rows.filter(isWanted).map(row => row.id)))}>
          {say('sheets.chooseUnmet')}
        </Button>
        <Button onClick={() => setChosen(new Set(rows.map(row => row.id)))}>{say('sheets.chooseAll')}</Button>
        <Button onClick={() => setChosen(new Set())}>{say('sheets.chooseNone')}</Button>
      </Space>
      <ul className="rows">
        {rows.map(row => (
          <li key={row.id}>
            <Checkbox
              checked={chosen.has(row.id)}
              onChange={({ target }) => {
                const next = new Set(chosen)
                if (target.checked) next.add(row.id)
                else next.delete(row.id)
                setChosen(next)
              }}
            >
              <span className="strong">{row.name}</span>
              {row.age !== null && ` · ${say('elder.age', { age: row.age })}`} · {row.villageName}{' '}
              {row.hamlet} {row.address}
            </Checkbox>
            <div className="small soft">
              {row.lastMetOn === null
                ? say('sheets.neverMet')
                : say('sheets.metOn', { day: dayText(row.lastMetOn) })}{' '}
              {row.metThisMonth && <Tag color="success">{say('sheets.metThisMonth')}</Tag>}
              {row.onSheet && <Tag color="warning">{say('sheets.onSheet', { code: row.onSheet })}</Tag>}
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
