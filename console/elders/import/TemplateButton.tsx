// The empty table of the chosen region, to fill in and send back.
import { FileExcelOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useWords } from '../../language.tsx'
import { saveAnswer } from '../../save.ts'
import { useNotice } from '../../states.tsx'

export function TemplateButton({ region }: { region: string }) {
  const say = useWords()
  const notice = useNotice()
  const [busy, setBusy] = useState(false)
  const save = () => {
    setBusy(true)
    saveAnswer('elderImport.template', { regionCode: region })
      .catch(notice.refused)
      .finally(() => setBusy(false))
  }
  return (
    <Button size="large" icon={<FileExcelOutlined />} loading={busy} onClick={save}>
      {say('import.template')}
    </Button>
  )
}
