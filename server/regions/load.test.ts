import { describe, expect, inject, it } from 'vitest'
import { openTestSystem } from '../../tools/test-system.ts'
import { loadReference } from './load.ts'

describe('reference tables', () => {
  it('hold every unit of Jilin, findable by pinyin, and load twice without change', async () => {
    const world = await openTestSystem({ clusterUrl: inject('clusterUrl') })
    const count = () => world.pool.query('select count(*) as count from regions')
    expect((await count()).rows[0].count).toBe(13_014)
    await loadReference(world.pool)
    expect((await count()).rows[0].count).toBe(13_014)
    const tumen = await world.db
      .selectFrom('regions')
      .selectAll()
      .where('code', '=', '222402000000')
      .executeTakeFirstOrThrow()
    expect(tumen).toMatchObject({
      shortName: '图们市',
      pinyin: 'tumenshi',
      initials: 'tms',
      nameKo: '도문시',
    })
    await world.close()
  })
})
