// Writes the dishes of one meal: name, kind, what is in them, and in which textures they can be given.
import { Alert, Button, Form, Input, Modal, Select } from 'antd'
import { type CanteenRow, type Meal, meals } from '../../domain/canteens/canteen.ts'
import { foodContents, foodTextures } from '../../domain/canteens/diet.ts'
import {
  type Dish,
  dishCautions,
  dishesAtMost,
  dishKinds,
  dishRisks,
  risksOf,
} from '../../domain/canteens/menu.ts'
import { useAct } from '../asking.ts'
import { dayText } from '../figures.ts'
import { useWords } from '../language.tsx'
import { Trouble, useNotice } from '../states.tsx'

interface MenuDialogProps {
  canteen: CanteenRow
  day: string
  meal: Meal
  dishes: readonly Dish[]
  onClose: () => void
}

interface Filled {
  dishes: Dish[]
}

const emptyDish: Dish = { name: '', kind: 'meatDish', contains: [], cautions: [], textures: ['normalFood'] }

export function MenuDialog({ canteen, day, meal, dishes, onClose }: MenuDialogProps) {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<Filled>()
  const typed = Form.useWatch('dishes', form) ?? []
  const keep = useAct('menu.keep', ['menu.week', 'kitchen.day'])
  const save = (filled: Filled) =>
    keep.mutate(
      { countyCode: canteen.countyCode, canteenId: canteen.id, day, meal, dishes: filled.dishes ?? [] },
      {
        onSuccess: () => {
          notice.done(say('canteen.saved'))
          onClose()
        },
      },
    )
  const warnings = typed.flatMap(dish =>
    risksOf(dish?.name ?? '').map(risk => ({ dish: dish.name, why: dishRisks.words[risk] })),
  )
  return (
    <Modal
      open
      width={900}
      title={say('menu.editTitle', { day: dayText(day), meal: meals.words[meal] })}
      okText={say('canteen.save')}
      okButtonProps={{ loading: keep.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<Filled>
        form={form}
        layout="vertical"
        onFinish={save}
        initialValues={{ dishes: dishes.length > 0 ? dishes : [emptyDish] }}
      >
        <Form.List name="dishes">
          {(fields, { add, remove }) => (
            <>
              {fields.map(field => (
                <DishFields key={field.key} place={field.name} onRemove={() => remove(field.name)} />
              ))}
              {fields.length < dishesAtMost && (
                <Button onClick={() => add(emptyDish)}>{say('menu.addDish')}</Button>
              )}
            </>
          )}
        </Form.List>
      </Form>
      {warnings.map(({ dish, why }) => (
        <Alert
          key={dish + why}
          className="below"
          type="warning"
          showIcon
          title={say('menu.warning', { dish, why })}
        />
      ))}
      {keep.isError && <Trouble error={keep.error} />}
    </Modal>
  )
}

const options = <Key extends string>(choice: {
  keys: readonly Key[]
  words: Readonly<Record<Key, string>>
}) => choice.keys.map(key => ({ value: key as string, label: choice.words[key] }))

function DishFields({ place, onRemove }: { place: number; onRemove: () => void }) {
  const say = useWords()
  return (
    <div className="dish-fields">
      <Form.Item
        name={[place, 'name']}
        label={say('menu.dish')}
        rules={[{ required: true, whitespace: true, message: say('form.required') }]}
      >
        <Input maxLength={20} />
      </Form.Item>
      <Form.Item name={[place, 'kind']} label={say('menu.dishKind')}>
        <Select options={options(dishKinds)} />
      </Form.Item>
      <Form.Item name={[place, 'contains']} label={say('menu.contains')}>
        <Select mode="multiple" options={options(foodContents)} />
      </Form.Item>
      <Form.Item name={[place, 'cautions']} label={say('menu.cautions')}>
        <Select mode="multiple" options={options(dishCautions)} />
      </Form.Item>
      <Form.Item name={[place, 'textures']} label={say('menu.textures')}>
        <Select mode="multiple" options={options(foodTextures)} />
      </Form.Item>
      <Button type="link" danger onClick={onRemove}>
        {say('menu.removeDish')}
      </Button>
    </div>
  )
}
