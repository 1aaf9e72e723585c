// Every act of stays, in one table a subject; merged in domain/api.ts.
import { stationBookApi } from './book-api.ts'
import { stayFeeApi } from './fee-api.ts'
import { stationApi } from './station-api.ts'
import { stayApi } from './stay-api.ts'
import { assetApi, twinningApi } from './twinning-api.ts'
import { stayWishApi } from './wish-api.ts'

export const staysApi = {
  ...stayWishApi,
  ...stayApi,
  ...stayFeeApi,
  ...stationApi,
  ...stationBookApi,
  ...twinningApi,
  ...assetApi,
}
