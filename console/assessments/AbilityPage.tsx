// One assessment as a story: what came out, where the two assessors differ, what is to be done now, who did what.
import { Alert, Space, Timeline } from 'antd'
import { differencesOf } from '../../domain/assessments/ability.ts'
import { abilityReasons } from '../../domain/assessments/ability-form.ts'
import { abilityBlocks, abilityItems, itemsOfBlock } from '../../domain/assessments/ability-items.ts'
import { anchorsZh } from '../../domain/assessments/anchors.ts'
import type { Ability, AbilityAct } from '../../domain/assessments/assessment.ts'
import { abilityActKinds, abilityStages, toldWays } from '../../domain/assessments/stages.ts'
import { useKey } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { instantText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { RecordNeedButton } from '../service-orders/RecordNeed.tsx'
import { Answered } from '../states.tsx'
import { AbilityMoves } from './AbilityMoves.tsx'
import { FormRead } from './FormRead.tsx'
import { LevelMark, ResultCard } from './ResultCard.tsx'

export function AbilityPage() {
  const key = useKey()
  const ability = useAnswer('ability.get', key)
  return <Answered query={ability}>{value => <Story ability={value} />}</Answered>
}

function Story({ ability }: { ability: Ability }) {
  const say = useWords()
  const { elderName, villageName, result, first, second, stage } = ability
  const elder = paths.elder({ countyCode: ability.countyCode, id: ability.elderId }, { part: 'assessments' })
  return (
    <Page
      title={
        <>
          {elderName}
          <span className="soft title-note">
            {' '}
            {villageName} · {say('abilityPage.title', { number: ability.number })}
          </span>
        </>
      }
      tabTitle={say('abilityPage.title', { number: ability.number })}
      above={<RegionBar code={ability.regionCode} to={region => paths.assessments({ region })} />}
      actions={
        <Space wrap>
          <Go to={elder}>{say('abilityPage.toElder', { name: elderName })}</Go>
          {result && (
            <RecordNeedButton
              countyCode={ability.countyCode}
              elderId={ability.elderId}
              from={{ source: 'fromAssessment', id: ability.id }}
            />
          )}
        </Space>
      }
    >
      <Panel title={say('abilityPage.result')} extra={<b>{abilityStages.words[stage]}</b>}>
        {result ? (
          <ResultCard result={result} adjustments={ability.adjustments} />
        ) : first ? (
          <Undecided ability={ability} />
        ) : (
          <Alert type="info" showIcon title={say('abilityPage.hidden')} />
        )}
        <Facts ability={ability} />
      </Panel>
      <AbilityMoves ability={ability} />
      {first && second && <Comparison ability={ability} />}
      {first && !second && <Scores ability={ability} />}
      {ability.form && <FormRead form={ability.form} />}
      <Panel title={say('abilityPage.story')}>
        <Timeline items={ability.acts.map(act => ({ key: act.id, content: <ActEntry act={act} /> }))} />
      </Panel>
    </Page>
  )
}

/** Not yet a result: what each of the two came to, side by side. */
function Undecided({ ability: { first, second, firstName, secondName } }: { ability: Ability }) {
  const say = useWords()
  return (
    <div className="two-results">
      {first && (
        <div>
          <p className="soft">{say('abilityPage.first', { name: firstName })}</p>
          <LevelMark level={first.finalLevel} />
          <p>{say('ability.points', { total: first.total })}</p>
        </div>
      )}
      {second && (
        <div>
          <p className="soft">{say('abilityPage.second', { name: secondName ?? '' })}</p>
          <LevelMark level={second.finalLevel} />
          <p>{say('ability.points', { total: second.total })}</p>
        </div>
      )}
    </div>
  )
}

function Facts({ ability }: { ability: Ability }) {
  const say = useWords()
  const medical = (is: boolean | null) => (is ? `（${say('abilityPage.medical')}）` : '')
  const facts: [string, string][] = [
    [say('ability.day'), ability.assessedOn],
    [say('abilityForm.reason'), abilityReasons.words[ability.reason]],
    [
      say('ability.assessors'),
      [
        ability.firstName + medical(ability.firstMedical),
        ability.secondName && ability.secondName + medical(ability.secondMedical),
      ]
        .filter(Boolean)
        .join('、'),
    ],
    ...(ability.validUntil ? [[say('report.until'), ability.validUntil] as [string, string]] : []),
  ]
  return (
    <dl className="facts below">
      {facts.map(([word, value]) => (
        <div key={value}>
          <dt>{word}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Comparison({ ability: { first, second, firstName, secondName } }: { ability: Ability }) {
  const say = useWords()
  if (!first || !second) return null
  const differing = new Set(differencesOf(first.scores, second.scores).map(one => one.code))
  return (
    <Panel
      title={say('abilityPage.compare')}
      note={
        differing.size === 0
          ? say('abilityPage.noDifference')
          : say('abilityPage.differences', { count: differing.size })
      }
    >
      <table className="plain-table compare">
        <thead>
          <tr>
            <th>{say('abilityPage.item')}</th>
            <th>{say('abilityPage.first', { name: firstName })}</th>
            <th>{say('abilityPage.second', { name: secondName ?? '' })}</th>
          </tr>
        </thead>
        <tbody>
          {abilityItems.map(({ code, name, maximum, anchors }) => {
            const said = (score: number) =>
              differing.has(code)
                ? `${score} 分：${anchorsZh[anchors][maximum - score] ?? ''}`
                : `${score} / ${maximum}`
            return (
              <tr key={code} className={differing.has(code) ? 'differs' : ''}>
                <th scope="row">
                  {code} {name}
                </th>
                <td>{said(first.scores[code])}</td>
                <td>{said(second.scores[code])}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </Panel>
  )
}

function Scores({ ability: { first } }: { ability: Ability }) {
  const say = useWords()
  if (!first) return null
  return (
    <Panel title={say('abilityPage.scores')}>
      <div className="score-lists">
        {abilityBlocks.keys.map(block => (
          <div key={block}>
            <h3>{abilityBlocks.words[block]}</h3>
            {itemsOfBlock(block).map(({ code, name, maximum }) => (
              <p key={code} className="score-line">
                {name}
                <b>
                  {first.scores[code]} / {maximum}
                </b>
              </p>
            ))}
          </div>
        ))}
      </div>
    </Panel>
  )
}

function ActEntry({ act }: { act: AbilityAct }) {
  const say = useWords()
  const told = act.toldWay && toldWays.words[act.toldWay]
  return (
    <article>
      <b>{abilityActKinds.words[act.kind]}</b>{' '}
      <span className="soft">
        {act.byName} · {instantText(act.doneAt)}
      </span>
      {told && (
        <p>
          {told}
          {act.toldTo && `（${act.toldTo}）`}，{say('abilityPage.accepted')}
          {act.accepted ? say('abilityPage.acceptedYes') : say('abilityPage.acceptedNo')}
        </p>
      )}
      {act.note && <p className="visit-note">{act.note}</p>}
    </article>
  )
}
