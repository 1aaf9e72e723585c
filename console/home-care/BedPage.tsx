// One bed of care at home: its contract, the home around it, the visits, the record of each month, its end.
import { Alert, Button, Space, Tag } from 'antd'
import { useState } from 'react'
import { abilityLevels } from '../../domain/assessments/ability.ts'
import { toldWays } from '../../domain/assessments/stages.ts'
import { type HomeDeviceKind, homeDeviceKinds } from '../../domain/devices/device.ts'
import { type AbsenceKind, absenceKinds } from '../../domain/elders/elder.ts'
import { type Bed, bedEndings, bedStandings } from '../../domain/home-care/home-bed.ts'
import { type ProjectStage, projectStages } from '../../domain/home-care/project.ts'
import { useGo, useKey } from '../address.ts'
import { useAct, useAnswer } from '../asking.ts'
import { dayText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { yuanText } from '../money.ts'
import { paths } from '../paths.ts'
import { useMay } from '../session.tsx'
import { Answered, useNotice } from '../states.tsx'
import { ActivateDialog, EndDialog, RenewDialog, staleAfterBed, VisitDialog } from './BedActs.tsx'
import { MonthsPanel, VisitsPanel } from './BedVisits.tsx'
import { standingColours } from './colours.ts'
import { MonthLight } from './MonthLight.tsx'
import './home-care.css'

export function BedPage() {
  const bed = useAnswer('homeBed.get', useKey())
  return <Answered query={bed}>{value => <BedRecord bed={value} />}</Answered>
}

function BedRecord({ bed }: { bed: Bed }) {
  const say = useWords()
  const go = useGo()
  const title = say('bed.pageTitle', { name: bed.elderName })
  return (
    <Page
      title={
        <>
          {title} <Tag color={standingColours[bed.standing]}>{bedStandings.words[bed.standing]}</Tag>
        </>
      }
      tabTitle={title}
      actions={
        <Button onClick={() => go(paths.elder({ countyCode: bed.countyCode, id: bed.elderId }))}>
          {say('adapt.openElder')}
        </Button>
      }
    >
      <Standing bed={bed} />
      <Acts bed={bed} />
      <Panel title={say('bed.contract')}>
        <Facts bed={bed} />
      </Panel>
      {bed.openedOn !== null && <VisitsPanel bed={bed} />}
      {bed.openedOn !== null && <MonthsPanel bed={bed} />}
    </Page>
  )
}

/** Where the bed does not simply go on, the reason and what to do stand first. */
function Standing({ bed }: { bed: Bed }) {
  const say = useWords()
  switch (bed.standing) {
    case 'bedPaused':
      return (
        <Alert
          type="warning"
          title={say('bed.awayNote', {
            day: dayText(bed.awaySince ?? ''),
            where: bed.awayKind === null ? '' : absenceKinds.words[bed.awayKind as AbsenceKind],
          })}
        />
      )
    case 'bedToEnd':
      return <Alert type="error" title={say('bed.leftNote', { day: dayText(bed.elderEndedOn ?? '') })} />
    case 'bedOverdue':
      return <Alert type="error" title={say('bed.overdueNote', { day: dayText(bed.toOn) })} />
    case 'bedOver':
      return (
        <Alert
          type="info"
          title={say('bed.endedNote', {
            day: dayText(bed.endedOn ?? ''),
            ending: [bed.ending && bedEndings.words[bed.ending], bed.endingNote].filter(Boolean).join('；'),
          })}
        />
      )
    default:
      return null
  }
}

type Dialog = 'activate' | 'visit' | 'renew' | 'end'

function Acts({ bed }: { bed: Bed }) {
  const say = useWords()
  const may = useMay()
  const notice = useNotice()
  const [open, setOpen] = useState<Dialog | null>(null)
  const take = useAct('homeBed.takeOrders', staleAfterBed)
  const works = may('homeCare:work')
  const close = () => setOpen(null)
  if (bed.standing === 'bedOver' || !(works || may('homeCare:accept'))) return null
  const takeOrders = () =>
    take.mutate(
      { countyCode: bed.countyCode, id: bed.id },
      { onSuccess: answer => notice.done(say('bed.takeOrdersDone', answer)), onError: notice.refused },
    )
  return (
    <Space wrap className="no-print">
      {bed.standing === 'bedWaits' && (
        <Button size="large" type="primary" onClick={() => setOpen('activate')}>
          {say('bed.activate')}
        </Button>
      )}
      {works && (bed.standing === 'bedServed' || bed.standing === 'bedPaused') && (
        <Button size="large" type="primary" onClick={() => setOpen('visit')}>
          {say('bed.addVisit')}
        </Button>
      )}
      {works && bed.ordersToTake > 0 && (
        <Button size="large" loading={take.isPending} onClick={takeOrders}>
          {say('bed.takeOrders', { count: bed.ordersToTake })}
        </Button>
      )}
      {works && bed.standing !== 'bedToEnd' && bed.standing !== 'bedWaits' && (
        <Button size="large" onClick={() => setOpen('renew')}>
          {say('bed.renew')}
        </Button>
      )}
      {works && (
        <Button size="large" danger onClick={() => setOpen('end')}>
          {say('bed.end')}
        </Button>
      )}
      {open === 'activate' && <ActivateDialog bed={bed} onClose={close} />}
      {open === 'visit' && <VisitDialog bed={bed} onClose={close} />}
      {open === 'renew' && <RenewDialog bed={bed} onClose={close} />}
      {open === 'end' && <EndDialog bed={bed} onClose={close} />}
    </Space>
  )
}

function Facts({ bed }: { bed: Bed }) {
  const say = useWords()
  const facts: [string, React.ReactNode][] = [
    [say('bed.provider'), bed.providerName],
    [say('bed.contractNumber'), bed.contractNumber],
    [say('bed.term'), say('bed.days', { from: dayText(bed.fromOn), to: dayText(bed.toOn) })],
    [say('bed.signedWay'), `${toldWays.words[bed.signedWay]}（${bed.signedName}）`],
    [say('bed.monthlyVisits'), say('bed.times', { count: bed.monthlyVisits })],
    [say('bed.fee'), yuanText(bed.feeFen)],
    [say('bed.subsidy'), yuanText(bed.subsidyFen)],
    [
      say('bed.assessment'),
      <Go key="assessment" to={paths.ability({ countyCode: bed.countyCode, id: bed.assessmentId })}>
        {say('bed.assessmentValue', { level: abilityLevels.words[bed.level], day: dayText(bed.assessedOn) })}
      </Go>,
    ],
    [say('bed.works'), <Works key="works" bed={bed} />],
    [say('bed.devices'), <Devices key="devices" bed={bed} />],
    [say('bed.opened'), bed.openedOn === null ? say('bed.notOpened') : dayText(bed.openedOn)],
    [say('bed.month'), <MonthLight key="month" bed={bed} />],
    [say('bed.inPeriod'), say('bed.times', { count: bed.periodVisits })],
  ]
  return (
    <>
      <dl className="facts">
        {facts.map(([word, value]) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {bed.terms.length > 1 && (
        <details className="definition">
          <summary>{say('bed.terms')}</summary>
          <ul className="rows">
            {bed.terms.map(term => (
              <li key={term.id}>
                {say('bed.termLine', {
                  ...{ from: dayText(term.fromOn), to: dayText(term.toOn), provider: term.providerName },
                  ...{ visits: term.monthlyVisits, number: term.contractNumber },
                })}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

function Works({ bed }: { bed: Bed }) {
  const say = useWords()
  if (bed.adaptationProjectId !== null)
    return (
      <Go to={paths.adaptation({ countyCode: bed.countyCode, id: bed.adaptationProjectId })}>
        {projectStages.words[bed.adaptationStage as ProjectStage]}
      </Go>
    )
  return <>{bed.noWorksWhy === null ? say('bed.worksNone') : say('bed.noWorks', { why: bed.noWorksWhy })}</>
}

function Devices({ bed }: { bed: Bed }) {
  const say = useWords()
  if (bed.devices.length === 0)
    return (
      <>
        {bed.noDeviceWhy === null ? say('bed.devicesNone') : say('bed.noDevices', { why: bed.noDeviceWhy })}
      </>
    )
  return (
    <>
      {bed.devices.map((device, place) => (
        <span key={device.id}>
          {place > 0 && '、'}
          <Go to={paths.homeDevice({ countyCode: bed.countyCode, id: device.id })}>
            {homeDeviceKinds.words[device.kind as HomeDeviceKind]}（{device.place}）
          </Go>
        </span>
      ))}
    </>
  )
}
