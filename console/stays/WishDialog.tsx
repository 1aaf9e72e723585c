// Writes down that an elder wishes to live in a home, at the list of who waits or in her record.
import { Form } from 'antd'
import { useState } from 'react'
import { dayOf } from '../../domain/kernel/day.ts'
import { stayWants, wishTellers } from '../../domain/stays/wish.ts'
import { newId } from '../../ui/client.ts'
import { useAct } from '../asking.ts'
import { FormDialog } from '../FormDialog.tsx'
import { useWords } from '../language.tsx'
import { useNotice } from '../states.tsx'
import { FindLodger } from './FindLodger.tsx'

export const staleWishes = ['stayWish.list', 'stayWish.counts', 'stayWish.ofElder', 'stay.homes'] as const

export const wishColours = {
  wishWaiting: 'processing',
  wishMet: 'success',
  wishTakenBack: 'default',
  wishNotMet: 'error',
} as const

interface Wished {
  elderId: string
  wants: (typeof stayWants.keys)[number]
  reason: string
  saidOn: string
  saidBy: (typeof wishTellers.keys)[number]
  isUrgent?: boolean
}

interface WishDialogProps {
  countyCode: string
  /** Whose record is open. */
  known?: { elderId: string; name: string }
  onClose: () => void
}

export function WishDialog({ countyCode, known, onClose }: WishDialogProps) {
  const say = useWords()
  const notice = useNotice()
  const [id] = useState(newId)
  const record = useAct('stayWish.record', staleWishes)
  return (
    <FormDialog<Wished>
      title={say('wishes.record')}
      submit={say('form.save')}
      act={record}
      initial={{
        ...{ saidOn: dayOf(new Date()), saidBy: 'elderSaid', wants: 'wantsStation' },
        ...(known && { elderId: known.elderId }),
      }}
      fields={[
        { name: 'wants', word: say('wishes.wants'), as: 'choice', words: stayWants.words },
        { name: 'reason', word: say('wishes.reason'), as: 'long', most: 300 },
        { name: 'saidOn', word: say('wishes.said'), as: 'day' },
        { name: 'saidBy', word: say('wishes.teller'), as: 'choice', words: wishTellers.words },
        { name: 'isUrgent', word: say('wishes.urgentYes'), as: 'yes' },
      ]}
      onSubmit={filled =>
        record.mutate(
          { countyCode, id, ...filled, isUrgent: filled.isUrgent ?? false },
          {
            onSuccess: () => {
              notice.done(say('wishes.recorded'))
              onClose()
            },
          },
        )
      }
      onClose={onClose}
    >
      <Form.Item
        name="elderId"
        label={say('stays.resident')}
        rules={[{ required: true, message: say('form.required') }]}
      >
        <FindLodger countyCode={countyCode} known={known} />
      </Form.Item>
    </FormDialog>
  )
}
