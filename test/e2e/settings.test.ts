/** What a manager sets for the whole server, through the real bot. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BIT } from '../../src/sandbox/permissions.ts'
import type { Message } from '../../src/sandbox/sandbox.ts'
import { controlOf } from './bot.ts'
import { createWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(async () => {
  expect(world.sandbox.violations).toEqual([])
  expect(world.fatal).toEqual([])
  await world.close()
})

const labelsOf = ({ components }: Message) =>
  components.flatMap((row) => (row['components'] as { label: string }[]).map(({ label }) => label))

const settings = (person: World['moderator'], options = {}) =>
  person.slash(world.channel.id, 'digest settings', options)

describe('/digest settings', () => {
  it('shows without options how things are, in the language of who asks', async () => {
    const ja = (await settings(world.moderator)).message
    const en = (await settings(world.english)).message
    expect(ja.content).toContain('購読を設定した人（ダイレクトメッセージ）')
    expect(ja.content).toContain('Asia/Tokyo（サーバーの言語から推定）')
    expect(en.content).toContain('by direct message')
    expect(en.content).toContain('Language of new digests: Japanese (guessed)')
    expect(labelsOf(en)).toEqual(['Export data', 'Delete everything…'])
    expect(labelsOf(ja)).toEqual(['データを書き出す', 'すべて削除…'])
  })

  it('stores no channel in which the bot could not write', async () => {
    const closed = world.sandbox.addChannel(world.guild.id, { name: '奥' })
    const deny = BIT.viewChannel | BIT.sendMessages
    world.sandbox.setOverwrites(closed.id, [
      { id: world.guild.id, type: 0, allow: 0n, deny },
      { id: world.managers.id, type: 0, allow: deny, deny: 0n },
    ])
    const told = await settings(world.moderator, { notices: closed.id, language: 'en' })
    expect(told.message.content).toContain('「チャンネルを見る」、「メッセージを送信」')
    expect(told.message.content).toContain('何も変更していません')
    const shown = await settings(world.english)
    expect(shown.message.content).toContain('by direct message')
    expect(shown.message.content).toContain('Japanese (guessed)')
  })

  it('stores no channel in which who asks could not write themselves', async () => {
    const readOnly = world.sandbox.addChannel(world.guild.id, { name: '掲示' })
    const deny = BIT.sendMessages
    world.sandbox.setOverwrites(readOnly.id, [
      { id: world.guild.id, type: 0, allow: 0n, deny },
      { id: world.sandbox.botId, type: 1, allow: deny, deny: 0n },
    ])
    const told = await settings(world.english, { notices: readOnly.id })
    expect(told.message.content).toContain('You cannot write in')
  })

  it('says of a zone that it does not know where to find one, and offers some while typing', async () => {
    const told = await settings(world.english, { zone: 'Atlantis' })
    expect(told.message.content).toContain('“Atlantis” is not a time zone')
    const offered = await world.english.complete(
      world.channel.id,
      'digest settings',
      { zone: 'lond' },
      'zone',
    )
    expect(offered.map(({ value }) => value)).toEqual(['Europe/London'])
  })

  it('holds for digests that are set up from then on, and is taken back by buttons', async () => {
    const set = await settings(world.moderator, { language: 'en', zone: 'london' })
    expect(set.message.content).toContain('変更しました')
    const order = { feed: world.urls('ja') }
    const done = await world.moderator.slash(world.channel.id, 'digest subscribe', order)
    expect(done.message.content).toContain('Europe/London')
    expect(done.message.content).not.toContain('推定')
    const rows = await world.bot().db.all('SELECT locale, zone FROM subscription')
    expect(rows).toEqual([{ locale: 'en', zone: 'Europe/London' }])

    const staff = world.sandbox.addChannel(world.guild.id, { name: '係' })
    const shown = await settings(world.english, { notices: staff.id })
    expect(shown.message.content).toContain(`<#${staff.id}>`)
    const labels = labelsOf(shown.message).slice(0, 3)
    expect(labels).toEqual([
      'Report by direct message',
      'Guess the language',
      'Guess the time zone',
    ])
    const back = await world.english.press(shown.message, controlOf(shown.message, 'settings'))
    expect(back.message.content).toContain('by direct message')
    expect(back.message.content).toContain('Europe/London')
  })

  it.each([
    [
      'moderator',
      /「サーバー管理」の権限を持つ人と <@&\d+>.*「連携サービス」.*`\/ダイジェスト`/s,
      /全員が/,
    ],
    ['english', /\*Manage Server\*, and <@&\d+>.*Integrations.*`\/digest`/s, /everyone here/],
  ] as const)(
    'lets the %s name a role that manages digests too, but not everyone',
    async (who, said, everyone) => {
      const crew = world.sandbox.addRole(world.guild.id, { name: '編集' })
      const told = await settings(world[who], { managers: crew.id })
      expect(told.message.content).toMatch(said)
      const all = await settings(world[who], { managers: world.guild.id })
      expect(all.message.content).toMatch(everyone)
      expect((await settings(world[who])).message.content).toContain(`<@&${crew.id}>`)
    },
  )

  it.each([
    ['ja', /「サーバー管理」の権限を持つ人だけ/],
    ['en-US', /Only those with the permission \*Manage Server\*/],
  ] as const)(
    'lets a member of that role (%s) do all but choose who else does',
    async (locale, refusal) => {
      const crew = world.sandbox.addRole(world.guild.id, { name: '編集' })
      const other = world.sandbox.addRole(world.guild.id, { name: '友' })
      const { id } = world.sandbox.addPerson(world.guild.id, {
        name: `編集 ${locale}`,
        locale,
        roleIds: [crew.id],
      })
      const editor = world.sandbox.as(id)
      const own = await settings(world.moderator, { managers: crew.id })
      const shown = await settings(editor, { zone: 'Tokyo' })
      expect(shown.message.content).toContain(`<@&${crew.id}>`)
      expect(JSON.stringify(shown.message.components)).not.toContain('v1:settings:managers')
      const widened = await settings(editor, { managers: other.id })
      expect(widened.message.content).toMatch(refusal)
      const kept = await editor.press(own.message, 'v1:settings:managers')
      expect(kept.message.content).toMatch(refusal)
      const panel = (await editor.slash(world.channel.id, 'digest list')).message
      const preview = await editor.press(panel, controlOf(panel, 'preview'))
      expect(preview.message.content).not.toMatch(/Manage Server|サーバー管理/)
      const edit = { kind: 'press', message: panel, customId: controlOf(panel, 'edit') } as const
      const form = await editor.open(edit)
      expect(form.data['custom_id']).toMatch(/^v1:edit-set:/)

      const taken = await world.moderator.press(own.message, 'v1:settings:managers')
      expect(taken.message.content).not.toContain('<@&')
      const late = await editor.submit(form, {})
      expect([late.ephemeral, late.message.content]).toEqual([
        true,
        expect.stringMatching(/Manage Server|サーバー管理/),
      ])
    },
  )

  it('is for managers', async () => {
    const told = await settings(world.member, { language: 'en' })
    expect(told.message.content).toContain('Manage Server')
  })
})
