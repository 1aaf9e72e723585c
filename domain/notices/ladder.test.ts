// Whatever fails, a notice of a life ends with a person or at the top; nothing is sent twice; nights are quiet.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Climbing, isAnswered, type NoticeTimes, nextMove, quietUntil, retryAt } from './ladder.ts'
import { hasCitizenNumber, outsideText, surnameOnly } from './wording.ts'

const times: NoticeTimes = {
  ...{ p0StepMinutes: 2, urgentStepMinutes: 30, normalStepMinutes: 1440 },
  ...{ quietFromHour: 21, quietUntilHour: 7 },
}

interface Person {
  /** Which channels fail for her, and on which (if any) she answers. */
  fails: readonly boolean[]
  answersOn: number
}

interface Sent {
  person: number
  channel: string
  at: Date
}

/** Plays one matter of life from the first person to the last, minute by minute, as the job does. */
function play(people: readonly Person[], start: Date): { end: string; sent: Sent[]; minutes: number } {
  const sent: Sent[] = []
  let person = 0
  const fresh = (standIns: number): Climbing => ({
    ...{ urgency: 'p0', state: 'unseen', step: 0, steppedAt: null, hasFailed: false, standIns },
  })
  let one = fresh(people.length - 1)
  let now = start
  for (let minutes = 0; minutes < 600; ) {
    const move = nextMove(one, now, times)
    if (move.do === 'send') {
      sent.push({ person, channel: move.channel, at: now })
      const { fails = [], answersOn } = people[person] ?? { answersOn: 9 }
      const hasFailed = fails[one.step] ?? false
      one = { ...one, step: one.step + 1, steppedAt: now.toISOString(), hasFailed }
      if (!hasFailed && answersOn === one.step - 1) one = { ...one, state: 'taken' }
    } else if (move.do === 'passOn') {
      person += 1
      one = fresh(people.length - 1 - person)
    } else if (move.do === 'wait') {
      minutes += 1
      now = new Date(now.getTime() + 60_000)
    } else return { end: move.do === 'rest' ? one.state : 'top', sent, minutes }
  }
  return { end: 'lost', sent, minutes: 600 }
}

describe('a notice of a life', () => {
  it('ends with a person or at the top, whatever channels fail, and never twice on one channel', () => {
    const person = fc.record({
      fails: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
      answersOn: fc.nat({ max: 4 }),
    })
    fc.assert(
      fc.property(
        fc.array(person, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 0, max: 1439 }),
        (people, minute) => {
          const { end, sent, minutes } = play(people, new Date(Date.UTC(2026, 10, 26, 0, minute)))
          expect(['taken', 'top']).toContain(end)
          const keys = sent.map(one => `${one.person} ${one.channel}`)
          expect(new Set(keys).size).toBe(keys.length)
          const answers = people.findIndex(({ fails, answersOn }) => answersOn < 3 && !fails[answersOn])
          expect(end).toBe(answers === -1 ? 'top' : 'taken')
          // Three channels a person, two minutes each, at any hour of the night.
          expect(minutes).toBeLessThanOrEqual(people.length * 6)
          if (answers >= 0) expect(sent.at(-1)?.person).toBe(answers)
        },
      ),
    )
  })

  it('is not answered by being read', () => {
    expect(isAnswered('p0', 'seen')).toBe(false)
    expect(isAnswered('urgent', 'seen')).toBe(true)
  })
})

describe('any other notice', () => {
  const evening = new Date('2026-11-26T13:30:00Z')
  const begun: Climbing = {
    ...{ urgency: 'urgent', state: 'unseen', step: 1, steppedAt: '2026-11-26T13:00:00Z' },
    ...{ hasFailed: false, standIns: 0 },
  }

  it('lets people sleep, and goes on in the morning', () => {
    expect(nextMove(begun, evening, times)).toEqual({ do: 'wait', until: new Date('2026-11-26T23:00:00Z') })
    expect(nextMove(begun, new Date('2026-11-26T23:00:00Z'), times)).toEqual({ do: 'send', channel: 'sms' })
    expect(nextMove({ ...begun, urgency: 'p0' }, evening, times)).toEqual({ do: 'send', channel: 'sms' })
  })

  it('is shown in the app at once, at night too', () => {
    expect(nextMove({ ...begun, step: 0, steppedAt: null }, evening, times)).toEqual({
      do: 'send',
      channel: 'inApp',
    })
  })

  it('rests when it was read, or when there is no further channel', () => {
    expect(nextMove({ ...begun, state: 'seen' }, evening, times)).toEqual({ do: 'rest' })
    expect(nextMove({ ...begun, step: 3 }, evening, times)).toEqual({ do: 'rest' })
  })
})

describe('an ordinary notice', () => {
  const texted: Climbing = {
    ...{ urgency: 'normal', state: 'unseen', step: 2, steppedAt: '2026-11-26T01:00:00Z' },
    ...{ hasFailed: false, standIns: 2 },
  }

  it('is let be a day after its last channel: told, and nobody is rung up or passed it on for an answer', () => {
    const dayLater = new Date('2026-11-27T01:00:00Z')
    expect(nextMove(texted, new Date('2026-11-26T09:00:00Z'), times)).toEqual({ do: 'wait', until: dayLater })
    expect(nextMove(texted, dayLater, times)).toEqual({ do: 'letBe' })
    expect(nextMove({ ...texted, state: 'told' }, dayLater, times)).toEqual({ do: 'rest' })
  })

  it('is let be at once when the last channel is known to have failed: it stands in her list', () => {
    expect(nextMove({ ...texted, hasFailed: true }, new Date('2026-11-26T01:01:00Z'), times)).toEqual({
      do: 'letBe',
    })
  })

  it('is over when it was read before', () => {
    const now = new Date('2026-11-26T09:00:00Z')
    expect(nextMove({ ...texted, state: 'seen' }, now, times)).toEqual({ do: 'rest' })
  })
})

describe('quiet hours', () => {
  it.each([
    ['2026-11-26T12:59:00Z', null],
    ['2026-11-26T13:00:00Z', '2026-11-26T23:00:00.000Z'],
    ['2026-11-26T22:59:00Z', '2026-11-26T23:00:00.000Z'],
    ['2026-11-26T23:00:00Z', null],
  ])('%s', (now, until) => {
    expect(quietUntil(new Date(now), times)?.toISOString() ?? null).toBe(until)
  })
  it('may lie within one day, or not be at all', () => {
    const noon = { quietFromHour: 12, quietUntilHour: 14 }
    expect(quietUntil(new Date('2026-11-26T05:00:00Z'), noon)).toEqual(new Date('2026-11-26T06:00:00Z'))
    expect(quietUntil(new Date('2026-11-26T05:00:00Z'), { quietFromHour: 7, quietUntilHour: 7 })).toBeNull()
  })
})

it('a channel that does not take a message is asked four times, each time later', () => {
  const now = new Date('2026-11-26T00:00:00Z')
  expect([1, 2, 3, 4].map(tries => (retryAt(tries, now)?.getTime() ?? 0) - now.getTime())).toEqual([
    30_000,
    60_000,
    120_000,
    -now.getTime(),
  ])
})

describe('what is said outside', () => {
  it('has surnames only', () => {
    expect(surnameOnly('欧阳春兰')).toBe('欧阳某')
    expect(outsideText('水口村王秀兰一级：神情气色危险，邻居王秀', ['王秀', '王秀兰'])).toBe(
      '水口村王某一级：神情气色危险，邻居王某',
    )
  })
  it('knows a citizen number when it sees one', () => {
    expect(hasCitizenNumber('号码 22990119440506123X 。')).toBe(true)
    expect(hasCitizenNumber('工单 2299011944050612345678')).toBe(false)
  })
})
