// 老年人能力评估报告: a clean sheet of A4 with room for signatures, on screen as it will lie on paper.
import { Alert, Button } from 'antd'
import { Fragment } from 'react'
import { abilityAdjustments, abilityLevels, levelNumber } from '../../domain/assessments/ability.ts'
import { abilityReasons, abilityStandards } from '../../domain/assessments/ability-form.ts'
import {
  abilityBlocks,
  blockMaximum,
  blockSum,
  fullScore,
  itemsOfBlock,
} from '../../domain/assessments/ability-items.ts'
import type { Ability, Opinion } from '../../domain/assessments/assessment.ts'
import { sexes } from '../../domain/elders/elder.ts'
import { useKey } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { useWords } from '../language.tsx'
import { Answered } from '../states.tsx'
import { healthLines } from './FormRead.tsx'

export function ReportPage() {
  const key = useKey()
  const say = useWords()
  const ability = useAnswer('ability.get', key)
  return (
    <Answered query={ability}>
      {value =>
        value.result ? (
          <Sheet ability={value} result={value.result} />
        ) : (
          <Alert type="info" showIcon title={say('report.notSettled')} />
        )
      }
    </Answered>
  )
}

function Sheet({ ability, result }: { ability: Ability; result: Opinion }) {
  const say = useWords()
  const health = ability.form ? healthLines(ability.form, say) : []
  return (
    <div className="report-page">
      <div className="no-print report-bar">
        <Button type="primary" size="large" onClick={() => window.print()}>
          {say('report.print')}
        </Button>
      </div>
      <article className="report">
        <h1>{say('report.title')}</h1>
        <Head ability={ability} />
        <ScoreTable result={result} />
        <Outcome ability={ability} result={result} />
        <section>
          <h2>{say('report.health')}</h2>
          {health.length === 0 ? (
            <p>{say('report.sealed')}</p>
          ) : (
            <p className="report-health">
              {health.map(([word, value]) => (
                <span key={word}>
                  {word}：{value}；
                </span>
              ))}
            </p>
          )}
        </section>
        <Signatures ability={ability} />
      </article>
    </div>
  )
}

function Head({ ability }: { ability: Ability }) {
  const say = useWords()
  const cells: [string, string][] = [
    [say('report.elder'), ability.elderName],
    [say('report.sex'), sexes.words[ability.elderSex]],
    [say('report.bornOn'), ability.elderBornOn ?? ''],
    [say('report.place'), `${ability.townshipName}${ability.villageName}`],
    [say('report.number'), ability.number],
    [say('abilityForm.assessedOn'), ability.assessedOn],
    [say('report.reason'), abilityReasons.words[ability.reason]],
    [say('report.standard'), abilityStandards.words[ability.standard]],
  ]
  return (
    <dl className="report-head">
      {cells.map(([word, value]) => (
        <div key={word}>
          <dt>{word}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function ScoreTable({ result: { scores, total } }: { result: Opinion }) {
  const say = useWords()
  return (
    <>
      <div className="report-blocks">
        {abilityBlocks.keys.map(block => (
          <table key={block} className="report-table">
            <thead>
              <tr>
                <th>{abilityBlocks.words[block]}</th>
                <th>{say('report.full')}</th>
                <th>{say('report.points')}</th>
              </tr>
            </thead>
            <tbody>
              {itemsOfBlock(block).map(({ code, name, maximum }) => (
                <tr key={code}>
                  <td>{name}</td>
                  <td>{maximum}</td>
                  <td>{scores[code]}</td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th>{say('report.blockSum')}</th>
                <td>{blockMaximum(block)}</td>
                <td>{blockSum(scores, block)}</td>
              </tr>
            </tfoot>
          </table>
        ))}
      </div>
      <p className="report-total">
        {say('ability.total')}：{total} / {fullScore}
      </p>
    </>
  )
}

function Outcome({ ability, result }: { ability: Ability; result: Opinion }) {
  const say = useWords()
  const adjusted = ability.adjustments.map(one => abilityAdjustments.words[one]).join('；')
  const said = (level: Opinion['finalLevel']) => `${levelNumber(level)} 级　${abilityLevels.words[level]}`
  const lines: [string, string][] = [
    [say('report.initialLevel'), said(result.initialLevel)],
    [say('report.adjustments'), adjusted || say('report.none')],
    [say('report.finalLevel'), said(result.finalLevel)],
  ]
  return (
    <dl className="report-outcome">
      {lines.map(([word, value], place) => (
        <Fragment key={word}>
          <dt>{word}</dt>
          <dd className={place === 2 ? 'strong' : ''}>{value}</dd>
        </Fragment>
      ))}
    </dl>
  )
}

function Signatures({ ability }: { ability: Ability }) {
  const say = useWords()
  const lines = [
    `${say('report.sign1')}（${ability.firstName}）`,
    `${say('report.sign2')}（${ability.secondName ?? ''}）`,
    say('report.signElder'),
    say('report.stamp'),
  ]
  return (
    <footer>
      <div className="report-signs">
        {lines.map(line => (
          <div key={line}>
            <p>{line}：</p>
            <p className="report-line" />
            <p className="report-day">{say('report.signDay')}</p>
          </div>
        ))}
      </div>
      <p className="report-foot">
        {ability.validUntil && say('report.valid', { day: ability.validUntil })}{' '}
        {say('report.version', { version: ability.rulesVersion })}
      </p>
    </footer>
  )
}
