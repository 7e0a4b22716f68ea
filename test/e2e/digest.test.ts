/** The main job from a moderator's first command to a member's search, through real discord.js. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createWorld, DAY, SLOT, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await createWorld()
})
afterEach(async () => {
  expect(world.sandbox.violations).toEqual([])
  expect(world.fatal).toEqual([])
  await world.close()
})

type Part = Record<string, unknown>
const list = (value: unknown) => (Array.isArray(value) ? (value as Part[]) : [])
const controls = (message: { components: Part[] }) =>
  message.components.flatMap((row) => list(row['components']))

const subscribe = (lang: 'ja' | 'en' = 'ja') =>
  world.moderator.slash(world.channel.id, 'digest subscribe', { feed: world.urls(lang) })

describe('a subscribed channel', () => {
  it('gets its digest at its minute, once, and members find it again', async () => {
    const { channel, sandbox } = world
    const answer = await subscribe()
    expect(answer.ephemeral).toBe(true)
    expect(answer.message.content).toContain('07:30')
    await world.moveTo(SLOT - 60_000)
    expect(sandbox.messages(channel.id)).toHaveLength(0)
    await world.moveTo(SLOT)
    const [digest, ...more] = sandbox.messages(channel.id)
    expect(more).toHaveLength(0)
    expect(digest?.content).toMatch(/^📘 1月18日\(日\)の朝 · 5本/)
    expect(digest?.embeds).toHaveLength(5)

    const found = await world.member.slash(channel.id, 'search', { query: '夜行列車' })
    expect(found.ephemeral).toBe(true)
    const [embed] = found.message.embeds
    expect(String(embed?.['description'])).toContain(
      `https://discord.com/channels/${world.guild.id}/${channel.id}/${digest?.id}`,
    )

    world.bot().wake()
    await world.moveTo(SLOT + 60_000)
    expect(sandbox.messages(channel.id)).toHaveLength(1)
  })

  it('gets the next morning’s news the next morning, and nothing twice', async () => {
    await subscribe('en')
    await world.moveTo(SLOT)
    await world.moveTo(SLOT + DAY)
    const digests = world.sandbox.messages(world.channel.id)
    expect(digests).toHaveLength(2)
    const titles = digests.flatMap(({ embeds }) => embeds.map((embed) => embed['url']))
    expect(new Set(titles).size).toBe(titles.length)
    expect(digests[1]?.content).toContain('1月19日(月)の朝')
  })

  it('keeps its promise over a restart', async () => {
    await world.close()
    const { mkdtempSync, rmSync } = await import('node:fs')
    const { tmpdir } = await import('node:os')
    const { join } = await import('node:path')
    const folder = mkdtempSync(join(tmpdir(), 'digest-'))
    world = await createWorld({ databaseFile: join(folder, 'digest.db') })
    await subscribe()
    await world.restart()
    await world.moveTo(SLOT)
    await world.restart()
    await world.moveTo(SLOT + 60_000)
    expect(world.sandbox.messages(world.channel.id)).toHaveLength(1)
    rmSync(folder, { recursive: true })
  })
})

describe('a reader of a digest', () => {
  it('opens an article in their own language with its sections and sources', async () => {
    const { channel, sandbox, member } = world
    await subscribe()
    await world.moveTo(SLOT)
    const digest = sandbox.messages(channel.id)[0]
    if (!digest) throw new Error('no digest was posted')
    const select = controls(digest).find(({ type }) => type === 3)
    const option = list(select?.['options']).find(({ label }) => String(label).includes('夜行列車'))
    expect(String(option?.['description'])).toMatch(/[?？]$/)
    const view = await member.choose(digest, String(select?.['custom_id']), [
      String(option?.['value']),
    ])
    expect(view.ephemeral).toBe(true)
    const shown = JSON.stringify(view.message.embeds)
    expect(shown).toContain('✅')
    expect(shown).toContain('北陵タイムズ')
    expect(JSON.stringify(view.message.components)).toContain('Read the source')
  })

  it('sees what was left over behind the button', async () => {
    const { channel, sandbox, member } = world
    await subscribe()
    await world.moveTo(SLOT)
    const digest = sandbox.messages(channel.id)[0]
    if (!digest) throw new Error('no digest was posted')
    const button = controls(digest).find(({ type }) => type === 2)
    expect(button?.['label']).toMatch(/^ほか\d+本$/)
    const rest = await member.press(digest, String(button?.['custom_id']))
    expect(rest.ephemeral).toBe(true)
    expect(rest.message.embeds.length + rest.message.content.length).toBeGreaterThan(0)
  })
})

describe('a moderator', () => {
  const press = async (held: Awaited<ReturnType<typeof subscribe>>, route: string) => {
    const control = controls(held.message).find(
      ({ custom_id }) => String(custom_id).split(':')[1] === route,
    )
    return world.moderator.press(held.message, String(control?.['custom_id']))
  }

  it('pauses, goes on and ends a digest from the panel', async () => {
    const { channel, moderator, sandbox } = world
    await subscribe()
    const panel = await moderator.slash(channel.id, 'digest list')
    const paused = await press(panel, 'pause')
    expect(paused.updated).toBe(true)
    await world.moveTo(SLOT)
    expect(sandbox.messages(channel.id)).toHaveLength(0)
    const resumed = await press(paused, 'resume')
    await world.moveTo(SLOT + DAY)
    expect(sandbox.messages(channel.id)).toHaveLength(1)
    await press(resumed, 'drop')
    await world.moveTo(SLOT + 2 * DAY)
    expect(sandbox.messages(channel.id)).toHaveLength(1)
  })

  it('is offered time zones while typing, and told at once when an address is no feed', async () => {
    const { channel, moderator, samples } = world
    const zones = await moderator.complete(
      channel.id,
      'digest subscribe',
      { feed: 'x', zone: 'toky' },
      'zone',
    )
    expect(zones.map(({ value }) => value)).toContain('Asia/Tokyo')
    const page = new URL('/nothing-here', samples.feeds[0]?.url).href
    const refused = await moderator.slash(channel.id, 'digest subscribe', { feed: page })
    expect(refused.message.content).toContain('404')
    const panel = await moderator.slash(channel.id, 'digest list')
    expect(controls(panel.message)).toHaveLength(0)
  })

  it('posts the digest at once with /digest now', async () => {
    const { channel, moderator, sandbox } = world
    await subscribe()
    await moderator.slash(channel.id, 'digest now')
    await world.bot().idle()
    expect(sandbox.messages(channel.id)[0]?.embeds).toHaveLength(5)
  })
})

describe('a member without the right to manage', () => {
  it('is told so, in their language, and nothing changes', async () => {
    const { channel, member, moderator } = world
    const refused = await member.slash(channel.id, 'digest subscribe', { feed: world.urls('ja') })
    expect(refused.message.content).toContain('Manage Server')
    const panel = await moderator.slash(channel.id, 'digest list')
    expect(controls(panel.message)).toHaveLength(0)
  })
})
