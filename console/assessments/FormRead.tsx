// Parts A.2–A.5 of a submitted form, read: only what was recorded.
import {
  type AbilityForm,
  careRisks,
  dentures,
  educations,
  incomeSources,
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
import type { Choice } from '../../domain/kernel/choice.ts'
import { Panel } from '../frame/Page.tsx'
import { type Say, useWords } from '../language.tsx'

type Line = [word: string, value: string]

const one = <Key extends string>(of: Choice<Key>, key: Key | null) => (key === null ? '' : of.words[key])
const many = <Key extends string>(of: Choice<Key>, keys: readonly Key[]) =>
  keys.map(key => of.words[key]).join('、')

/** Hints for whoever fills the form, in brackets, are left out for whoever reads it. */
function recorded(lines: readonly Line[]): Line[] {
  return lines
    .filter(([, value]) => value !== '')
    .map(([word, value]) => [word.replace(/（[^）]*）$/, ''), value])
}

export function healthLines(form: AbilityForm, say: Say): Line[] {
  const lines: Line[] = [
    [
      say('abilityForm.diseases'),
      form.diseases.map(({ name, code }) => (code ? `${name}（${code}）` : name)).join('、'),
    ],
    [
      say('abilityForm.medicines'),
      form.medicines
        .map(line => [line.name, line.way, line.dose, line.frequency].filter(Boolean).join(' '))
        .join('；'),
    ],
    [say('abilityForm.diagnosis'), form.diagnosis],
    [
      say('abilityForm.risks'),
      careRisks.keys
        .filter(risk => form.risks[risk] > 0)
        .map(risk => `${careRisks.words[risk]} ${say('abilityForm.times', { count: form.risks[risk] })}`)
        .join('、'),
    ],
    [say('abilityForm.pressure'), one(pressureInjuries, form.pressureInjury)],
    [say('abilityForm.joints'), one(jointMobilities, form.joints)],
    [say('abilityForm.wounds'), many(wounds, form.wounds)],
    [say('abilityForm.nursing'), many(specialNursings, form.specialNursing)],
    [say('abilityForm.pain'), one(pains, form.pain)],
    [say('abilityForm.teeth'), one(toothLosses, form.toothLoss)],
    [say('abilityForm.dentures'), many(dentures, form.dentures)],
    [say('abilityForm.swallowing'), many(swallowingSigns, form.swallowing)],
    [say('abilityForm.note'), form.note],
  ]
  return recorded(lines)
}

function personLines(form: AbilityForm, say: Say): Line[] {
  const lines: Line[] = [
    [say('abilityForm.height'), form.heightCm === null ? '' : String(form.heightCm)],
    [say('abilityForm.weight'), form.weightKg === null ? '' : String(form.weightKg)],
    [say('abilityForm.education'), one(educations, form.education)],
    [say('abilityForm.marriage'), one(marriages, form.marriage)],
    [say('abilityForm.living'), one(livingSituations, form.living)],
    [say('abilityForm.religion'), form.religion],
    [say('abilityForm.payments'), many(medicalPayments, form.medicalPayments)],
    [say('abilityForm.incomes'), many(incomeSources, form.incomeSources)],
    [
      say('abilityForm.informant'),
      [form.informantName, form.informantRelation, form.informantPhone].filter(Boolean).join(' '),
    ],
  ]
  return recorded(lines)
}

export function FormRead({ form }: { form: AbilityForm }) {
  const say = useWords()
  const groups: [string, Line[]][] = [
    [say('abilityForm.person'), personLines(form, say)],
    [say('report.health'), healthLines(form, say)],
  ]
  return groups
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => (
      <Panel key={title} title={title}>
        <dl className="facts">
          {lines.map(([word, value]) => (
            <div key={word}>
              <dt>{word}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </Panel>
    ))
}
