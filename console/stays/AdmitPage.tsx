// Moving in: who, which bed, how much care, what was agreed; what follows is read before it is done.
import { Alert, Button, Form } from 'antd'
import { useState } from 'react'
import type { Output, Sent } from '../../domain/api.ts'
import { addDays, dayOf } from '../../domain/kernel/day.ts'
import type { Bed } from '../../domain/stays/beds.ts'
import { careNeeds, contractSigners, type StayContract } from '../../domain/stays/stay.ts'
import { newId } from '../../ui/client.ts'
import { useFilters, useGo, useKey } from '../address.ts'
import { useAct, useAnswer } from '../asking.ts'
import { FormFields } from '../FormDialog.tsx'
import { dayText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { fenOf, money } from '../money.ts'
import { paths } from '../paths.ts'
import { Answered, Trouble, useNotice } from '../states.tsx'
import { BedTile, type HomeRooms } from './BedMap.tsx'
import { FindLodger } from './FindLodger.tsx'
import './stays.css'

export interface ContractFilled {
  contractNumber: string
  signedOn: string
  fromOn: string
  toOn: string
  elderYuan?: number
  familyYuan?: number
  governmentYuan?: number
  signer: StayContract['signer']
  signerName: string
  homeSignerName: string
}

interface Filled extends ContractFilled {
  elderId: string
  careNeed: (typeof careNeeds.keys)[number]
  admittedOn: string
}

export function contractOf(filled: ContractFilled): StayContract {
  const { contractNumber, signedOn, fromOn, toOn, signer, signerName, homeSignerName } = filled
  return {
    ...{ contractNumber: contractNumber.trim(), signedOn, fromOn, toOn },
    elderFen: fenOf(filled.elderYuan),
    familyFen: fenOf(filled.familyYuan),
    governmentFen: fenOf(filled.governmentYuan),
    ...{ signer, signerName: signerName.trim(), homeSignerName: homeSignerName.trim() },
  }
}

export function AdmitPage() {
  const { countyCode, id } = useKey()
  const answer = useAnswer('stay.rooms', { countyCode, facilityId: id })
  return <Answered query={answer}>{rooms => <Admit rooms={rooms} />}</Answered>
}

function Admit({ rooms: { home, rooms } }: { rooms: HomeRooms }) {
  const say = useWords()
  const [filters] = useFilters()
  const [form] = Form.useForm<Filled>()
  const [bedId, setBedId] = useState<string | null>(filters.bed ?? null)
  const [asked, setAsked] = useState<Sent<'stay.try'> | null>(null)
  const today = dayOf(new Date())
  const known = filters.elder && filters.name ? { elderId: filters.elder, name: filters.name } : undefined
  const check = (filled: Filled) =>
    setAsked({
      ...{ countyCode: home.countyCode, facilityId: home.facilityId, elderId: filled.elderId, bedId },
      ...{ careNeed: filled.careNeed, admittedOn: filled.admittedOn, contract: contractOf(filled) },
    })
  return (
    <Page
      title={say('stays.admitTo', { name: home.name })}
      above={
        <nav className="region-bar no-print">
          <Go to={paths.stayHome({ ...home, id: home.facilityId })}>{home.name}</Go>
        </nav>
      }
    >
      <Form<Filled>
        form={form}
        layout="vertical"
        size="large"
        className="stay-panels"
        onFinish={check}
        onValuesChange={() => setAsked(null)}
        initialValues={{
          ...{ elderId: known?.elderId, careNeed: 'ableSelf', admittedOn: today, signedOn: today },
          ...{ fromOn: today, toOn: addDays(today, 364), signer: 'signedByElder' },
        }}
      >
        <Who countyCode={home.countyCode} known={known} />
        <Panel title={say('stays.chooseBed')}>
          <Beds
            beds={rooms.flatMap(room => room.beds)}
            chosen={bedId}
            onChoose={bed => {
              setBedId(bed)
              setAsked(null)
            }}
          />
        </Panel>
        <Panel title={say('stays.contract')} note={say('stays.noDeposit')}>
          <ContractFields />
        </Panel>
        <Button type="primary" htmlType="submit" size="large">
          {say('stays.look')}
        </Button>
      </Form>
      {asked && <Trial asked={asked} />}
    </Page>
  )
}

interface WhoProps {
  countyCode: string
  known: { elderId: string; name: string } | undefined
}

function Who({ countyCode, known }: WhoProps) {
  const say = useWords()
  return (
    <Panel title={say('stays.who')}>
      <div className="stay-form">
        <Form.Item
          name="elderId"
          label={say('stays.resident')}
          rules={[{ required: true, message: say('form.required') }]}
        >
          <FindLodger countyCode={countyCode} known={known} />
        </Form.Item>
        <FormFields
          fields={[
            { name: 'careNeed', word: say('stays.care'), as: 'choice', words: careNeeds.words },
            { name: 'admittedOn', word: say('stays.since'), as: 'day' },
          ]}
        />
      </div>
    </Panel>
  )
}

interface BedsProps {
  beds: readonly Bed[]
  chosen: string | null
  onChoose: (bedId: string | null) => void
}

function Beds({ beds, chosen, onChoose }: BedsProps) {
  const say = useWords()
  const free = beds.filter(bed => bed.use === 'bedFree' || bed.use === 'bedReserved')
  if (free.length === 0) return <p className="warn-text">{say('stays.noFreeBed')}</p>
  return (
    <div className="stay-beds">
      {free.map(bed => (
        <BedTile
          key={bed.id}
          bed={bed}
          isChosen={bed.id === chosen}
          onChoose={() => onChoose(bed.id === chosen ? null : bed.id)}
        />
      ))}
    </div>
  )
}

/** Also where a contract is renewed. */
export function ContractFields() {
  const say = useWords()
  const form = Form.useFormInstance<ContractFilled>()
  const filled = Form.useWatch([], form) as ContractFilled | undefined
  const sum = fenOf(filled?.elderYuan) + fenOf(filled?.familyYuan) + fenOf(filled?.governmentYuan)
  return (
    <>
      <div className="stay-form">
        <FormFields
          fields={[
            { name: 'contractNumber', word: say('stays.contractNumber'), as: 'text', most: 40 },
            { name: 'signedOn', word: say('stays.signedOn'), as: 'day' },
            { name: 'fromOn', word: say('stays.fromOn'), as: 'day' },
            { name: 'toOn', word: say('stays.toOn'), as: 'day' },
            { name: 'elderYuan', word: say('stays.elderYuan'), as: 'yuan', optional: true },
            { name: 'familyYuan', word: say('stays.familyYuan'), as: 'yuan', optional: true },
            { name: 'governmentYuan', word: say('stays.governmentYuan'), as: 'yuan', optional: true },
            { name: 'signer', word: say('stays.signer'), as: 'choice', words: contractSigners.words },
            { name: 'signerName', word: say('stays.signerName'), as: 'text', most: 40 },
            { name: 'homeSignerName', word: say('stays.homeSigner'), as: 'text', most: 40 },
          ]}
        />
      </div>
      <p>
        {say('stays.feeSum')} <strong>{money(sum)}</strong>
      </p>
    </>
  )
}

function Trial({ asked }: { asked: Sent<'stay.try'> }) {
  const answer = useAnswer('stay.try', asked)
  if (answer.isError) return <Trouble error={answer.error} />
  return <Answered query={answer}>{trial => <Confirm asked={asked} trial={trial} />}</Answered>
}

function Confirm({ asked, trial }: { asked: Sent<'stay.try'>; trial: Output<'stay.try'> }) {
  const say = useWords()
  const go = useGo()
  const notice = useNotice()
  const [ids] = useState(() => ({ id: newId(), contractId: newId() }))
  const register = useAct('stay.register', [
    ...([
      'stay.rooms',
      'stay.homes',
      'stay.counts',
      'stay.list',
      'stayWish.list',
      'stayWish.counts',
    ] as const),
  ])
  const send = () =>
    register.mutate(
      { ...asked, ...ids },
      {
        onSuccess: () => {
          notice.done(say('stays.admitted'))
          go(paths.stay({ countyCode: asked.countyCode, id: ids.id }))
        },
      },
    )
  return (
    <Panel title={say('stays.whatFollows')} className="below">
      {trial.warnings.map(warning => (
        <Alert key={warning} type="warning" showIcon title={warning} className="state" />
      ))}
      <ul>
        {trial.isTekun && <li>{say('stays.isTekun')}</li>}
        {trial.wishSaidOn !== null && <li>{say('stays.meetsWish', { day: dayText(trial.wishSaidOn) })}</li>}
        {asked.bedId === null && <li>{say('stays.bedLater')}</li>}
        {trial.consequences.map(one => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      <p className="below">
        <Button type="primary" size="large" loading={register.isPending} onClick={send}>
          {say('stays.admitDo')}
        </Button>
      </p>
      {register.isError && <Trouble error={register.error} />}
    </Panel>
  )
}
