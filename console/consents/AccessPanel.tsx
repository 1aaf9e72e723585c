// Who looked at or changed the record, day by day; printed for the elder on a sheet of its own.
import { PrinterOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import type { Output } from '../../domain/api.ts'
import type { Elder } from '../../domain/elders/elder.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { useFilters, useGo } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { Panel } from '../frame/Page.tsx'
import { Labelled } from '../Labelled.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { useMay } from '../session.tsx'
import { Answered } from '../states.tsx'

const halfYearMs = 183 * 86_400_000

/** The last half year when nobody said otherwise. */
export function usePeriod(): { from: string; to: string } {
  const [filters] = useFilters()
  const today = dayOf(new Date())
  return { from: filters.from ?? dayOf(new Date(Date.now() - halfYearMs)), to: filters.to ?? today }
}

export function AccessPanel({ elder }: { elder: Elder }) {
  const say = useWords()
  const may = useMay()
  const go = useGo()
  const period = usePeriod()
  const [, change] = useFilters()
  if (!may('elder:account'))
    return (
      <Panel title={say('access.title')}>
        <p className="soft">{say('access.noRight')}</p>
      </Panel>
    )
  return (
    <Panel
      title={say('access.title')}
      note={say('access.what')}
      extra={
        <Button icon={<PrinterOutlined />} onClick={() => go(paths.accessSheet(elder, period))}>
          {say('access.print')}
        </Button>
      }
    >
      <div className="filters no-print">
        {(['from', 'to'] as const).map(field => (
          <Labelled key={field} word={say(`access.${field}`)}>
            {id => (
              <Input
                id={id}
                type="date"
                className="day"
                value={period[field]}
                onChange={event => change({ [field]: event.target.value || undefined })}
              />
            )}
          </Labelled>
        ))}
      </div>
      <AccessLines elder={elder} />
    </Panel>
  )
}

export function AccessLines({ elder }: { elder: Elder }) {
  const say = useWords()
  const period = usePeriod()
  const looked = useAnswer('elderAccess.list', {
    countyCode: elder.countyCode,
    elderId: elder.id,
    ...period,
  })
  return (
    <Answered query={looked}>
      {lines => (lines.length === 0 ? <p className="soft">{say('access.none')}</p> : <Lines lines={lines} />)}
    </Answered>
  )
}

function Lines({ lines }: { lines: Output<'elderAccess.list'> }) {
  const say = useWords()
  return (
    <>
      <ul className="access">
        {lines.map(line => (
          <li key={`${line.day}${line.who}${line.did}${line.office}${line.reasons}`}>
            <span className="nowrap">{line.day}</span>{' '}
            {line.office === ''
              ? say('access.lineNoOffice', { who: line.who, did: line.did })
              : say('access.line', { who: line.who, office: line.office, did: line.did })}{' '}
            <span className="soft">
              {line.times > 1 && say('access.times', { times: line.times })}
              {line.reasons.length > 0 && ` ${say('access.because', { reasons: line.reasons.join('；') })}`}
            </span>
          </li>
        ))}
      </ul>
      <p className="soft small">{say('access.batches')}</p>
    </>
  )
}
