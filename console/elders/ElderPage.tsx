// 一人一档: one elder's whole record, and what may be done with it.
import { PrinterOutlined } from '@ant-design/icons'
import { Alert, Button, Space } from 'antd'
import { useState } from 'react'
import { type Elder, sexes } from '../../domain/elders/elder.ts'
import { useGo, useKey } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { LeftBehind } from '../care-accounts/LeftBehind.tsx'
import { FindOther } from '../duplicates/FindOther.tsx'
import { MergedInto } from '../duplicates/MergedRecords.tsx'
import { Page } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { ChangeDialog } from '../life-events/ChangeDialog.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useMay } from '../session.tsx'
import { Answered } from '../states.tsx'
import { EditDialog } from './EditDialog.tsx'
import { RecordParts } from './RecordParts.tsx'
import { UnmaskDialog } from './UnmaskDialog.tsx'

export function ElderPage() {
  const key = useKey()
  const elder = useAnswer('elder.get', key)
  return <Answered query={elder}>{value => <Record elder={value} />}</Answered>
}

function Record({ elder }: { elder: Elder }) {
  const say = useWords()
  const may = useMay()
  const ended = elder.endedOn !== null
  return (
    <Page
      title={
        <>
          {elder.name}{' '}
          <span className="soft title-note">
            {sexes.words[elder.sex]}
            {elder.age !== null && ` · ${say('elder.age', { age: elder.age })}`} · {elder.villageName}
          </span>
        </>
      }
      tabTitle={elder.name}
      above={<RegionBar code={elder.regionCode} to={region => paths.elders({ region })} />}
      actions={<Actions elder={elder} />}
    >
      <MergedInto elder={elder} />
      {ended && !elder.mergedInto && (
        <Alert type="info" showIcon title={say('elder.endedOn', { day: elder.endedOn ?? '' })} />
      )}
      {ended && !elder.mergedInto && may('careAccount:keep') && (
        <LeftBehind countyCode={elder.countyCode} elderId={elder.id} />
      )}
      <RecordParts elder={elder} />
    </Page>
  )
}

function Actions({ elder }: { elder: Elder }) {
  const say = useWords()
  const go = useGo()
  const may = useMay()
  const [dialog, setDialog] = useState<'edit' | 'unmask' | 'merge' | 'change' | null>(null)
  const close = () => setDialog(null)
  const editable = may('elder:edit') && elder.endedOn === null
  const changeable = may('lifeEvent:record') && elder.endedOn === null
  return (
    <Space wrap>
      <Button icon={<PrinterOutlined />} onClick={() => go(paths.elderSheet(elder))}>
        {say('print.sheet')}
      </Button>
      {may('elder:unmask') && <Button onClick={() => setDialog('unmask')}>{say('unmask.open')}</Button>}
      {may('elder:merge') && !elder.mergedInto && (
        <Button onClick={() => setDialog('merge')}>{say('merge.find')}</Button>
      )}
      {changeable && <Button onClick={() => setDialog('change')}>{say('change.open')}</Button>}
      {editable && (
        <Button type="primary" onClick={() => setDialog('edit')}>
          {say('elder.edit')}
        </Button>
      )}
      {dialog === 'edit' && <EditDialog elder={elder} onClose={close} />}
      {dialog === 'merge' && <FindOther elder={elder} onClose={close} />}
      {dialog === 'unmask' && <UnmaskDialog elder={elder} onClose={close} />}
      {dialog === 'change' && <ChangeDialog elder={elder} onClose={close} />}
    </Space>
  )
}
