/** A feed that fails for a day, through the whole bot: who is told, where, and how often. */

import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createWorld, type World } from './world.ts'

const broken = new Set<string>()
const server = createServer(({ url = '' }, response) => {
  if (broken.has(url)) {
    response.writeHead(500).end()
    return
  }
  const name = url.slice(1).split('?')[0]
  response.end(
    `<rss version="2.0"><channel><title>${name}</title><item><guid>${name}</guid><title>Fog over ${name}</title></item></channel></rss>`,
  )
})

let world: World
let site = ''
let folder = ''
beforeEach(async () => {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  folder = mkdtempSync(join(tmpdir(), 'notices-'))
  world = await createWorld({ databaseFile: join(folder, 'digest.db') })
  const feed = ['harbour?key=s3cret', 'ships', 'sound'].map((name) => `${site}/${name}`).join(' ')
  await world.moderator.slash(world.channel.id, 'digest subscribe', { feed })
})
afterEach(async () => {
  expect(world.sandbox.violations).toEqual([])
  expect(world.fatal).toEqual([])
  await world.close()
  rmSync(folder, { recursive: true })
  broken.clear()
  await new Promise((resolve) => server.close(resolve))
})

const isNotice = ({ components }: { components: unknown }) =>
  JSON.stringify(components).includes('v1:health:0:n')
const noticesIn = (channelId: string) =>
  world.sandbox
    .messages(channelId)
    .filter(isNotice)
    .map(({ content }) => content)
/** Notices in the direct messages of whoever has some. */
async function direct(): Promise<string[]> {
  const rows = await world.bot().db.all('SELECT channel_id FROM direct_channel')
  return rows.flatMap((row) => noticesIn(String(row['channel_id'])))
}

describe('a feed that fails for a day', () => {
  it('is told of once to who subscribed, those of one cause together, and once when it is well again', async () => {
    broken.add('/harbour?key=s3cret').add('/ships')
    await world.passHours(23)
    expect(await direct()).toEqual([])
    await world.passHours(6)
    expect(await direct()).toHaveLength(1)
    const [trouble = ''] = await direct()
    expect(trouble).toContain('harbour、ships')
    expect(trouble).not.toMatch(/sound|s3cret/)
    await world.restart()
    await world.passHours(25)
    expect(await direct()).toHaveLength(1)

    broken.clear()
    await world.passHours(30)
    await world.restart()
    await world.passHours(30)
    const well = (await direct()).slice(1).join('\n')
    expect([...well.matchAll(/harbour|ships|sound/g)].flat().sort()).toEqual(['harbour', 'ships'])
    expect(well).toMatch(/^✅/)
    expect(noticesIn(world.channel.id)).toEqual([])
  })

  it('is told of in the server’s channel for notices where it has one, and to nobody else', async () => {
    const staff = world.sandbox.addChannel(world.guild.id, { name: '係' })
    await world
      .bot()
      .db.all('INSERT INTO guild (id, settings) VALUES ($1, $2)', [
        world.guild.id,
        JSON.stringify({ notices: staff.id }),
      ])
    broken.add('/ships')
    await world.passHours(30)
    expect(noticesIn(staff.id)).toHaveLength(1)
    broken.clear()
    await world.passHours(30)
    expect(noticesIn(staff.id)).toHaveLength(2)
    expect([await direct(), noticesIn(world.channel.id)]).toEqual([[], []])
  })
})
