// Registering a new elder. What is typed survives a closed tab's neighbour: a draft stays until it is saved.
import { Alert, Button, Form } from 'antd'
import { useState } from 'react'
import type { Sent } from '../../domain/api.ts'
import { countyCodeOf, levelOf } from '../../domain/kernel/area.ts'
import { newId } from '../../ui/client.ts'
import { useFilters, useGo } from '../address.ts'
import { useAct } from '../asking.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useMay, useSession } from '../session.tsx'
import { NoRight, Trouble, useNotice } from '../states.tsx'
import { ElderFields, type ElderFilled } from './ElderFields.tsx'

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
  const [form] = Form.useForm<ElderFilled>()
  const register = useAct('elder.register', ['elder.list', 'board.read'])
  const save = (filled: ElderFilled) =>
    register.mutate(
      { ...ids, regionCode: region, elder: elderFrom(filled) },
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
        <ElderFields />
        {register.isError && <Trouble error={register.error} />}
        <div className="form-actions">
          <Button
            type="primary"
            size="large"
            htmlType="submit"
            loading={register.isPending}
            disabled={levelOf(region) !== 'village'}
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
    numberKind: filled.numberKind ?? 'none',
    citizenNumber: orNull(filled.citizenNumber),
    phone: orNull(filled.phone),
    address: filled.address?.trim() ?? '',
    hamlet: orNull(filled.hamlet),
    note: orNull(filled.note),
    willingToBeVisited: filled.willingToBeVisited ?? true,
  }
}
