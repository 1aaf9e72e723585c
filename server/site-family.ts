// Mounts the pages of family far away: plain forms over the same operations as every other face.
import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { OperationName, Output } from '../domain/api.ts'
import { dayOf } from '../domain/kernel/day.ts'
import { fenFrom } from '../domain/kernel/money.ts'
import { Refused } from '../domain/kernel/refusal.ts'
import { familyDoorPage, familyHomePage, familyJoinPage } from '../site/family.tsx'
import { familyElderPage } from '../site/family-elder.tsx'
import type { Filled } from '../site/family-forms.tsx'
import { addressWith } from '../site/frame.tsx'
import { authenticate } from './accounts/accounts.ts'
import type { Actor, System } from './kernel/context.ts'
import { sessionCookie, setCookie } from './kernel/http.ts'
import { perform } from './kernel/operations.ts'
import { registry } from './operations.ts'
import { viewOf } from './site-view.ts'

type Form = Readonly<Record<string, string>>

interface Asked {
  system: System
  request: FastifyRequest
  reply: FastifyReply
  actor: Actor | null
  form: Form
}

/** Most a form of ours can hold; beyond it somebody is playing. */
const formLimitBytes = 20_000

export async function serveFamily(app: FastifyInstance, system: System): Promise<void> {
  await app.register(async family => {
    family.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: formLimitBytes },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    )
    const answering =
      (answer: (asked: Asked) => Promise<unknown>) => async (request: FastifyRequest, reply: FastifyReply) =>
        answer(await askedBy(system, request, reply))
    family.get(
      '/family',
      answering(asked => home(asked)),
    )
    family.get(
      '/family/join',
      answering(asked => joinPage(asked)),
    )
    family.get(
      '/family/elder',
      answering(asked => elder(asked)),
    )
    family.post('/family/sign-in', answering(signIn))
    family.post('/family/join', answering(join))
    family.post('/family/add', answering(add))
    family.post('/family/pay', answering(pay))
    family.post('/family/order', answering(order))
    family.post('/family/confirm', answering(confirm))
    family.post('/family/leave', answering(leave))
    family.post('/family/sign-out', answering(signOut))
  })
}

async function askedBy(system: System, request: FastifyRequest, reply: FastifyReply): Promise<Asked> {
  // The cookie is strict already; this also holds off a page of another site in an old browser.
  const site = request.headers['sec-fetch-site']
  if (request.method === 'POST' && site !== undefined && site !== 'same-origin')
    throw new Refused('not_allowed', '请从本站的页面提交。')
  const token = request.cookies[sessionCookie]
  const actor = token ? await authenticate(system, token) : null
  return {
    ...{ system, request, reply: reply.header('cache-control', 'no-store') },
    actor: actor?.role === 'family' ? actor : null,
    form: request.method === 'POST' ? (request.body as Form) : {},
  }
}

/** The same door as every other face's; an act's id comes with the form, so that a second press is harmless. */
async function ask<Name extends OperationName>(
  { system, request, reply, actor, form }: Asked,
  name: Name,
  input: unknown,
): Promise<Output<Name>> {
  const answer = await perform(system, registry, {
    ...{ name, input, actor, actId: form.act ?? randomUUID(), requestId: request.id, address: request.ip },
    ...{ upload: null, sessionToken: request.cookies[sessionCookie] ?? null },
  })
  if (answer.sessionToken) setCookie(reply, system.config.secureCookies, answer.sessionToken)
  return answer.output as Output<Name>
}

/** Runs an act of a form; a refusal becomes part of the page it came from, with what had been filled in. */
async function trying(asked: Asked, work: () => Promise<Filled>): Promise<Filled> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const { password: _, ...values } = asked.form
    return { trouble: { code: error.code, message: error.message }, values }
  }
}

function show({ reply }: Asked, page: string, { trouble }: Filled): FastifyReply {
  return reply
    .status(trouble ? 422 : 200)
    .type('text/html; charset=utf-8')
    .send(page)
}

const viewFor = ({ request, system }: Asked) => viewOf(request, system)

async function door(asked: Asked, filled: Filled): Promise<FastifyReply> {
  return show(asked, familyDoorPage({ ...(await viewFor(asked)), path: '/family' }, filled), filled)
}

const doings = ['saved', 'added', 'left', 'joined', 'asked', 'confirmedDone'] as const

/** What was done on the page before: said in the address, so that loading again does nothing twice. */
function doneOf({ request }: Asked): Filled {
  const { done } = request.query as Form
  return { done: doings.find(one => one === done) }
}

async function home(asked: Asked, filled: Filled = doneOf(asked)): Promise<FastifyReply> {
  if (!asked.actor) return door(asked, filled)
  const view = { ...(await viewFor(asked)), path: '/family' }
  const { rows: elders } = await ask({ ...asked, form: {} }, 'family.elders', {})
  return show(asked, familyHomePage(view, { elders, filled, act: randomUUID() }), filled)
}

async function joinPage(asked: Asked, filled: Filled = {}): Promise<FastifyReply> {
  return show(asked, familyJoinPage({ ...(await viewFor(asked)), path: '/family/join' }, filled), filled)
}

async function elder(asked: Asked, filled: Filled = doneOf(asked)): Promise<FastifyReply> {
  if (!asked.actor) return door(asked, filled)
  const given = { ...(asked.request.query as Form), ...asked.form }
  const key = { countyCode: given.county ?? '', linkId: given.link ?? '' }
  const view = {
    ...(await viewFor(asked)),
    path: `/family/elder?county=${key.countyCode}&link=${key.linkId}`,
  }
  try {
    const seen = await ask({ ...asked, form: {} }, 'family.view', key)
    const today = dayOf(asked.system.clock.now())
    return show(asked, familyElderPage({ view, seen, today, filled, act: randomUUID() }), filled)
  } catch (error) {
    // Withdrawn between two looks: back to the list, which says so.
    if (!(error instanceof Refused)) throw error
    return home(asked, { trouble: { code: error.code, message: error.message } })
  }
}

async function signIn(asked: Asked): Promise<FastifyReply> {
  const { login, password, code } = asked.form
  const filled = await trying(asked, async () => {
    const given = { login: login?.trim(), password, ...(code?.trim() && { code: code.trim() }) }
    const { needsCode, session } = await ask(asked, 'session.open', given)
    if (needsCode) throw new Refused('invalid', '请填写动态码后再登录。')
    if (session?.post.role !== 'family')
      throw new Refused('not_allowed', '这是工作人员的账号，请从工作人员入口登录。')
    return {}
  })
  return filled.trouble ? door(asked, filled) : backTo(asked, '/family')
}

async function join(asked: Asked): Promise<FastifyReply> {
  const { code, login, password, language, timeZone } = asked.form
  const filled = await trying(asked, async () => {
    await ask(asked, 'family.join', { code, login: login?.trim(), password, language, timeZone })
    return {}
  })
  return filled.trouble ? joinPage(asked, filled) : backTo(asked, '/family?done=joined')
}

async function add(asked: Asked): Promise<FastifyReply> {
  const filled = await trying(asked, async () => {
    await ask(asked, 'family.addCode', { code: asked.form.code })
    return {}
  })
  return filled.trouble ? home(asked, filled) : backTo(asked, '/family?done=added')
}

async function pay(asked: Asked): Promise<FastifyReply> {
  const { act, yuan, account, way, paidOn, reference } = asked.form
  return ofElder(asked, 'saved', key => {
    const fen = fenFrom(yuan ?? '')
    if (fen === null) throw new Refused('invalid', '金额写成 200 或 199.50 这样，单位是元。')
    const payment = { id: act, account, fen, way, paidOn, reference: reference?.trim() || null }
    return ask(asked, 'family.pay', { ...key, ...payment })
  })
}

async function order(asked: Asked): Promise<FastifyReply> {
  const { act, kind, wantedBy, note } = asked.form
  return ofElder(asked, 'asked', key =>
    ask(asked, 'family.order', {
      ...{ ...key, id: act, kind, wantedBy: wantedBy || null, note: note?.trim() || null },
    }),
  )
}

async function confirm(asked: Asked): Promise<FastifyReply> {
  return ofElder(asked, 'confirmedDone', key =>
    ask(asked, 'family.confirm', { ...key, orderId: asked.form.order }),
  )
}

/** An act on the page of one elder: back to it when done, or the page as it was with the sentence of the refusal. */
async function ofElder(
  asked: Asked,
  done: (typeof doings)[number],
  work: (key: { countyCode: string | undefined; linkId: string | undefined }) => Promise<unknown>,
): Promise<FastifyReply> {
  const { county, link } = asked.form
  const filled = await trying(asked, async () => {
    await work({ countyCode: county, linkId: link })
    return {}
  })
  return filled.trouble
    ? elder(asked, filled)
    : backTo(asked, `/family/elder?county=${county}&link=${link}&done=${done}`)
}

async function leave(asked: Asked): Promise<FastifyReply> {
  const { county, link } = asked.form
  const filled = await trying(asked, async () => {
    await ask(asked, 'family.leave', { countyCode: county, linkId: link })
    return {}
  })
  return filled.trouble ? home(asked, filled) : backTo(asked, '/family?done=left')
}

async function signOut(asked: Asked): Promise<FastifyReply> {
  if (asked.actor) await ask(asked, 'session.close', {})
  return backTo(asked, '/family')
}

/** A page of its own address after signing in or out, so that going back asks nothing twice. */
async function backTo(asked: Asked, path: string): Promise<FastifyReply> {
  return asked.reply.redirect(addressWith({ ...(await viewFor(asked)), path }, {}), 303)
}
