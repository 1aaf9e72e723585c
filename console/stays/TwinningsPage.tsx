// Twinnings of stations with homes in the city: which run, which are over their day, what was given last.
import { Button, Space, Tag } from 'antd'
import { useState } from 'react'
import { addDays, dayOf } from '../../domain/kernel/day.ts'
import { type Twinning, twinGifts, twinStates } from '../../domain/stays/twinning.ts'
import { newId } from '../../ui/client.ts'
import { useFilters } from '../address.ts'
import { useAct, usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { Choose } from '../Choose.tsx'
import { FormDialog } from '../FormDialog.tsx'
import { dayText, figure } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { saveAnswer } from '../save.ts'
import { useMay, useSession } from '../session.tsx'
import { useNotice } from '../states.tsx'
import './stays.css'

export const twinColours = { twinRunning: 'success', twinOverdue: 'warning', twinEnded: 'default' } as const

export function TwinningsPage() {
  const say = useWords()
  const may = useMay()
  const notice = useNotice()
  const { post } = useSession()
  const [filters] = useFilters()
  const [writing, setWriting] = useState(false)
  const region = filters.region ?? post.regionCode
  const state = twinStates.keys.find(key => key === filters.state)
  const list = usePages('twinning.list', { regionCode: region, ...(state && { state }) })
  return (
    <Page
      title={say('twins.title')}
      above={<RegionBar code={region} to={code => paths.twinnings({ ...filters, region: code })} />}
      actions={
        <Space wrap>
          <Button
            onClick={() => void saveAnswer('twinning.export', { regionCode: region }).catch(notice.refused)}
          >
            {say('stays.export')}
          </Button>
          {may('facility:manage') && region.slice(4, 6) !== '00' && (
            <Button type="primary" onClick={() => setWriting(true)}>
              {say('twins.register')}
            </Button>
          )}
        </Space>
      }
    >
      <p className="soft">{say('twins.what')}</p>
      <p>
        <Go to={paths.stations({ region })}>{say('stations.back')}</Go>
      </p>
      <search className="filters no-print">
        <Choose name="state" all={say('wishes.stateAll')} words={twinStates.words} />
      </search>
      <Panel>
        <Paged list={list} nothing={say(state ? 'stays.noneFiltered' : 'twins.none')}>
          {rows => <Rows rows={rows} />}
        </Paged>
      </Panel>
      {writing && <RegisterDialog region={region} onClose={() => setWriting(false)} />}
    </Page>
  )
}

function Rows({ rows }: { rows: Twinning[] }) {
  const say = useWords()
  return (
    <CardTable<Twinning>
      rowKey="id"
      dataSource={rows}
      pagination={false}
      columns={[
        {
          key: 'station',
          title: say('stations.station'),
          render: (_, row) => (
            <Go to={paths.twinning(row)} className="strong">
              {row.facilityName}
            </Go>
          ),
        },
        {
          key: 'partner',
          title: say('twins.partner'),
          render: (_, row) => (
            <>
              {row.partnerName} <span className="soft small">{row.partnerPlace}</span>
            </>
          ),
        },
        {
          key: 'gifts',
          title: say('twins.gifts'),
          render: (_, row) => row.gifts.map(gift => twinGifts.words[gift]).join('、'),
        },
        { key: 'until', title: say('twins.until'), render: (_, row) => dayText(row.untilOn) },
        {
          key: 'deeds',
          title: say('twins.deeds'),
          render: (_, row) =>
            row.lastDeedOn === null
              ? say('twins.noDeeds')
              : say('twins.deedsLast', { count: figure(row.deeds), day: dayText(row.lastDeedOn) }),
        },
        {
          key: 'state',
          title: say('stays.standing'),
          render: (_, row) => <Tag color={twinColours[row.state]}>{twinStates.words[row.state]}</Tag>,
        },
      ]}
    />
  )
}

interface Filled {
  facilityId: string
  partnerName: string
  partnerPlace: string
  agreedOn: string
  untilOn: string
  gifts: Twinning['gifts']
  words: string
}

function RegisterDialog({ region, onClose }: { region: string; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const [id] = useState(newId)
  const stations = usePages('station.list', { regionCode: region, limit: 200 })
  const register = useAct('twinning.register', ['twinning.list'])
  const today = dayOf(new Date())
  return (
    <FormDialog<Filled>
      title={say('twins.register')}
      submit={say('form.save')}
      act={register}
      initial={{ agreedOn: today, untilOn: addDays(today, 730), gifts: [] }}
      fields={[
        {
          ...{ name: 'facilityId', word: say('stations.station'), as: 'choice' },
          words: Object.fromEntries(stations.rows.map(row => [row.facilityId, row.name])),
        },
        { name: 'partnerName', word: say('twins.partner'), as: 'text', most: 100 },
        { name: 'partnerPlace', word: say('twins.partnerPlace'), as: 'text', most: 100 },
        { name: 'agreedOn', word: say('twins.agreedOn'), as: 'day' },
        { name: 'untilOn', word: say('twins.until'), as: 'day' },
        { name: 'gifts', word: say('twins.gifts'), as: 'choices', words: twinGifts.words },
        { name: 'words', word: say('twins.words'), as: 'long', most: 1_000 },
      ]}
      onSubmit={filled =>
        register.mutate(
          { countyCode: region.slice(0, 6), id, ...filled },
          {
            onSuccess: () => {
              notice.done(say('stays.done'))
              onClose()
            },
          },
        )
      }
      onClose={onClose}
    />
  )
}
