// Places and canteens on the public site: by county and township, with what they offer and how to reach them.
import type { FastifyInstance } from 'fastify'
import { siteKinds } from '../domain/facilities/facility.ts'
import { dayOf } from '../domain/kernel/day.ts'
import { placesPage } from '../site/places.tsx'
import { publicPlaceCounties, publicPlaces, publicPlaceTownships } from './facilities/facilities.ts'
import type { System } from './kernel/context.ts'
import { viewOf } from './site-view.ts'

/** What a page can carry over a thin line. */
const shownAtMost = 200

export async function servePlaces(app: FastifyInstance, system: System): Promise<void> {
  const { db } = system.connections
  app.get('/places', async (request, reply) => {
    const asked = request.query as { area?: string; kind?: string }
    const counties = await publicPlaceCounties(db)
    const only = counties.length === 1 ? counties[0]?.code : undefined
    const stem = /^\d{6}(\d{3})?$/.test(asked.area ?? '') ? asked.area : only
    const kind = siteKinds.keys.find(key => key === asked.kind) ?? null
    const today = dayOf(system.clock.now())
    const found = stem ? await publicPlaces(db, { stem, kind, today, limit: shownAtMost + 1 }) : []
    const page = placesPage(await viewOf(request, system), {
      ...{ counties, stem: stem ?? null, kind, places: found.slice(0, shownAtMost) },
      isCut: found.length > shownAtMost,
      townships: stem ? await publicPlaceTownships(db, stem.slice(0, 6)) : [],
    })
    return reply.type('text/html; charset=utf-8').send(page)
  })
}
