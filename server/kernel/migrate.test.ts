// A database of one's own whose user may do little: told once what to grant, and fine after that.
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { migrationsFolder } from '../system.ts'
import { migrate } from './migrate.ts'

const name = `poor_${randomBytes(4).toString('hex')}`
let administrator: pg.Client
let url: string

beforeAll(async () => {
  const cluster = inject('clusterUrl')
  administrator = new pg.Client({ connectionString: cluster })
  await administrator.connect()
  await administrator.query(`create role ${name} login password 'poor'`)
  await administrator.query(`create database ${name}`)
  url = Object.assign(new URL(cluster), { username: name, password: 'poor', pathname: `/${name}` }).href
})

afterAll(async () => {
  await administrator.query(`drop database ${name}`)
  await administrator.query(`drop role ${name}`)
  await administrator.end()
})

test('A user with too few rights is told the very statements to run, and they suffice', async () => {
  const refusal = await migrate(url, migrationsFolder).then(
    () => null,
    (error: Error) => error.message,
  )
  expect(refusal).toMatch(/^数据库用户 \w+ 的权限不够。请让数据库的超级用户执行一次：/)
  const statements = /执行一次：(.*;) 然后/.exec(refusal ?? '')?.[1] ?? ''
  expect(statements).toContain(`ALTER DATABASE ${name} OWNER TO ${name}`)
  await administrator.query(statements)
  const ran = await migrate(url, migrationsFolder)
  expect(ran.length).toBeGreaterThan(5)
  expect(await migrate(url, migrationsFolder)).toEqual([])
})
