// Filing another price of the standard set, within what the rule allows.
import { Button, Form, Input, InputNumber, Modal } from 'antd'
import { useState } from 'react'
import { dayOf } from '../../domain/kernel/day.ts'
import { yuanFixed } from '../../domain/kernel/money.ts'
import type { MealBook } from '../../domain/meal-accounts/books-api.ts'
import { useAct } from '../asking.ts'
import { useWords } from '../language.tsx'
import { fenOf } from '../money.ts'
import { Trouble, useNotice } from '../states.tsx'

interface Filled {
  yuan: number
  filedAs: string
  from: string
}

export function PriceButton({ book }: { book: MealBook }) {
  const say = useWords()
  const notice = useNotice()
  const [open, setOpen] = useState(false)
  const [form] = Form.useForm<Filled>()
  const file = useAct('mealPrice.file', ['mealBook.get'])
  if (book.priceFromFen === null || book.priceFromFen === book.priceToFen) return null
  const limits = {
    from: yuanFixed(book.priceFromFen),
    to: yuanFixed(book.priceToFen ?? 0),
  }
  const send = ({ yuan, filedAs, from }: Filled) =>
    file.mutate(
      {
        ...{ countyCode: book.countyCode, canteenId: book.canteenId, setFen: fenOf(yuan), filedAs },
        validFrom: from,
      },
      {
        onSuccess: () => {
          notice.done(say('books.priceFiled'))
          setOpen(false)
        },
      },
    )
  const required = [{ required: true, message: say('form.required') }]
  return (
    <>
      <Button onClick={() => setOpen(true)}>{say('books.filePrice')}</Button>
      <Modal
        open={open}
        title={say('books.filePrice')}
        okText={say('form.save')}
        okButtonProps={{ loading: file.isPending }}
        onOk={form.submit}
        onCancel={() => setOpen(false)}
      >
        <p>{say('books.filePriceNote', limits)}</p>
        <Form<Filled> form={form} layout="vertical" onFinish={send}>
          <Form.Item name="yuan" label={say('books.newPrice')} rules={required}>
            <InputNumber min={0.01} max={1000} precision={2} />
          </Form.Item>
          <Form.Item
            name="from"
            label={say('books.priceFrom')}
            rules={required}
            initialValue={dayOf(new Date())}
          >
            <Input type="date" />
          </Form.Item>
          <Form.Item name="filedAs" label={say('books.filedAs')} rules={required}>
            <Input maxLength={60} />
          </Form.Item>
        </Form>
        {file.isError && <Trouble error={file.error} />}
      </Modal>
    </>
  )
}
