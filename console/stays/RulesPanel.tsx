// Charter and committee of a station: what binds everybody, who was elected until when, which account may run it.
import { Button, Popconfirm, Space, Tag } from 'antd'
import { useState } from 'react'
import { dayOf } from '../../domain/kernel/day.ts'
import { committeePosts } from '../../domain/stays/station.ts'
import { newId } from '../../ui/client.ts'
import { useAct, useAnswer } from '../asking.ts'
import { FormDialog } from '../FormDialog.tsx'
import { dayText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { useMay } from '../session.tsx'
import { useNotice } from '../states.tsx'
import { ElectionDialog } from './ElectionDialog.tsx'
import type { StationAnswer } from './StationPage.tsx'

const stale = ['station.get', 'station.list'] as const

export function RulesPanel({ value }: { value: StationAnswer }) {
  const may = useMay()
  return (
    <div className="stay-columns">
      <Charter value={value} mayKeep={may('station:keep')} />
      <div>
        <Committee value={value} mayKeep={may('station:keep')} />
        <Keepers value={value} mayManage={may('facility:manage')} />
      </div>
    </div>
  )
}

const of = ({ station }: StationAnswer) => ({
  countyCode: station.countyCode,
  facilityId: station.facilityId,
})

interface CharterFilled {
  words: string
  adoptedOn: string
  present: number
  inFavour: number
}

function Charter({ value, mayKeep }: { value: StationAnswer; mayKeep: boolean }) {
  const say = useWords()
  const [writing, setWriting] = useState(false)
  const charters = [...value.charters].sort((one, other) => other.version - one.version)
  const [now, ...before] = charters
  return (
    <Panel
      title={say('stations.charter')}
      extra={
        <Space wrap>
          <Button onClick={() => window.print()}>{say('stays.print')}</Button>
          {mayKeep && (
            <Button onClick={() => setWriting(true)}>
              {say(now ? 'stations.newCharter' : 'stations.firstCharter')}
            </Button>
          )}
        </Space>
      }
    >
      {now ? (
        <>
          <p className="soft">
            {say('stations.adopted', {
              ...{ version: now.version, day: dayText(now.adoptedOn) },
              ...{ present: now.present, favour: now.inFavour },
            })}
          </p>
          <p className="stay-words below">{now.words}</p>
        </>
      ) : (
        <p className="soft">{say('stations.noCharter')}</p>
      )}
      {before.map(one => (
        <details key={one.id} className="below no-print">
          <summary>
            {say('stations.adopted', {
              ...{ version: one.version, day: dayText(one.adoptedOn) },
              ...{ present: one.present, favour: one.inFavour },
            })}
          </summary>
          <p className="stay-words">{one.words}</p>
        </details>
      ))}
      {writing && <CharterDialog value={value} words={now?.words ?? ''} onClose={() => setWriting(false)} />}
    </Panel>
  )
}

interface CharterDialogProps {
  value: StationAnswer
  words: string
  onClose: () => void
}

function CharterDialog({ value, words, onClose }: CharterDialogProps) {
  const say = useWords()
  const notice = useNotice()
  const [id] = useState(newId)
  const write = useAct('charter.write', stale)
  return (
    <FormDialog<CharterFilled>
      title={say('stations.newCharter')}
      note={say('stations.charterNote')}
      submit={say('form.save')}
      act={write}
      initial={{ words: words, adoptedOn: dayOf(new Date()) }}
      fields={[
        { name: 'words', word: say('stations.charterWords'), as: 'long', most: 8_000 },
        { name: 'adoptedOn', word: say('stations.adoptedOn'), as: 'day' },
        { name: 'present', word: say('stations.present'), as: 'number' },
        { name: 'inFavour', word: say('stations.inFavour'), as: 'number' },
      ]}
      onSubmit={filled =>
        write.mutate(
          { ...of(value), id, ...filled },
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

function Committee({ value, mayKeep }: { value: StationAnswer; mayKeep: boolean }) {
  const say = useWords()
  const notice = useNotice()
  const [electing, setElecting] = useState(false)
  const leave = useAct('committee.leave', stale)
  const terms = [...value.terms].sort((one, other) => (one.fromOn < other.fromOn ? 1 : -1))
  const today = dayOf(new Date())
  const { countyCode } = value.station
  return (
    <Panel
      title={say('stations.committee')}
      extra={mayKeep && <Button onClick={() => setElecting(true)}>{say('stations.elect')}</Button>}
    >
      {terms.length === 0 && <p className="soft">{say('stations.noCommittee')}</p>}
      {terms.map((term, place) => (
        <section key={term.id} className="stay-check">
          <p className={place === 0 ? 'strong' : 'soft'}>
            {say('stations.term', {
              ...{ from: dayText(term.fromOn), to: dayText(term.toOn), voters: term.voters },
            })}{' '}
            {place === 0 && term.toOn < today && <Tag color="error">{say('stations.termOver')}</Tag>}
          </p>
          <ul className="rows">
            {term.members.map(member => (
              <li key={member.id}>
                <Tag>{committeePosts.words[member.post]}</Tag> {member.name}{' '}
                {member.leftOn !== null && (
                  <span className="soft small">
                    {say('stations.leftOn', { day: dayText(member.leftOn) })}
                  </span>
                )}
                {mayKeep && place === 0 && member.leftOn === null && (
                  <Popconfirm
                    title={say('stations.leaveConfirm', { name: member.name })}
                    okText={say('stations.leave')}
                    onConfirm={() =>
                      leave.mutate({ countyCode, id: member.id, on: today }, { onError: notice.refused })
                    }
                  >
                    <Button size="small" type="text" className="no-print">
                      {say('stations.leave')}
                    </Button>
                  </Popconfirm>
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
      {electing && <ElectionDialog of={of(value)} onClose={() => setElecting(false)} />}
    </Panel>
  )
}

/** Which accounts work in this station and no other. */
function Keepers({ value, mayManage }: { value: StationAnswer; mayManage: boolean }) {
  const say = useWords()
  const notice = useNotice()
  const [naming, setNaming] = useState(false)
  const [id] = useState(newId)
  const accounts = useAnswer('station.accounts', of(value), { enabled: naming })
  const create = useAct('stationKeeper.create', stale)
  const end = useAct('stationKeeper.end', stale)
  const today = dayOf(new Date())
  return (
    <Panel
      title={say('stations.keepers')}
      note={say('stations.keepersNote')}
      className="no-print"
      extra={mayManage && <Button onClick={() => setNaming(true)}>{say('stations.name')}</Button>}
    >
      {value.keepers.length === 0 && <p className="soft">{say('stations.noKeepers')}</p>}
      <ul className="rows">
        {value.keepers.map(one => (
          <li key={one.id}>
            {one.name} <span className="soft small">{one.login}</span>{' '}
            {mayManage && (
              <Popconfirm
                title={say('stations.endKeeper')}
                onConfirm={() =>
                  end.mutate(
                    { countyCode: value.station.countyCode, id: one.id, on: today },
                    { onError: notice.refused },
                  )
                }
              >
                <Button size="small" type="text" danger>
                  {say('stations.endKeeper')}
                </Button>
              </Popconfirm>
            )}
          </li>
        ))}
      </ul>
      {naming && (
        <FormDialog<{ accountId: string }>
          title={say('stations.name')}
          note={accounts.data?.rows.length === 0 ? say('stations.noAccounts') : undefined}
          submit={say('form.save')}
          act={create}
          fields={[
            {
              ...{ name: 'accountId', word: say('stations.accountOf'), as: 'choice' },
              words: Object.fromEntries(
                (accounts.data?.rows ?? []).map(one => [one.id, `${one.name}（${one.login}）`]),
              ),
            },
          ]}
          onSubmit={({ accountId }) =>
            create.mutate({ ...of(value), id, accountId, on: today }, { onSuccess: () => setNaming(false) })
          }
          onClose={() => setNaming(false)}
        />
      )}
    </Panel>
  )
}
