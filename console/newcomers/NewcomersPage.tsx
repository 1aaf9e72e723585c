// People visitors met who are not in the ledger: each beside whoever is alike, entered or turned away with a reason.
import { Button, Popconfirm, Space, Tag } from 'antd'
import { useState } from 'react'
import { pairVerdicts } from '../../domain/duplicates/pair.ts'
import { sexes, spokenLanguages } from '../../domain/elders/elder.ts'
import type { Newcomer } from '../../domain/newcomers/newcomer.ts'
import { newId } from '../../ui/client.ts'
import { useFilters, useGo } from '../address.ts'
import { useAct, usePages } from '../asking.ts'
import { instantText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useSession } from '../session.tsx'
import { useNotice } from '../states.tsx'

export function NewcomersPage() {
  const say = useWords()
  const { post } = useSession()
  const [filters] = useFilters()
  const region = filters.region ?? post.regionCode
  const list = usePages('newcomer.list', { regionCode: region })
  return (
    <Page
      title={say('newcomers.title')}
      above={<RegionBar code={region} to={code => paths.newcomers({ region: code })} />}
    >
      <p className="soft">{say('newcomers.what')}</p>
      <Paged list={list} nothing={say('newcomers.none')}>
        {rows => rows.map(row => <Card key={row.id} row={row} />)}
      </Paged>
    </Page>
  )
}

function Card({ row }: { row: Newcomer }) {
  const say = useWords()
  const { person } = row
  const facts = [
    sexes.words[person.sex],
    person.bornOn,
    person.citizenNumber && `${say('elder.number')} ${person.citizenNumber}`,
    person.phone && `${say('elder.phone')} ${person.phone}`,
    [row.villageName, person.hamlet, person.address].filter(Boolean).join(' '),
    spokenLanguages.words[person.spokenLanguage],
  ].filter(Boolean)
  return (
    <Panel
      title={person.name}
      extra={<Acts row={row} />}
      note={say('newcomers.by', { by: row.reportedBy, at: instantText(row.metAt) })}
    >
      <p>{facts.join(' · ')}</p>
      {person.note && <p className="visit-note">{person.note}</p>}
      <h3>{say('newcomers.alike')}</h3>
      {row.similar.length === 0 ? (
        <p className="soft">{say('newcomers.noneAlike')}</p>
      ) : (
        <ul className="rows">
          {row.similar.map(one => (
            <li key={one.elder.id}>
              <Go to={paths.elder(one.elder)} className="strong">
                {one.elder.name}
              </Go>{' '}
              <Tag>{pairVerdicts.words[one.verdict]}</Tag>
              <div className="soft small">
                {one.elder.townshipName} {one.elder.villageName}
                {one.elder.age !== null && ` · ${say('elder.age', { age: one.elder.age })}`}
              </div>
              <div className="small">
                {one.reasons
                  .filter(reason => reason.weight > 0)
                  .slice(0, 4)
                  .map(reason => reason.says)
                  .join('；')}
              </div>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

function Acts({ row }: { row: Newcomer }) {
  const say = useWords()
  const notice = useNotice()
  const go = useGo()
  const [ids] = useState(() => ({ elderId: newId(), householdId: newId() }))
  const [dismissing, setDismissing] = useState(false)
  const enter = useAct('newcomer.enter', ['newcomer.list', 'newcomer.waiting', 'elder.list', 'board.read'])
  const dismiss = useAct('newcomer.dismiss', ['newcomer.list', 'newcomer.waiting'])
  const key = { countyCode: row.countyCode, id: row.id }
  return (
    <Space wrap>
      <Popconfirm
        title={say('newcomers.enterSure', { name: row.person.name })}
        onConfirm={() =>
          enter.mutate(
            { ...key, ...ids },
            {
              onSuccess: () => {
                notice.done(say('newcomers.entered'))
                go(paths.elder({ countyCode: row.countyCode, id: ids.elderId }))
              },
              onError: notice.refused,
            },
          )
        }
      >
        <Button type="primary" loading={enter.isPending}>
          {say('newcomers.enter')}
        </Button>
      </Popconfirm>
      <Button onClick={() => setDismissing(true)}>{say('newcomers.dismiss')}</Button>
      {dismissing && (
        <ReasonDialog
          title={say('newcomers.dismissTitle', { name: row.person.name })}
          note={say('newcomers.dismissNote')}
          submit={say('newcomers.dismiss')}
          busy={dismiss.isPending}
          error={dismiss.error}
          onClose={() => setDismissing(false)}
          onSubmit={({ reason }) =>
            dismiss.mutate(
              { ...key, answer: reason },
              {
                onSuccess: () => {
                  notice.done(say('newcomers.dismissed'))
                  setDismissing(false)
                },
              },
            )
          }
        />
      )}
    </Space>
  )
}
