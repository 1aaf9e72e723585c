// The sheets of paper that are out: found by their code, typed in when they come back.
import { Button, Form, Input, Select, Tag } from 'antd'
import type { Output } from '../../domain/api.ts'
import { type DutySheetRow, sheetStates } from '../../domain/duty-sheets/sheet.ts'
import { call } from '../../ui/client.ts'
import { useFilters, useGo } from '../address.ts'
import { useAnswer, usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { dayText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useSession } from '../session.tsx'
import { useNotice } from '../states.tsx'
import './duty-sheets.css'

export function DutySheetsPage() {
  const say = useWords()
  const go = useGo()
  const { post } = useSession()
  const [filters] = useFilters()
  const region = filters.region ?? post.regionCode
  const state = sheetStates.keys.find(key => key === filters.state)
  const list = usePages('dutySheet.list', {
    regionCode: region,
    ...(state && { state }),
    ...(filters.visitor && { accountId: filters.visitor }),
  })
  const isFiltered = Boolean(state || filters.visitor)
  return (
    <Page
      title={say('sheets.title')}
      above={
        <RegionBar code={region} to={code => paths.dutySheets({ region: code, state: filters.state })} />
      }
      actions={
        <Button type="primary" onClick={() => go(paths.newDutySheets({ region, visitor: filters.visitor }))}>
          {say('sheets.print')}
        </Button>
      }
    >
      <p className="soft">{say('sheets.what')}</p>
      <search className="filters no-print">
        <FindByCode region={region} />
        <Narrowing region={region} />
      </search>
      <Panel>
        <Paged list={list} nothing={say(isFiltered ? 'sheets.noneFiltered' : 'sheets.none')}>
          {rows => <Sheets rows={rows} />}
        </Paged>
      </Panel>
    </Page>
  )
}

/** The quickest way: the code in the corner of the paper, then the typing begins. */
function FindByCode({ region }: { region: string }) {
  const say = useWords()
  const go = useGo()
  const notice = useNotice()
  const find = async ({ code }: { code: string }) => {
    try {
      const { rows } = await call('dutySheet.list', { regionCode: region, code })
      const found = rows[0]
      if (found) go(paths.dutySheet(found))
      else notice.refused(Object.assign(new Error(), { message: say('sheets.noSuchCode') }))
    } catch (error) {
      notice.refused(error)
    }
  }
  return (
    <Form<{ code: string }> layout="inline" onFinish={find} className="find-sheet">
      <Form.Item name="code" rules={[{ required: true, message: '' }]}>
        <Input
          size="large"
          inputMode="numeric"
          aria-label={say('sheets.codeFind')}
          placeholder={say('sheets.codeFind')}
          maxLength={20}
        />
      </Form.Item>
      <Button size="large" htmlType="submit">
        {say('sheets.find')}
      </Button>
    </Form>
  )
}

function Narrowing({ region }: { region: string }) {
  const say = useWords()
  const [filters, change] = useFilters()
  const visitors = useAnswer('dutySheet.visitors', { regionCode: region })
  return (
    <>
      <Select
        size="large"
        className="filter-group"
        aria-label={say('sheets.state')}
        allowClear
        placeholder={say('sheets.stateAll')}
        value={filters.state ?? null}
        options={sheetStates.keys.map(key => ({ value: key as string, label: sheetStates.words[key] }))}
        onChange={(chosen: string | null | undefined) => change({ state: chosen ?? undefined })}
      />
      <Select
        size="large"
        className="filter-group"
        aria-label={say('sheets.visitor')}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={say('sheets.visitorAll')}
        value={filters.visitor ?? null}
        options={(visitors.data ?? []).map(one => ({ value: one.id, label: one.name }))}
        onChange={(chosen: string | null | undefined) => change({ visitor: chosen ?? undefined })}
      />
    </>
  )
}

const stateColours = { awaitsEntry: 'warning', entryDone: 'success', voided: 'default' } as const

function Sheets({ rows }: { rows: readonly DutySheetRow[] }) {
  const say = useWords()
  return (
    <CardTable<Output<'dutySheet.list'>['rows'][number]>
      rowKey="id"
      dataSource={[...rows]}
      pagination={false}
      columns={[
        {
          key: 'code',
          title: say('sheets.code'),
          render: (_, row) => (
            <Go to={paths.dutySheet(row)} className="strong nowrap">
              {row.code}
            </Go>
          ),
        },
        { key: 'visitor', title: say('sheets.visitor'), dataIndex: 'visitorName' },
        { key: 'place', title: say('sheets.place'), dataIndex: 'placeName' },
        { key: 'printed', title: say('sheets.printedOn'), render: (_, row) => dayText(row.printedOn) },
        {
          key: 'lines',
          title: say('sheets.lines'),
          render: (_, row) => say('sheets.linesLeft', { left: row.linesLeft, lines: row.lines }),
        },
        {
          key: 'photos',
          title: say('sheets.photos'),
          render: (_, row) => say('sheets.photoCount', { count: row.photos }),
        },
        {
          key: 'state',
          title: say('sheets.state'),
          render: (_, row) => <Tag color={stateColours[row.state]}>{sheetStates.words[row.state]}</Tag>,
        },
        {
          key: 'open',
          width: 90,
          render: (_, row) => (
            <Go to={paths.dutySheet(row)}>
              {say(row.state === 'awaitsEntry' ? 'sheets.open' : 'sheets.look')}
            </Go>
          ),
        },
      ]}
    />
  )
}
