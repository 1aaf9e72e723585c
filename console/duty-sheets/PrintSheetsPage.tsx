// The paper itself: four homes a page, boxes to tick, what was not well last time, and the code in the corner.
import { Button, Space } from 'antd'
import type { DutySheet, SheetLine } from '../../domain/duty-sheets/sheet.ts'
import { elderGroups, sexes } from '../../domain/elders/elder.ts'
import { dangerFields, type VisitField, visitFields, visitNeeds } from '../../domain/visits/answers.ts'
import { notReachedReasons } from '../../domain/visits/not-met.ts'
import { visitMethods, visitResults } from '../../domain/visits/visit.ts'
import { useFilters, useGo, useKey } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { dayText } from '../figures.ts'
import { Page } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { Answered } from '../states.tsx'
import './duty-sheets.css'

export function PrintSheetsPage() {
  const say = useWords()
  const go = useGo()
  const { countyCode } = useKey()
  const [filters] = useFilters()
  const ids = (filters.ids ?? '').split(',').filter(Boolean)
  const sheets = useAnswer('dutySheet.get', { countyCode, ids })
  return (
    <Page
      title={say('sheets.newTitle')}
      actions={
        <Space wrap>
          <Button onClick={() => go(paths.dutySheets())}>{say('sheets.back')}</Button>
          <Button type="primary" disabled={!sheets.data} onClick={() => window.print()}>
            {say('sheets.printNow')}
          </Button>
        </Space>
      }
    >
      <p className="soft no-print">{say('sheets.printAdvice')}</p>
      <Answered query={sheets}>
        {answer => (
          <div className="scroll-sideways">
            {answer.sheets.map(sheet => (
              <Paper key={sheet.id} sheet={sheet} />
            ))}
          </div>
        )}
      </Answered>
    </Page>
  )
}

function Paper({ sheet }: { sheet: DutySheet }) {
  const say = useWords()
  return (
    <article className="duty-paper">
      <header>
        <h2>{say('paper.title')}</h2>
        <strong className="paper-code">{say('paper.code', { code: sheet.code })}</strong>
      </header>
      <p>
        {say('paper.head', {
          visitor: sheet.visitorName,
          place: sheet.placeName,
          day: dayText(sheet.printedOn),
        })}
      </p>
      <p className="paper-legend">{say('paper.legend')}</p>
      {sheet.lines.map(line => (
        <PaperLine key={line.line} line={line} />
      ))}
    </article>
  )
}

const mustAsk: readonly VisitField[] = dangerFields
const others = visitFields.keys.filter(field => !mustAsk.includes(field))

function PaperLine({ line }: { line: SheetLine }) {
  const say = useWords()
  const place = [line.villageName, line.hamlet, line.address].filter(word => word !== null && word !== '')
  const worries = [...line.lastWorries.map(field => visitFields.words[field]), ...line.openTroubles]
  return (
    <section className="paper-line">
      <h3>
        <span className="paper-number">{line.line}</span> {line.elderName}　{sexes.words[line.sex]}
        {line.age !== null && `　${say('elder.age', { age: line.age })}`}
        <small>
          {['', ...place, line.groups.map(group => elderGroups.words[group]).join('、')].join('　')}
        </small>
      </h3>
      <p className="paper-last">
        {line.lastVisitOn ? say('paper.last', { day: dayText(line.lastVisitOn) }) : say('paper.never')}
        {worries.length > 0 && `　${say('paper.askAfter', { words: worries.join('、') })}`}
      </p>
      <p>
        <span className="paper-when">{say('paper.when')}</span>
        <Boxes words={[visitMethods.words.home, visitMethods.words.phone, visitMethods.words.video]} />
      </p>
      <p>
        <Boxes words={[visitResults.words.met]} />
        <Boxes words={[visitResults.words.notReached]} />（
        <Boxes words={Object.values(notReachedReasons.words)} />）
        <Boxes words={[visitResults.words.refused]} />
      </p>
      <p>
        <b>{say('paper.must')}</b>　<Boxes words={mustAsk.map(field => visitFields.words[field])} />
      </p>
      <p>
        <b>{say('paper.others')}</b>　<Boxes words={others.map(field => visitFields.words[field])} />
      </p>
      <p>
        <b>{say('paper.needs')}</b>　<Boxes words={Object.values(visitNeeds.words)} />
      </p>
      <p className="paper-lines">
        <span>{say('paper.note')}</span>
        <span className="paper-blank" />
        <span>{say('paper.signature')}</span>
        <span className="paper-blank short" />
      </p>
    </section>
  )
}

function Boxes({ words }: { words: readonly string[] }) {
  return (
    <>
      {words.map(word => (
        <span key={word} className="paper-box">
          <i aria-hidden /> {word}
        </span>
      ))}
    </>
  )
}
