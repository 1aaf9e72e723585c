import { testHistories } from './simulate-histories.ts'

testHistories(501, 500)
