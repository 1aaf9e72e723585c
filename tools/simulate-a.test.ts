import { testHistories } from './simulate-histories.ts'

testHistories(1, 360)
