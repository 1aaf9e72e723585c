// The open accounts of canteens on the public site: anybody reads them, nobody's name but a giver's stands in them.
import type { FastifyInstance } from 'fastify'
import { dayOf } from '../domain/kernel/day.ts'
import { notFoundPage } from '../site/home.tsx'
import { openAccountPage, openAccountsPage } from '../site/open-account.tsx'
import type { System } from './kernel/context.ts'
import { publicAccount, publicAccounts, publicCounties } from './meal-accounts/meal-accounts.ts'
import { viewOf } from './site-view.ts'

const html = 'text/html; charset=utf-8'

export async function serveOpenAccounts(app: FastifyInstance, system: System): Promise<void> {
  const { db } = system.connections
  app.get('/open-account', async (request, reply) => {
    const { county } = request.query as { county?: string }
    const counties = await publicCounties(db)
    const chosen = /^\d{6}$/.test(county ?? '')
      ? county
      : counties.length === 1
        ? counties[0]?.countyCode
        : null
    const canteens = chosen ? await publicAccounts(db, chosen) : []
    return reply.type(html).send(openAccountsPage(await viewOf(request, system), counties, canteens))
  })
  app.get('/open-account/:county/:canteen', async (request, reply) => {
    const { county, canteen } = request.params as { county: string; canteen: string }
    const { month } = request.query as { month?: string }
    const view = await viewOf(request, system)
    const isKey = /^\d{6}$/.test(county) && /^[0-9a-f-]{36}$/.test(canteen)
    const asked = /^\d{4}-(0[1-9]|1[0-2])$/.test(month ?? '') ? (month ?? null) : null
    const today = dayOf(system.clock.now())
    const account = isKey
      ? await publicAccount(db, { countyCode: county, canteenId: canteen }, today, asked)
      : null
    if (account === null) return reply.status(404).type(html).send(notFoundPage(view))
    return reply.type(html).send(openAccountPage(view, account))
  })
}
