// Serves the built faces and the API's page; an address no file answers is the app's own, or nobody's.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { api } from '../domain/api.ts'
import { apiPage, openApiDocument } from './kernel/openapi.ts'

const year = 31_536_000

type Missing = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>

/** @param missing answers what is neither a file nor an app's address. */
export async function serveFaces(app: FastifyInstance, distFolder: string, missing: Missing): Promise<void> {
  const faces = ['console', 'phone'].filter(face => existsSync(join(distFolder, face, 'index.html')))
  for (const [index, face] of faces.entries()) {
    await app.register(fastifyStatic, {
      root: join(distFolder, face),
      prefix: `/${face}/`,
      decorateReply: index === 0,
      cacheControl: false,
      preCompressed: true,
      setHeaders: (response, path) => {
        // Files with a fingerprint in their name never change; everything else is asked for again.
        const fingerprinted = /[\\/]assets[\\/]/.test(path)
        response.header('cache-control', fingerprinted ? `public, max-age=${year}, immutable` : 'no-cache')
      },
    })
    app.get(`/${face}`, (_request, reply) => reply.redirect(`/${face}/`))
  }
  app.setNotFoundHandler(async (request, reply) => {
    const path = request.url.split('?')[0] ?? ''
    const face = faces.find(name => path.startsWith(`/${name}/`))
    // A page of an app has no dot in its name; a missing file must stay missing.
    if (request.method === 'GET' && face && !/\.[a-z0-9]+$/i.test(path))
      return reply.header('cache-control', 'no-cache').sendFile('index.html', join(distFolder, face))
    return missing(request, reply)
  })
  const document = openApiDocument(api)
  app.get('/openapi.json', async () => document)
  app.get('/api', async (_request, reply) => reply.type('text/html; charset=utf-8').send(apiPage(document)))
}
