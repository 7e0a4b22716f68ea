/** Readers catch up on a channel, through real discord.js and the sandbox. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { control, firstDigest, valuesOf } from './reader.ts'
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

const titleOf = ({ embeds }: { embeds: Record<string, unknown>[] }) => String(embeds[0]?.['title'])

describe('a reader who was away', () => {
  it('sees what the channel was told, page by page, each time again', async () => {
    await firstDigest(world, 'ja', SLOT)
    await world.moveTo(SLOT + DAY)
    const { channel, member, moderator } = world
    const told = await member.slash(channel.id, 'catchup', { since: '2 days' })
    expect(told.ephemeral).toBe(true)
    expect(titleOf(told.message)).toMatch(/^\d+ stories since Sat, January 17, 2026$/)
    const first = valuesOf(control(told.message, 'read'))
    expect(first).toHaveLength(5)
    const next = await member.press(told.message, control(told.message, 'catchup').custom_id)
    expect(next.updated).toBe(true)
    const second = valuesOf(control(next.message, 'read'))
    expect(new Set([...first, ...second]).size).toBe(first.length + second.length)
    const opened = await member.choose(next.message, control(next.message, 'read').custom_id, [
      second[0] ?? '',
    ])
    expect(opened.ephemeral).toBe(true)
    expect(opened.message.embeds.length).toBeGreaterThan(0)

    const ja = await moderator.slash(channel.id, 'catchup')
    expect(titleOf(ja.message)).toMatch(/^2026年1月18日\(日\)から届いたニュース（\d+件）$/)
  })

  it('is offered days to choose from, and told what day they mean', async () => {
    const { channel, member, moderator } = world
    const en = await member.complete(channel.id, 'catchup', { since: '' }, 'since')
    expect(en.map(({ name }) => name)).toEqual([
      'Today (Sun, January 18, 2026)',
      'Yesterday (Sat, January 17, 2026)',
      '3 days ago (Thu, January 15, 2026)',
      'A week ago (Sun, January 11, 2026)',
      'A month ago (Thu, December 18, 2025)',
    ])
    const ja = await moderator.complete(channel.id, 'catchup', { since: '先週' }, 'since')
    expect(ja).toEqual([{ name: '先週（2026年1月5日(月)）', value: '先週' }])
    expect(await moderator.complete(channel.id, 'catchup', { since: 'いつか' }, 'since')).toEqual(
      [],
    )
  })

  it('is told in both languages what to write, and where there is nothing to catch up on', async () => {
    const { channel, member, moderator, sandbox, guild } = world
    const typed = { since: '`soon` @everyone' }
    const en = await member.slash(channel.id, 'catchup', typed)
    expect(en.message.content).toContain('Write for example `yesterday`')
    const ja = await moderator.slash(channel.id, 'catchup', { since: '2099-01-01' })
    expect(ja.message.content).toContain('今より前の日時を入力')
    const never = await member.slash(channel.id, 'catchup')
    expect(never.message.content).toContain(`No digest has come into <#${channel.id}> yet`)
    await firstDigest(world, 'ja', SLOT)
    const talk = sandbox.addChannel(guild.id, { name: '談話室' })
    const other = await moderator.slash(talk.id, 'catchup')
    expect(other.message.content).toContain('まだダイジェストが届いていません')
    await world.moveTo(SLOT + 7_200_000)
    const nothing = await moderator.slash(channel.id, 'catchup', { since: '1時間前' })
    expect(nothing.message.content).toContain(`から <#${channel.id}> に届いた記事はありません`)
  })
})
