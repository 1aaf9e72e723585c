// Seven days, each a button that goes through its choices: closed, dine in, delivered.
import { Button } from 'antd'
import { useWords } from '../language.tsx'

interface WeekFieldProps {
  /** Given by the form. */
  value?: string
  onChange?: (value: string) => void
  /** The choices of a day, in the order they follow each other. */
  letters: string
}

const words = { '-': 'opening.closedLetter', D: 'opening.D', H: 'opening.H', B: 'opening.B' } as const

export function WeekField({ value = '-------', onChange, letters }: WeekFieldProps) {
  const say = useWords()
  const turn = (index: number) => {
    const next = letters[(letters.indexOf(value[index] ?? '-') + 1) % letters.length] ?? '-'
    onChange?.(value.slice(0, index) + next + value.slice(index + 1))
  }
  return (
    <div className="week-field">
      <span className="week-days">
        {say('opening.days')
          .split(',')
          .map((name, index) => (
            <Button
              key={name}
              type={value[index] === '-' ? 'default' : 'primary'}
              ghost={value[index] === 'H'}
              onClick={() => turn(index)}
            >
              <span>{name}</span>
              <small>{say(words[(value[index] ?? '-') as keyof typeof words])}</small>
            </Button>
          ))}
      </span>
      <span className="week-all">
        {[...letters].map(letter => (
          <Button key={letter} type="link" size="small" onClick={() => onChange?.(letter.repeat(7))}>
            {`${say('regulars.all')}${say(words[letter as keyof typeof words])}`}
          </Button>
        ))}
      </span>
    </div>
  )
}
