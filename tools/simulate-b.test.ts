import { testHistories } from './simulate-histories.ts'

testHistories(361, 360)
