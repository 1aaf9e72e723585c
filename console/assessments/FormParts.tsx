// Parts A.1–A.5 of the form at the desk: person and informant, diseases and medicines, health problems.
import { Button, Checkbox, Input } from 'antd'
import type { ReactNode } from 'react'
import {
  abilityReasons,
  careRisks,
  dentures,
  educations,
  incomeSources,
  isMalnourished,
  jointMobilities,
  livingSituations,
  marriages,
  medicalPayments,
  pains,
  pressureInjuries,
  specialNursings,
  swallowingSigns,
  toothLosses,
  wounds,
} from '../../domain/assessments/ability-form.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import type { DraftParts } from './draft.ts'
import { Counted, ManyOf, OneOf, Written } from './Fields.tsx'

export function PersonParts({ draft, change, changeForm }: DraftParts) {
  const say = useWords()
  const { form } = draft
  return (
    <>
      <Panel>
        <div className="assess-fields">
          <Written
            label={say('abilityForm.assessedOn')}
            type="date"
            most={10}
            value={draft.assessedOn}
            onChange={assessedOn => change({ assessedOn: assessedOn || dayOf(new Date()) })}
          />
          <OneOf
            label={say('abilityForm.reason')}
            of={abilityReasons}
            clearable={false}
            value={draft.reason}
            onChange={reason => reason && change({ reason })}
          />
        </div>
      </Panel>
      <Panel title={say('abilityForm.informant')}>
        <div className="assess-fields">
          <Written
            label={say('abilityForm.informantName')}
            most={40}
            value={form.informantName}
            onChange={informantName => changeForm({ informantName })}
          />
          <Written
            label={say('abilityForm.informantRelation')}
            most={20}
            value={form.informantRelation}
            onChange={informantRelation => changeForm({ informantRelation })}
          />
          <Written
            label={say('abilityForm.informantPhone')}
            most={40}
            value={form.informantPhone}
            onChange={informantPhone => changeForm({ informantPhone })}
          />
        </div>
      </Panel>
      <PersonFacts draft={draft} changeForm={changeForm} />
    </>
  )
}

function PersonFacts({ draft: { form }, changeForm }: Pick<DraftParts, 'draft' | 'changeForm'>) {
  const say = useWords()
  return (
    <Panel title={say('abilityForm.person')}>
      <div className="assess-fields">
        <Counted
          label={say('abilityForm.height')}
          least={80}
          most={230}
          value={form.heightCm}
          onChange={heightCm => changeForm({ heightCm })}
        />
        <Counted
          label={say('abilityForm.weight')}
          least={20}
          most={200}
          value={form.weightKg}
          onChange={weightKg => changeForm({ weightKg })}
        />
        <OneOf
          label={say('abilityForm.education')}
          of={educations}
          value={form.education}
          onChange={education => changeForm({ education })}
        />
        <OneOf
          label={say('abilityForm.marriage')}
          of={marriages}
          value={form.marriage}
          onChange={marriage => changeForm({ marriage })}
        />
        <OneOf
          label={say('abilityForm.living')}
          help={say('abilityForm.livingHelp')}
          of={livingSituations}
          value={form.living}
          onChange={living => changeForm({ living })}
        />
        <Written
          label={say('abilityForm.religion')}
          most={30}
          value={form.religion}
          onChange={religion => changeForm({ religion })}
        />
      </div>
      {isMalnourished(form) && <p className="warn-text">{say('abilityForm.thin')}</p>}
      <ManyOf
        label={say('abilityForm.payments')}
        of={medicalPayments}
        value={form.medicalPayments}
        onChange={payments => changeForm({ medicalPayments: payments })}
      />
      <ManyOf
        label={say('abilityForm.incomes')}
        of={incomeSources}
        value={form.incomeSources}
        onChange={sources => changeForm({ incomeSources: sources })}
      />
    </Panel>
  )
}

export function HealthParts({ draft, changeForm }: DraftParts) {
  const say = useWords()
  const { form } = draft
  return (
    <>
      <Panel title={say('abilityForm.diseases')}>
        <Lines
          rows={form.diseases}
          add={say('abilityForm.addDisease')}
          onAdd={() => changeForm({ diseases: [...form.diseases, { code: '', name: '' }] })}
          onRemove={place => changeForm({ diseases: form.diseases.filter((_, at) => at !== place) })}
        >
          {(row, place) => {
            const set = (part: Partial<typeof row>) =>
              changeForm({
                diseases: form.diseases.map((one, at) => (at === place ? { ...one, ...part } : one)),
              })
            return (
              <>
                <Cell
                  word={say('abilityForm.diseaseName')}
                  value={row.name}
                  most={60}
                  onChange={name => set({ name })}
                />
                <Cell
                  word={say('abilityForm.diseaseCode')}
                  value={row.code}
                  most={10}
                  onChange={code => set({ code })}
                />
              </>
            )
          }}
        </Lines>
      </Panel>
      <Medicines draft={draft} changeForm={changeForm} />
      <HealthProblems draft={draft} changeForm={changeForm} />
    </>
  )
}

function Medicines({ draft: { form }, changeForm }: Pick<DraftParts, 'draft' | 'changeForm'>) {
  const say = useWords()
  const columns = [
    ['name', 'abilityForm.medicineName', 60],
    ['way', 'abilityForm.medicineWay', 20],
    ['dose', 'abilityForm.medicineDose', 30],
    ['frequency', 'abilityForm.medicineFrequency', 30],
  ] as const
  return (
    <Panel title={say('abilityForm.medicines')}>
      <Lines
        rows={form.medicines}
        add={say('abilityForm.addMedicine')}
        onAdd={() =>
          changeForm({ medicines: [...form.medicines, { name: '', way: '口服', dose: '', frequency: '' }] })
        }
        onRemove={place => changeForm({ medicines: form.medicines.filter((_, at) => at !== place) })}
      >
        {(row, place) =>
          columns.map(([field, word, most]) => (
            <Cell
              key={field}
              word={say(word)}
              value={row[field]}
              most={most}
              onChange={value =>
                changeForm({
                  medicines: form.medicines.map((one, at) =>
                    at === place ? { ...one, [field]: value } : one,
                  ),
                })
              }
            />
          ))
        }
      </Lines>
    </Panel>
  )
}

interface LinesProps<Row> {
  rows: readonly Row[]
  add: string
  onAdd: () => void
  onRemove: (place: number) => void
  children: (row: Row, place: number) => ReactNode
}

function Lines<Row>({ rows, add, onAdd, onRemove, children }: LinesProps<Row>) {
  const say = useWords()
  return (
    <>
      {/* Lines have no identity but their place while they are being typed. */}
      {[...rows.entries()].map(([place, row]) => (
        <div key={place} className="assess-line">
          {children(row, place)}
          <Button type="link" onClick={() => onRemove(place)}>
            {say('abilityForm.remove')}
          </Button>
        </div>
      ))}
      <Button onClick={onAdd} disabled={rows.length >= 20}>
        {add}
      </Button>
    </>
  )
}

function Cell(props: { word: string; value: string; most: number; onChange: (value: string) => void }) {
  const { word, value, most, onChange } = props
  return (
    <Input
      aria-label={word}
      placeholder={word}
      value={value}
      maxLength={most}
      onChange={event => onChange(event.target.value)}
    />
  )
}

function HealthProblems({ draft: { form }, changeForm }: Pick<DraftParts, 'draft' | 'changeForm'>) {
  const say = useWords()
  return (
    <Panel title={say('abilityForm.health')}>
      <div className="assess-fields">
        <OneOf
          label={say('abilityForm.pressure')}
          of={pressureInjuries}
          value={form.pressureInjury}
          onChange={pressureInjury => changeForm({ pressureInjury })}
        />
        <OneOf
          label={say('abilityForm.joints')}
          of={jointMobilities}
          value={form.joints}
          onChange={joints => changeForm({ joints })}
        />
        <OneOf
          label={say('abilityForm.pain')}
          of={pains}
          value={form.pain}
          onChange={pain => changeForm({ pain })}
        />
        <OneOf
          label={say('abilityForm.teeth')}
          of={toothLosses}
          value={form.toothLoss}
          onChange={toothLoss => changeForm({ toothLoss })}
        />
      </div>
      <ManyOf
        label={say('abilityForm.wounds')}
        of={wounds}
        value={form.wounds}
        onChange={value => changeForm({ wounds: value })}
      />
      <ManyOf
        label={say('abilityForm.nursing')}
        of={specialNursings}
        value={form.specialNursing}
        onChange={specialNursing => changeForm({ specialNursing })}
      />
      <ManyOf
        label={say('abilityForm.dentures')}
        of={dentures}
        value={form.dentures}
        onChange={value => changeForm({ dentures: value })}
      />
      <ManyOf
        label={say('abilityForm.swallowing')}
        of={swallowingSigns}
        value={form.swallowing}
        onChange={swallowing => changeForm({ swallowing })}
      />
      <Checkbox
        checked={form.airwayIneffective}
        onChange={event => changeForm({ airwayIneffective: event.target.checked })}
      >
        {say('abilityForm.airway')}
      </Checkbox>
    </Panel>
  )
}

/** The three facts that move the level, asked where the result is seen to move. */
export function AdjustmentParts({ draft: { form }, changeForm }: DraftParts) {
  const say = useWords()
  return (
    <Panel title={say('abilityForm.adjustments')}>
      <div className="assess-stack">
        <Checkbox checked={form.coma} onChange={event => changeForm({ coma: event.target.checked })}>
          {say('abilityForm.coma')}
        </Checkbox>
        <Checkbox
          checked={form.diagnosed}
          onChange={event => changeForm({ diagnosed: event.target.checked })}
        >
          {say('abilityForm.diagnosed')}
        </Checkbox>
        {form.diagnosed && (
          <Written
            label={say('abilityForm.diagnosis')}
            most={200}
            value={form.diagnosis}
            onChange={diagnosis => changeForm({ diagnosis })}
          />
        )}
        <div>
          <b>{say('abilityForm.risks')}</b> <span className="soft">{say('abilityForm.risksHelp')}</span>
        </div>
        <div className="assess-fields of-five">
          {careRisks.keys.map(risk => (
            <Counted
              key={risk}
              label={careRisks.words[risk]}
              least={0}
              most={99}
              value={form.risks[risk]}
              onChange={count => changeForm({ risks: { ...form.risks, [risk]: count ?? 0 } })}
            />
          ))}
        </div>
        <Written
          label={say('abilityForm.note')}
          most={1000}
          rows={3}
          value={form.note}
          onChange={note => changeForm({ note })}
        />
      </div>
    </Panel>
  )
}
