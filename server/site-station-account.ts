// The open accounts of stations on the public site: anybody reads them, nobody who lives there stands in them.
import type { FastifyInstance } from 'fastify'
import { dayOf } from '../domain/kernel/day.ts'
import { notFoundPage } from '../site/home.tsx'
import { stationAccountPage, stationAccountsPage } from '../site/station-account.tsx'
import type { System } from './kernel/context.ts'
import { viewOf } from './site-view.ts'
import { publicStation, publicStationCounties, publicStations } from './stays/stays.ts'

const html = 'text/html; charset=utf-8'

export async function serveStationAccounts(app: FastifyInstance, system: System): Promise<void> {
  const { db } = system.connections
  app.get('/station-account', async (request, reply) => {
    const { county = '' } = request.query as { county?: string }
    const counties = await publicStationCounties(db)
    const only = counties.length === 1 ? counties[0]?.countyCode : undefined
    const chosen = /^\d{6}$/.test(county) ? county : only
    const stations = chosen ? await publicStations(db, chosen) : []
    return reply.type(html).send(stationAccountsPage(await viewOf(request, system), counties, stations))
  })
  app.get('/station-account/:county/:station', async (request, reply) => {
    const { county, station } = request.params as { county: string; station: string }
    const { month = '' } = request.query as { month?: string }
    const view = await viewOf(request, system)
    const isKey = /^\d{6}$/.test(county) && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(station)
    const asked = /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? month : null
    const key = { countyCode: county, facilityId: station }
    const account = isKey ? await publicStation(db, key, dayOf(system.clock.now()), asked) : null
    if (account === null) return reply.status(404).type(html).send(notFoundPage(view))
    return reply.type(html).send(stationAccountPage(view, account))
  })
}
