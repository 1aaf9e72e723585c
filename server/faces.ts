// Serves the three faces: built files of console and phone, rendered pages of the public site, the API's page.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { api } from '../domain/api.ts'
import { apiPage, openApiDocument } from './kernel/openapi.ts'

const year = 31_536_000

/** One page answers every address of an app; files with a fingerprint in their name never change. */
export async function serveFaces(app: FastifyInstance, distFolder: string): Promise<void> {
  for (const face of ['console', 'phone']) {
    const root = join(distFolder, face)
    if (!existsSync(join(root, 'index.html'))) continue
    await app.register(fastifyStatic, {
      root,
      prefix: `/${face}/`,
      decorateReply: face === 'console',
      wildcard: false,
      cacheControl: false,
      setHeaders: (response, path) => {
        const fingerprinted = /assets\//.test(path)
        response.header('cache-control', fingerprinted ? `public, max-age=${year}, immutable` : 'no-cache')
      },
    })
    const page = (reply: FastifyReply) =>
      reply.header('cache-control', 'no-cache').sendFile('index.html', root)
    app.get(`/${face}`, (_request, reply) => reply.redirect(`/${face}/`))
    app.get(`/${face}/*`, (_request, reply) => page(reply))
  }
  const document = openApiDocument(api)
  app.get('/openapi.json', async () => document)
  app.get('/api', async (_request, reply) => reply.type('text/html; charset=utf-8').send(apiPage(document)))
}
