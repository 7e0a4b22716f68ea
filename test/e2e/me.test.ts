/** People see and delete what is kept of them, through real discord.js and the sandbox. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Message } from '../../src/sandbox/sandbox.ts'
import { control, endWell, valuesOf, worldWithDigest } from './reader.ts'
import type { World } from './world.ts'

let world: World
let digest: Message
beforeEach(async () => {
  ;({ world, digest } = await worldWithDigest())
})
afterEach(() => endWell(world))

type Person = World['member']

async function saveOne(person: Person) {
  const asked = await person.menu(digest, 'Save')
  const select = control(asked.message, 'save-chosen')
  await person.choose(asked.message, select.custom_id, valuesOf(select).slice(0, 1))
}

async function fileOf(message: Message): Promise<Record<string, unknown>> {
  const [file] = (message['attachments'] ?? []) as Record<string, unknown>[]
  expect(file?.['filename']).toBe('chrysanthemum-me.json')
  return (await (await fetch(String(file?.['url']))).json()) as Record<string, unknown>
}

const buttonOf = (message: Message, choice: string): string =>
  control(message, 'me').custom_id.replace(/[^:]+$/, choice)

describe('a reader', () => {
  it('gets all that is kept of them as a file', async () => {
    const { member, channel } = world
    await saveOne(member)
    const done = await member.slash(channel.id, 'me export')
    expect(done.ephemeral).toBe(true)
    expect(done.message.content).toContain('• 1 saved article')
    const all = await fileOf(done.message)
    expect(all['saved']).toMatchObject([{ title: expect.any(String) }])
    expect(all['digestsSetUp']).toEqual([])
  })

  it('deletes it after a question, and keeps it where they think better of it', async () => {
    const { member, channel, bot } = world
    await saveOne(member)
    const asked = await member.slash(channel.id, 'me delete')
    expect(asked.ephemeral).toBe(true)
    expect(asked.message.content).toContain('This cannot be undone: `/me export`')
    const kept = await member.press(asked.message, buttonOf(asked.message, 'keep'))
    expect(kept.message.content).toBe('Nothing was deleted.')
    expect(await bot().db.all('SELECT * FROM saved')).toHaveLength(1)
    const again = await member.slash(channel.id, 'me delete')
    const gone = await member.press(again.message, buttonOf(again.message, 'forget'))
    expect(gone.updated).toBe(true)
    expect(gone.message.content).toContain('Nothing is stored about you anymore')
    expect(gone.message.components).toEqual([])
    expect(await bot().db.all('SELECT * FROM saved')).toEqual([])
    const nothing = await member.slash(channel.id, 'me export')
    expect(nothing.message.content).toContain('Nothing is stored about you.')
    expect(nothing.message['attachments'] ?? []).toEqual([])
  })

  it('does both in direct messages too', async () => {
    const { moderator, moderatorId, bot } = world
    await saveOne(moderator)
    const direct = (await bot().discord.openDirect(moderatorId)) ?? ''
    const done = await moderator.slash(direct, 'me export')
    expect(done.message.content).toContain('• 保存した記事 1本')
    expect(done.message.content).toContain('設定したダイジェスト1件')
    expect(JSON.stringify(await fileOf(done.message))).not.toContain('"title"')
    const asked = await moderator.slash(direct, 'me delete')
    expect(asked.message.content).toContain('控えは `/マイページ 書き出し`')
    const gone = await moderator.press(asked.message, buttonOf(asked.message, 'forget'))
    expect(gone.message.content).toContain('もう何も保存していません')
    expect(await bot().db.all('SELECT set_by FROM subscription')).toEqual([{ set_by: '' }])
    const nothing = await moderator.slash(direct, 'me delete')
    expect(nothing.message.content).toContain('あなたの情報は何も保存していません')
  })
})
