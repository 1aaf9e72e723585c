// The four sheets of one meal: what to cook, what stands on each box, which way to carry them, and the list to tick.
import { meals, servingWays } from '../../domain/canteens/canteen.ts'
import { foodContents, foodTextures } from '../../domain/canteens/diet.ts'
import type { DinerLine, MealOfDay } from '../../domain/canteens/meal-of-day.ts'
import { dishConflictKinds } from '../../domain/canteens/menu.ts'
import { guestKinds } from '../../domain/canteens/serving.ts'
import { tourFrom } from '../../domain/canteens/tour.ts'
import { dayText } from '../figures.ts'
import { useWords } from '../language.tsx'
import { Nothing } from '../states.tsx'
import { dietWords } from './standing.tsx'

interface PaperProps {
  of: MealOfDay
}

const placeOf = ({ diner }: DinerLine) =>
  diner ? [diner.villageName, diner.hamlet, diner.address].filter(Boolean).join(' ') : ''

function nameOf({ diner, extra }: DinerLine): string {
  if (diner) return diner.name
  return extra?.guestName ?? (extra?.guestKind ? guestKinds.words[extra.guestKind] : '')
}

function Head({ of, title }: PaperProps & { title: string }) {
  return (
    <header>
      <h2>{`${of.kitchen.name} ${title}`}</h2>
      <strong>{`${dayText(of.day)} ${meals.words[of.meal]}`}</strong>
    </header>
  )
}

export function KitchenSheet({ of }: PaperProps) {
  const say = useWords()
  const { count, dishes, conflicts, diners, lines } = of
  const places = new Map<string, number>()
  for (const line of lines)
    if (line.expected) {
      const place = line.diner?.hamlet || line.diner?.villageName || say('canteenPrint.guests')
      places.set(place, (places.get(place) ?? 0) + line.expected.portions)
    }
  return (
    <article className="canteen-paper">
      <Head of={of} title={say('canteenPrint.sheetTitle')} />
      <p className="paper-count">
        {say('canteenPrint.made', { count: count.portions, dineIn: count.dineIn, boxes: count.boxes })}
      </p>
      <p>
        <b>{`${say('canteenPrint.byTexture')}：`}</b>
        {foodTextures.keys
          .map(texture => `${foodTextures.words[texture]} ${count.textures[texture]}`)
          .join('　')}
        {`　${say('kitchen.diabetes')} ${count.diabetes}　${say('kitchen.lowSalt')} ${count.lowSalt}`}
      </p>
      <p>
        <b>{`${say('canteenPrint.byPlace')}：`}</b>
        {[...places].map(([place, portions]) => `${place} ${portions}`).join('　')}
      </p>
      <p>
        <b>{`${say('kitchen.menu')}：`}</b>
        {dishes.length === 0 ? say('kitchen.noMenu') : dishes.map(dish => dish.name).join('　')}
      </p>
      {conflicts.length > 0 && (
        <>
          <h3>{say('kitchen.conflicts')}</h3>
          <table>
            <tbody>
              {conflicts.map(({ elderId, conflicts: found }) => (
                <tr key={elderId}>
                  <th scope="row">{diners.get(elderId)?.name}</th>
                  <td>
                    {found
                      .map(
                        ({ dish, kind, content }) =>
                          `${dish}（${dishConflictKinds.words[kind]}${content ? `：${foodContents.words[content]}` : ''}）`,
                      )
                      .join('、')}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </article>
  )
}

const boxesOf = (of: MealOfDay) => of.lines.filter(line => line.expected?.way === 'delivered')

/** Name, house and what goes into the box; nothing of an illness: a label is read by everybody on the way. */
export function Labels({ of }: PaperProps) {
  const say = useWords()
  const boxes = boxesOf(of)
  if (boxes.length === 0) return <Nothing>{say('canteenPrint.noBoxes')}</Nothing>
  return (
    <article className="canteen-paper labels">
      {boxes.map(line => (
        <div key={line.elderId ?? line.extra?.id} className="box-label">
          <b>{nameOf(line)}</b>
          <span>{placeOf(line)}</span>
          <span className="label-food">
            {[
              line.expected && foodTextures.words[line.expected.diet.texture],
              line.expected?.diet.lowSalt && say('kitchen.lowSalt'),
              line.expected?.diet.diabetes && say('canteenPrint.lessSugar'),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
          <small>{`${dayText(of.day)} ${meals.words[of.meal]} · ${say('canteenPrint.hot')}`}</small>
        </div>
      ))}
    </article>
  )
}

export function TourSheet({ of }: PaperProps) {
  const say = useWords()
  const { kitchen } = of
  const stops = boxesOf(of).map(line => ({
    ...{ id: line.elderId ?? line.extra?.id ?? '', line, hamlet: line.diner?.hamlet ?? null },
    ...{ lon: line.diner?.lon ?? null, lat: line.diner?.lat ?? null, address: line.diner?.address ?? '' },
  }))
  if (stops.length === 0) return <Nothing>{say('canteenPrint.noBoxes')}</Nothing>
  return (
    <article className="canteen-paper">
      <Head of={of} title={say('canteenPrint.tourTitle')} />
      <p className="paper-count">{say('canteenPrint.total', { count: of.count.boxes })}</p>
      <table>
        <thead>
          <tr>
            {(
              [
                'canteenPrint.number',
                'kitchen.who',
                'kitchen.hamlet',
                'kitchen.diet',
                'canteenPrint.handed',
                'canteenPrint.missed',
              ] as const
            ).map(key => (
              <th key={key} scope="col">
                {say(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {tourFrom(kitchen, stops).map(({ stop, meters }, index) => (
            <tr key={stop.id}>
              <td>{index + 1}</td>
              <th scope="row">{nameOf(stop.line)}</th>
              <td>
                {placeOf(stop.line)}
                {meters !== null && <small>{` ${say('canteenPrint.meters', { meters })}`}</small>}
              </td>
              <td>{stop.line.expected && foodTextures.words[stop.line.expected.diet.texture]}</td>
              <td className="tick-box">□</td>
              <td />
            </tr>
          ))}
        </tbody>
      </table>
    </article>
  )
}

export function TickSheet({ of }: PaperProps) {
  const say = useWords()
  const coming = of.lines.filter(line => line.expected)
  if (coming.length === 0) return <Nothing>{say('kitchen.nobody')}</Nothing>
  return (
    <article className="canteen-paper">
      <Head of={of} title={say('canteenPrint.tickTitle')} />
      <p className="paper-count">{say('canteenPrint.total', { count: of.count.portions })}</p>
      <table>
        <thead>
          <tr>
            {(
              [
                'canteenPrint.number',
                'kitchen.who',
                'kitchen.hamlet',
                'kitchen.way',
                'kitchen.diet',
                'kitchen.tick',
                'canteenPrint.signature',
              ] as const
            ).map(key => (
              <th key={key} scope="col">
                {say(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {coming.map((line, index) => (
            <tr key={line.elderId ?? line.extra?.id}>
              <td>{index + 1}</td>
              <th scope="row">
                {nameOf(line)}
                {(line.expected?.portions ?? 1) > 1 && ` ×${line.expected?.portions}`}
              </th>
              <td>{placeOf(line)}</td>
              <td>{line.expected && servingWays.words[line.expected.way]}</td>
              <td>{line.expected && dietWords({ ...line.expected.diet, note: null }, say).join('、')}</td>
              <td className="tick-box">{line.served ? '☑' : '□'}</td>
              <td />
            </tr>
          ))}
        </tbody>
      </table>
    </article>
  )
}
