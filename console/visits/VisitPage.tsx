// One visit: who called on whom and how, what was found and asked beside it, and what came with it.

import { type Visit, visitMethods, visitResults } from '../../domain/visits/visit.ts'
import { useKey } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { VisitSaid } from '../elders/Visits.tsx'
import { instantText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { Answered } from '../states.tsx'
import { Attachments } from './Attachments.tsx'

export function VisitPage() {
  const visit = useAnswer('visit.get', useKey())
  return <Answered query={visit}>{value => <Story visit={value} />}</Answered>
}

function Story({ visit }: { visit: Visit }) {
  const say = useWords()
  const { countyCode, elderId, elderName, visitedOn } = visit
  const coming = visit.attachmentsAnnounced - visit.attachments.length
  return (
    <Page
      title={say('visit.title', { name: elderName, on: visitedOn })}
      above={<RegionBar code={visit.regionCode} to={region => paths.elders({ region })} />}
    >
      <Panel className="visit-parts">
        <Head visit={visit} />
        <VisitSaid visit={visit} />
        <p>
          <Go to={paths.elder({ countyCode, id: elderId })}>{elderName}</Go>
        </p>
      </Panel>
      <Panel title={say('visit.attached')}>
        <Attachments visit={visit} />
        {visit.attachments.length === 0 && <p className="soft">{say('visit.noAttached')}</p>}
        {coming > 0 && <p className="soft">{say('visit.announced', { count: coming })}</p>}
      </Panel>
    </Page>
  )
}

/** Within one day the day is said once. */
function fromTo(from: string, to: string): string {
  const [day, time] = to.split(' ')
  return day && time && from.startsWith(`${day} `) ? `${from} — ${time}` : `${from} — ${to}`
}

function Head({ visit }: { visit: Visit }) {
  const say = useWords()
  const facts: [string, string][] = [
    [say('visit.when'), fromTo(instantText(visit.startedAt), instantText(visit.endedAt))],
    [say('visit.how'), `${visitMethods.words[visit.method]} · ${visitResults.words[visit.result]}`],
    [say('visit.by'), visit.visitorName],
    [say('visit.place'), say(visit.hasPlace ? 'visit.placed' : 'visit.unplaced')],
    [say('visit.rate'), say(visit.countsForRate ? 'visit.counted' : 'visits.notCounted')],
  ]
  return (
    <dl className="facts">
      {facts.map(([title, text]) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  )
}
