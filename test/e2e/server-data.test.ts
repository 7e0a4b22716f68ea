/** Managers take all of their server's data along, and delete it, through real discord.js and the sandbox. */
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

type Person = World['member']

/** The custom id of the button of a choice. */
function buttonOf(message: Message, choice: string): string {
  const all = message.components.flatMap((row) => row['components'] as { custom_id?: string }[])
  const found = all.find(({ custom_id }) => custom_id?.startsWith(`v1:server:${choice}`))
  if (found?.custom_id === undefined) throw new Error(`there is no button ${choice}`)
  return found.custom_id
}

const panel = async (person: Person) =>
  (await person.slash(world.channel.id, 'digest settings')).message

async function question(person: Person): Promise<Message> {
  const shown = await panel(person)
  const asked = await person.press(shown, buttonOf(shown, 'ask'))
  expect(asked.updated).toBe(true)
  return asked.message
}

const digests = async () => (await world.bot().db.all('SELECT id FROM subscription')).length

async function fileOf(message: Message): Promise<Record<string, unknown>> {
  const [file] = (message['attachments'] ?? []) as Record<string, unknown>[]
  expect(file?.['filename']).toBe('chrysanthemum-server.json')
  return (await (await fetch(String(file?.['url']))).json()) as Record<string, unknown>
}

describe('a manager', () => {
  it('gets all that is kept of the server as a file, beside the settings', async () => {
    for (const [person, told] of [
      [world.moderator, '保存しているこのサーバーの情報です'],
      [world.english, 'This is the data stored for this server'],
    ] as const) {
      const shown = await panel(person)
      const done = await person.press(shown, buttonOf(shown, 'export'))
      expect([done.ephemeral, done.updated]).toEqual([true, false])
      expect(done.message.content).toContain(told)
      expect(done.message.content).toContain('90')
      const all = await fileOf(done.message)
      expect(all['counts']).toMatchObject({ digests: 1, posted: 1 })
      expect(all['deliveries']).toMatchObject([{ kind: 'digest', message: digest.id }])
    }
  })

  it('deletes it after a question that names what goes, in English', async () => {
    const { english, member } = world
    const asked = await question(english)
    expect(asked.content).toContain('• 1 digest, with feeds, times and filters')
    expect(asked.content).toContain('• the record of 1 message that I posted')
    expect(asked.content).toContain('*Export data* gives you a copy first')
    const kept = await english.press(asked, buttonOf(asked, 'keep'))
    expect(kept.message.content).toBe('Nothing was deleted.')
    expect(await digests()).toBe(1)
    const again = await question(english)
    const gone = await english.press(again, buttonOf(again, 'forget'))
    expect(gone.message.content).toContain('Nothing is stored for this server anymore')
    expect(gone.message.components).toEqual([])
    expect(await digests()).toBe(0)
    const select = control(digest, 'read')
    const told = await member.choose(digest, select.custom_id, valuesOf(select).slice(0, 1))
    expect(told.ephemeral).toBe(true)
    expect(told.message.embeds).toEqual([])
    const rest = controlOn(digest, 'rest')
    if (rest) expect((await member.press(digest, rest.custom_id)).ephemeral).toBe(true)
    const shown = await panel(english)
    const nothing = await english.press(shown, buttonOf(shown, 'export'))
    expect(nothing.message.content).toContain('Nothing is stored for this server.')
  })

  it('deletes it after a question that names what goes, in Japanese', async () => {
    const { moderator } = world
    const asked = await question(moderator)
    expect(asked.content).toContain('• ダイジェスト1件')
    expect(asked.content).toContain('控えは「データを書き出す」ボタンで受け取れます')
    const gone = await moderator.press(asked, buttonOf(asked, 'forget'))
    expect(gone.message.content).toContain('このサーバーの情報はもう何も保存していません')
    expect(await digests()).toBe(0)
    const shown = await panel(moderator)
    const nothing = await moderator.press(shown, buttonOf(shown, 'ask'))
    expect(nothing.message.content).toContain('このサーバーの情報は何も保存していません')
  })

  it('is asked once more where the question is over, or other digests are there than it named', async () => {
    const { moderator, english, channel, clock } = world
    const asked = await question(english)
    const askedToo = await question(moderator)
    const order = { feed: world.urls('en'), time: '20:00' }
    await moderator.slash(channel.id, 'digest subscribe', order)
    const again = await english.press(asked, buttonOf(asked, 'forget'))
    expect(again.message.content).toContain('**Nothing was deleted**')
    expect(again.message.content).toContain('• 2 digests')
    expect(await digests()).toBe(2)
    const last = await question(moderator)
    clock.advance(16 * 60_000)
    const ja = await moderator.press(last, buttonOf(last, 'forget'))
    expect(ja.message.content).toContain('何も削除していません')
    expect(await digests()).toBe(2)
    const late = await english.press(again.message, buttonOf(again.message, 'forget'))
    expect(late.message.content).toContain('**Nothing was deleted**')
    const gone = await english.press(late.message, buttonOf(late.message, 'forget'))
    expect(gone.message.content).toContain('**Deleted.**')
    const twice = await moderator.press(askedToo, buttonOf(askedToo, 'forget'))
    expect(twice.message.content).toContain('このサーバーの情報は何も保存していません')
  })
})

describe('somebody who does not manage the server', () => {
  it('is refused, whatever button they press', async () => {
    const { english, member } = world
    const shown = await panel(english)
    const asked = await question(english)
    for (const [message, choice] of [
      [shown, 'export'],
      [shown, 'ask'],
      [asked, 'forget'],
    ] as const) {
      const told = await member.press(message, buttonOf(message, choice))
      expect(told.message.content).toContain('Manage Server')
      expect(told.message['attachments'] ?? []).toEqual([])
    }
    expect(await digests()).toBe(1)
  })
})

describe.each([
  ['ja', /「サーバー管理」の権限を持つ人だけです。何も削除していません/],
  ['en-US', /Only those with the permission \*Manage Server\*.*Nothing was deleted/],
] as const)('who manages digests by their role alone (%s)', (locale, refusal) => {
  it('takes the data along as they see it, and deletes nothing of it', async () => {
    const { channel, english, guild, sandbox } = world
    const crew = sandbox.addRole(guild.id, { name: '編集' })
    const roleIds = [crew.id]
    const editor = sandbox.as(sandbox.addPerson(guild.id, { name: 'Ed', locale, roleIds }).id)
    await english.slash(channel.id, 'digest settings', { managers: crew.id })
    const own = await panel(editor)
    expect(() => buttonOf(own, 'ask')).toThrow('no button ask')
    const taken = await editor.press(own, buttonOf(own, 'export'))
    expect(await fileOf(taken.message)).toMatchObject({ counts: { digests: 1 } })
    // The buttons of somebody else's answer cannot be reached in Discord; a forged press is refused all the same.
    const others = await panel(english)
    const asked = await question(english)
    for (const [message, choice] of [
      [others, 'ask'],
      [asked, 'forget'],
    ] as const) {
      const told = await editor.press(message, buttonOf(message, choice))
      expect(told.message.content).toMatch(refusal)
      expect([told.ephemeral, told.updated]).toEqual([true, false])
    }
    expect(await digests()).toBe(1)
  })
})
