// 进货验收: what came, how much, from whom. The photo of the ticket is added at the desk.
import { useState } from 'react'
import type { KitchenParts } from '../canteens/keeping.ts'
import { keepMeal } from '../canteens/keeping.ts'
import { Button, Choice, Field, Group, Notice } from '../frame/Controls.tsx'
import { useSpeech } from '../language.tsx'

const empty = { goods: '', amount: '', supplier: '', ticketNumber: '' }

export function PurchaseForm(parts: KitchenParts) {
  const { say } = useSpeech()
  const [fields, setFields] = useState(empty)
  const [accepted, setAccepted] = useState(true)
  const [said, setSaid] = useState('')
  const set = (key: keyof typeof empty) => (value: string) => setFields({ ...fields, [key]: value })
  const whole = fields.goods.trim() !== '' && fields.amount.trim() !== '' && fields.supplier.trim() !== ''
  const keep = () => {
    const { goods, amount, supplier, ticketNumber } = fields
    keepMeal(
      parts,
      'foodPurchase.record',
      {
        ...{ boughtOn: parts.today, goods: goods.trim(), amount: amount.trim(), supplier: supplier.trim() },
        ...{ ticketNumber: ticketNumber.trim() || null },
        acceptance: accepted ? 'goodsAccepted' : 'goodsSentBack',
      },
      { elderId: null, label: goods.trim() },
    )
    setSaid(say('goods.kept', { goods: goods.trim() }))
    // The next goods often come from the same shop.
    setFields({ ...empty, supplier })
  }
  return (
    <section className="card" aria-label={say('goods.title')}>
      <h2>{say('goods.title')}</h2>
      {said && <Notice kind="good">{said}</Notice>}
      <Field label={say('goods.goods')} value={fields.goods} onChange={set('goods')} />
      <Field label={say('goods.amount')} value={fields.amount} onChange={set('amount')} />
      <Field label={say('goods.supplier')} value={fields.supplier} onChange={set('supplier')} />
      <Field label={say('goods.ticket')} value={fields.ticketNumber} onChange={set('ticketNumber')} />
      <Group title={say('goods.looked')}>
        <Choice kind="ok" chosen={accepted} onChoose={() => setAccepted(true)}>
          {say('goods.fine')}
        </Choice>
        <Choice kind="attention" chosen={!accepted} onChoose={() => setAccepted(false)}>
          {say('goods.sentBack')}
        </Choice>
      </Group>
      <Button icon="check" onClick={keep} disabled={!whole}>
        {say('goods.keep')}
      </Button>
    </section>
  )
}
