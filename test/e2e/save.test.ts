/** Readers keep articles for themselves, through real discord.js and the sandbox. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Message } from '../../src/sandbox/sandbox.ts'
import { control, controlOn, endWell, valuesOf, worldWithDigest } from './reader.ts'
import type { World } from './world.ts'

let world: World
let digest: Message
beforeEach(async () => {
  ;({ world, digest } = await worldWithDigest())
})
afterEach(() => endWell(world))

const listOf = (person = world.member) => person.slash(world.channel.id, 'saved')

describe('a reader', () => {
  it('saves an open article by its button, reads it in the list and takes it off', async () => {
    const { member } = world
    const select = control(digest, 'read')
    const [value = ''] = valuesOf(select)
    const view = await member.choose(digest, select.custom_id, [value])
    const done = await member.press(view.message, control(view.message, 'save').custom_id)
    expect(done.ephemeral).toBe(true)
    expect(done.message.content).toMatch(/^🔖 \*\*Saved:\*\* /)
    expect(done.message.content).toContain('`/saved`')

    const list = await listOf()
    expect(list.ephemeral).toBe(true)
    expect(list.message.embeds[0]?.['title']).toBe('Saved articles (1)')
    expect(String(list.message.embeds[0]?.['description'])).toContain(digest.id)
    const opened = await member.choose(list.message, control(list.message, 'read').custom_id, [
      value,
    ])
    expect(opened.message.embeds[0]?.['title']).toBe(view.message.embeds[0]?.['title'])

    const drop = control(list.message, 'saved-drop')
    const left = await member.choose(list.message, drop.custom_id, [value])
    expect(left.updated).toBe(true)
    expect(left.message.content).toContain('Removed from the list')
    expect(left.message.content).toContain('You have not saved anything yet')
    expect(left.message.embeds).toEqual([])
  })

  it('chooses among the articles of a digest, in Japanese, and takes it all back', async () => {
    const { moderator } = world
    const button = control(digest, 'save-of')
    expect(button['label']).toBe('保存')
    const asked = await moderator.press(digest, button.custom_id)
    expect(asked.message.content).toBe('どの記事を保存しますか？')
    const select = control(asked.message, 'save-chosen')
    const values = valuesOf(select)
    expect(values).toHaveLength(5)
    const done = await moderator.choose(asked.message, select.custom_id, values.slice(0, 3))
    expect(done.updated).toBe(true)
    expect(done.message.content).toContain('3本の記事を保存しました')
    expect(done.message.content).toContain('`/保存済み`')
    const list = await listOf(moderator)
    expect(list.message.embeds[0]?.['title']).toBe('保存した記事（3本）')
    expect(valuesOf(control(list.message, 'read'))).toEqual(values.slice(0, 3))
    const undone = await moderator.press(done.message, control(done.message, 'unsave').custom_id)
    expect(undone.message.content).toContain('取り消しました')
    expect((await listOf(moderator)).message.content).toContain('保存した記事はまだありません')
  })

  it('saves from the menu of a digest’s message, and is told where a message has no article', async () => {
    const { member, moderator, sandbox, channel } = world
    const asked = await member.menu(digest, 'Save')
    expect(asked.ephemeral).toBe(true)
    expect(valuesOf(control(asked.message, 'save-chosen'))).toHaveLength(5)
    const other = sandbox.say(channel.id, world.moderatorId, '港のニュース')
    const none = await moderator.menu(other, 'Save')
    expect(none.message.content).toContain('このメッセージには記事がありません')
    const english = await member.menu(other, 'Save')
    expect(english.message.content).toContain('There is no article in this message')
  })

  it('pages a long list, and is told kindly that something was saved before', async () => {
    const { member } = world
    const asked = await member.menu(digest, 'Save')
    const select = control(asked.message, 'save-chosen')
    await member.choose(asked.message, select.custom_id, valuesOf(select))
    const rest = await member.press(digest, control(digest, 'rest').custom_id)
    const more = control(rest.message, 'read')
    const [sixth = ''] = valuesOf(more)
    const view = await member.choose(rest.message, more.custom_id, [sixth])
    const { custom_id } = control(view.message, 'save')
    await member.press(view.message, custom_id)
    const again = await member.press(view.message, custom_id)
    expect(again.message.content).toContain('You have saved this already')
    const list = await listOf()
    expect(list.message.embeds[0]?.['footer']).toMatchObject({ text: '1/2' })
    const next = await member.press(list.message, control(list.message, 'saved').custom_id)
    expect(next.updated).toBe(true)
    expect(next.message.embeds[0]?.['footer']).toMatchObject({ text: '2/2' })
    expect(controlOn(next.message, 'saved')?.['label']).toBe('Back')
  })

  it('does not find in the list what they may not see any more', async () => {
    const { member, moderator, sandbox, guild, channel } = world
    const elsewhere = sandbox.addChannel(guild.id, { name: '談話室' })
    const select = control(digest, 'read')
    const [value = ''] = valuesOf(select)
    for (const person of [member, moderator]) {
      const view = await person.choose(digest, select.custom_id, [value])
      await person.press(view.message, control(view.message, 'save').custom_id)
    }
    const list = await member.slash(elsewhere.id, 'saved')
    expect(list.message.embeds[0]?.['title']).toBe('Saved articles (1)')
    sandbox.setOverwrites(channel.id, [{ id: guild.id, type: 0, allow: 0n, deny: 1n << 10n }])
    await expect
      .poll(async () => (await member.slash(elsewhere.id, 'saved')).message.content)
      .toContain('1 more saved article is not shown')
    expect((await moderator.slash(elsewhere.id, 'saved')).message.content).toContain(
      'ここで表示できる保存記事はありません',
    )
    const refused = await member.choose(list.message, control(list.message, 'read').custom_id, [
      value,
    ])
    expect(refused.message.content).toContain('is in a channel that you can’t see')
  })
})
