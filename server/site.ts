// Mounts the public site; the only server file that knows the pages (they are functions from data to HTML).
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { homePage, notFoundPage } from '../site/home.tsx'
import type { System } from './kernel/context.ts'
import { serveFamily } from './site-family.ts'
import { serveOpenAccounts } from './site-open-account.ts'
import { servePlaces } from './site-places.ts'
import { serveStationAccounts } from './site-station-account.ts'
import { viewOf } from './site-view.ts'
import { projectFolder } from './system.ts'

const hour = 3_600

export async function serveSite(app: FastifyInstance, system: System): Promise<void> {
  const css = ['ui/tokens.css', 'site/site.css']
    .map(file => readFileSync(join(projectFolder, file), 'utf8'))
    .join('\n')
  const script = readFileSync(join(projectFolder, 'site', 'read-aloud.js'), 'utf8')
  app.get('/site.css', (_request, reply) =>
    reply.type('text/css; charset=utf-8').header('cache-control', `public, max-age=${hour}`).send(css),
  )
  app.get('/read-aloud.js', (_request, reply) =>
    reply
      .type('text/javascript; charset=utf-8')
      .header('cache-control', `public, max-age=${hour}`)
      .send(script),
  )
  app.get('/', async (request, reply) =>
    reply.type('text/html; charset=utf-8').send(homePage(await viewOf(request, system))),
  )
  await serveFamily(app, system)
  await serveOpenAccounts(app, system)
  await serveStationAccounts(app, system)
  await servePlaces(app, system)
}

/** What answers an address nobody knows: a page for people, a refusal for programs. */
export function missingPage(system: System) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    if (request.url.startsWith('/api/') || request.method !== 'GET')
      return reply.status(404).send({ code: 'not_found', message: '没有这个接口，请核对地址。' })
    return reply
      .status(404)
      .type('text/html; charset=utf-8')
      .send(notFoundPage(await viewOf(request, system)))
  }
}
