// Sheets of door cards to print and cut: a square to read with the phone, and the same digits for the thumb.
import { Button, Space } from 'antd'
import { doorCodeText } from '../../domain/visit-truth/door-code.ts'
import { useFilters, useGo } from '../address.ts'
import { usePages } from '../asking.ts'
import { Page } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { useSession } from '../session.tsx'
import { squareOf } from './qr.ts'
import '../elder-lists/sheets.css'
import './truth.css'

export function CardSheetPage() {
  const say = useWords()
  const go = useGo()
  const { post } = useSession()
  const [filters] = useFilters()
  const region = filters.region ?? post.regionCode
  const list = usePages('doorCard.list', { regionCode: region, limit: 500 })
  return (
    <Page
      title={say('cards.sheetTitle')}
      actions={
        <Space>
          <Button onClick={() => go(paths.doorCards({ region }))}>{say('print.back')}</Button>
          <Button type="primary" disabled={list.rows.length === 0} onClick={() => window.print()}>
            {say('print.now')}
          </Button>
        </Space>
      }
    >
      <Paged list={list} nothing={say('cards.none')}>
        {rows => (
          <article className="sheet door-cards">
            {rows
              .toSorted((one, other) => one.address.localeCompare(other.address, 'zh'))
              .map(row =>
                row.code === null ? null : (
                  <section key={row.householdId} className="door-card">
                    <Square code={row.code} />
                    <div>
                      <b className="door-card-code">{doorCodeText(row.code)}</b>
                      {/* No name: a card at a gate tells passers-by nothing. */}
                      <p>{say('cards.onCard')}</p>
                      <p className="soft small">{row.address}</p>
                    </div>
                  </section>
                ),
              )}
          </article>
        )}
      </Paged>
    </Page>
  )
}

function Square({ code }: { code: string }) {
  const cells = squareOf(code)
  const size = cells.length
  const path = cells
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + 4} ${y + 4}h1v1h-1z` : '')))
    .join('')
  return (
    <svg className="door-card-square" viewBox={`0 0 ${size + 8} ${size + 8}`} role="img" aria-label={code}>
      <rect width={size + 8} height={size + 8} fill="#fff" />
      <path d={path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  )
}
