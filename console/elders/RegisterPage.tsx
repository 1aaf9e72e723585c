// Registering a new elder. What is typed survives a closed tab's neighbour: a draft stays until it is saved.
import { Alert, Button, Form, Radio, Space } from 'antd'
import { useState } from 'react'
import type { Sent } from '../../domain/api.ts'
import type { HouseholdRow } from '../../domain/elders/household.ts'
import { countyCodeOf, levelOf } from '../../domain/kernel/area.ts'
import { newId } from '../../ui/client.ts'
import { useFilters, useGo } from '../address.ts'
import { useAct } from '../asking.ts'
import { HeldElsewhere } from '../disputes/HeldElsewhere.tsx'
import { Page, Panel } from '../frame/Page.tsx'
import { HouseholdPicker } from '../households/HouseholdPicker.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useMay, useSession } from '../session.tsx'
import { NoRight, Trouble, useNotice } from '../states.tsx'
import { ElderFields, type ElderFilled } from './ElderFields.tsx'
import { SimilarPeople, useSimilar } from './identity/SimilarPeople.tsx'

const fresh: ElderFilled = {
  sex: 'female',
  numberKind: 'citizen',
  birthCalendar: 'solar',
  ethnicity: '01',
  spokenLanguage: 'zh',
  willingToBeVisited: true,
}

/** In the tab's own memory only, never on disk: it holds a citizen number. */
const draftKey = 'wanqing.console.newElder'

function readDraft(): ElderFilled {
  try {
    return { ...fresh, ...(JSON.parse(sessionStorage.getItem(draftKey) ?? '{}') as ElderFilled) }
  } catch {
    return fresh
  }
}

export function RegisterPage() {
  const say = useWords()
  const may = useMay()
  const { post } = useSession()
  const [filters] = useFilters()
  const region = filters.region ?? post.regionCode
  if (!may('elder:edit')) return <NoRight />
  return (
    <Page
      title={say('register.title')}
      above={<RegionBar code={region} to={code => paths.elderRegister({ region: code })} />}
    >
      {levelOf(region) !== 'village' && <Alert type="info" showIcon title={say('register.chooseVillage')} />}
      <RegisterForm region={region} />
    </Page>
  )
}

function RegisterForm({ region }: { region: string }) {
  const say = useWords()
  const go = useGo()
  const notice = useNotice()
  const [ids] = useState(() => ({ id: newId(), householdId: newId() }))
  const [household, setHousehold] = useState<HouseholdChoice>({ kind: 'new' })
  const [form] = Form.useForm<ElderFilled>()
  const typed = Form.useWatch([], form) as Partial<ElderFilled> | undefined
  const isVillage = levelOf(region) === 'village'
  const similar = useSimilar(region, typed ?? {}, isVillage)
  // Said of just these people: whoever comes up after the form has changed is asked about anew.
  const [dismissed, setDismissed] = useState('')
  const alike = (similar.data?.rows ?? []).map(one => one.elder.id).join()
  const mustLook = alike !== '' && alike !== dismissed
  const register = useAct('elder.register', ['elder.list', 'board.read'])
  const householdId = household.kind === 'new' ? ids.householdId : household.row?.id
  const save = (filled: ElderFilled) =>
    householdId &&
    register.mutate(
      { id: ids.id, householdId, regionCode: region, elder: elderFrom(filled) },
      {
        onSuccess: () => {
          sessionStorage.removeItem(draftKey)
          notice.done(say('register.done'))
          go(paths.elder({ countyCode: countyCodeOf(region), id: ids.id }))
        },
      },
    )
  const forget = () => {
    sessionStorage.removeItem(draftKey)
    form.setFieldsValue({ ...emptied, ...fresh })
  }
  return (
    <Panel note={say('register.draft')}>
      <Form<ElderFilled>
        form={form}
        layout="vertical"
        initialValues={readDraft()}
        onValuesChange={(_change, all) => sessionStorage.setItem(draftKey, JSON.stringify(all))}
        onFinish={save}
      >
        {levelOf(region) === 'village' && (
          <WhichHousehold region={region} choice={household} onChoose={setHousehold} />
        )}
        <ElderFields />
        {mustLook && <SimilarPeople people={similar.data?.rows ?? []} onGoOn={() => setDismissed(alike)} />}
        {register.isError && <Trouble error={register.error} />}
        {!householdId && <p className="warn-text">{say('register.householdMissing')}</p>}
        <HeldElsewhere
          error={register.error}
          sent={register.variables}
          onOpened={() => sessionStorage.removeItem(draftKey)}
        />
        <div className="form-actions">
          <Button
            type="primary"
            size="large"
            htmlType="submit"
            loading={register.isPending}
            disabled={!isVillage || mustLook || !householdId}
          >
            {say('register.submit')}
          </Button>
          <Button size="large" onClick={forget}>
            {say('register.clear')}
          </Button>
        </div>
      </Form>
    </Panel>
  )
}

type HouseholdChoice = { kind: 'new' } | { kind: 'old'; row: HouseholdRow | null }

/** A husband entered after his wife belongs in her household: chosen here it keeps its address. */
function WhichHousehold({
  region,
  choice,
  onChoose,
}: {
  region: string
  choice: HouseholdChoice
  onChoose: (choice: HouseholdChoice) => void
}) {
  const say = useWords()
  return (
    <Form.Item
      label={say('register.household')}
      extra={choice.kind === 'old' ? say('register.oldHouseholdNote') : undefined}
    >
      <Space direction="vertical" className="which-household">
        <Radio.Group
          value={choice.kind}
          options={[
            { value: 'new', label: say('register.newHousehold') },
            { value: 'old', label: say('register.oldHousehold') },
          ]}
          onChange={event =>
            onChoose(event.target.value === 'new' ? { kind: 'new' } : { kind: 'old', row: null })
          }
        />
        {choice.kind === 'old' && (
          <HouseholdPicker
            regionCode={region}
            {...(choice.row && { value: choice.row.id })}
            onPicked={row => onChoose({ kind: 'old', row })}
          />
        )}
      </Space>
    </Form.Item>
  )
}

const emptied: ElderFilled = {
  name: '',
  citizenNumber: '',
  bornOn: '',
  phone: '',
  address: '',
  hamlet: '',
  note: '',
}

function elderFrom(filled: ElderFilled): Sent<'elder.register'>['elder'] {
  const orNull = (value: string | undefined) => value?.trim() || null
  return {
    name: filled.name?.trim() ?? '',
    sex: filled.sex ?? 'unknown',
    bornOn: orNull(filled.bornOn),
    birthCalendar: filled.birthCalendar ?? 'solar',
    ethnicity: filled.ethnicity ?? '01',
    spokenLanguage: filled.spokenLanguage ?? 'zh',
    readLanguage: filled.readLanguage ?? null,
    hardOfHearing: filled.hardOfHearing ?? false,
    weakSight: filled.weakSight ?? false,
    numberKind: filled.numberKind ?? 'none',
    citizenNumber: orNull(filled.citizenNumber),
    phone: orNull(filled.phone),
    address: filled.address?.trim() ?? '',
    hamlet: orNull(filled.hamlet),
    note: orNull(filled.note),
    willingToBeVisited: filled.willingToBeVisited ?? true,
  }
}
