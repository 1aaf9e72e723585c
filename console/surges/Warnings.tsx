// Warnings of the weather service, each a press away from being declared.
import { Button, List, Tag } from 'antd'
import { surgeKinds } from '../../domain/surges/surge.ts'
import { warningColours } from '../../domain/surges/weather.ts'
import { useGo } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { instantText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { useMay } from '../session.tsx'

const tagColours = {
  blueWarning: 'blue',
  yellowWarning: 'gold',
  orangeWarning: 'orange',
  redWarning: 'red',
} as const

/** Nothing where no feed is connected or nothing came. */
export function Warnings() {
  const say = useWords()
  const go = useGo()
  const may = useMay()
  const answer = useAnswer('weather.list', {})
  if (!answer.data || answer.data.length === 0) return null
  return (
    <Panel title={say('surges.warnings')}>
      <List
        dataSource={answer.data}
        rowKey="identifier"
        renderItem={row => (
          <List.Item
            actions={
              may('surge:declare')
                ? [
                    <Button
                      key="declare"
                      onClick={() =>
                        go(paths.surgeDeclare({ kind: row.event, until: row.expires, word: row.headline }))
                      }
                    >
                      {say('surges.declareThis')}
                    </Button>,
                  ]
                : []
            }
          >
            <List.Item.Meta
              title={
                <>
                  <Tag color={tagColours[row.colour]}>
                    {surgeKinds.words[row.event]}
                    {warningColours.words[row.colour]}
                  </Tag>{' '}
                  {row.headline}
                </>
              }
              description={say('surges.warningTimes', {
                from: instantText(row.sent),
                to: instantText(row.expires),
              })}
            />
          </List.Item>
        )}
      />
    </Panel>
  )
}
