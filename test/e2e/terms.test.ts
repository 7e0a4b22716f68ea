/** A digest that is changed, moved and copied through real discord.js, with every refusal; in both languages. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { BIT } from '../../src/sandbox/permissions.ts'
import type { Message } from '../../src/sandbox/sandbox.ts'
import { controlOf, SLOT, type Stage, startStage } from './bot.ts'

let stage: Stage
beforeAll(async () => {
  stage = await startStage()
})
afterAll(() => stage.close())
// One page of the panel holds eight digests.
afterEach(() => stage.bot.db.all(`UPDATE subscription SET state = 'ended'`))

type Who = 'jaManager' | 'enManager'
const as = (who: Who | 'enMember') => stage.discord.as(stage.people[who])
const newChannel = (name: string) => stage.discord.addChannel(stage.guildId, { name }).id
const subscribe = async (who: Who, channelId: string, typed: Record<string, string> = {}) =>
  (await as(who).slash(channelId, 'digest subscribe', { feed: stage.feeds[0] ?? '', ...typed }))
    .message
const stored = async (channelId: string) =>
  (
    await stage.bot.db.all(
      `SELECT * FROM subscription WHERE channel_id = $1 AND state <> 'ended' ORDER BY id`,
      [channelId],
    )
  )[0]
const listOf = async (who: Who, channelId: string) =>
  (await as(who).slash(channelId, 'digest list')).message
const formOn = (who: Who, message: Message, route: string) =>
  as(who).open({ kind: 'press', message, customId: controlOf(message, route) })
const shown = (message: Message) => String(message.embeds[0]?.['description'])
/** What stands in a form's boxes and is chosen in its selects. */
function valuesIn({ data }: { data: object }): Record<string, string> {
  const parts = (data as { components: { component: Record<string, unknown> }[] }).components
  return Object.fromEntries(
    parts.map(({ component }) => {
      const options = (component['options'] ?? []) as { value: string; default?: boolean }[]
      const [role] = (component['default_values'] ?? []) as { id: string }[]
      const chosen = options.find((option) => option.default === true)?.value ?? role?.id
      return [component['custom_id'], component['value'] ?? chosen ?? '']
    }),
  )
}

describe('the form of a digest’s terms', () => {
  it.each([
    [
      'jaManager',
      '平日（日本の祝日を除く） 08:00',
      '毎週月・水曜日',
      /✅ \*\*変更しました。\*\*/,
      /最終変更：<t:\d+:R>・<@\d+>（時刻や本数などの設定）/,
    ],
    [
      'enManager',
      'on weekdays except public holidays (Japan) at 08:00',
      'every Mon, Wed',
      /✅ \*\*Changed\.\*\*/,
      /Last changed by <@\d+> <t:\d+:R>: time, number or other settings/,
    ],
  ] as const)('opens for %s with what is on, and changes it', async (who, on, wanted, said, by) => {
    const id = newChannel(`terms-${who}`)
    await subscribe(who, id, { days: '平日（日本の祝日を除く）', time: '8:00' })
    const panel = await listOf(who, id)
    expect(shown(panel)).toContain(`<@${stage.people[who]}>`)
    const form = await formOn(who, panel, 'edit')
    expect(valuesIn(form)).toEqual({
      when: on,
      zone: 'Asia/Tokyo',
      size: '5-ja',
      role: '',
      sound: 'on',
    })
    const done = await as(who).submit(form, {
      when: `${wanted} 19時半`,
      zone: 'London',
      size: ['8-en'],
    })
    expect([done.updated, done.message.id]).toEqual([true, panel.id])
    expect(done.message.content).toMatch(said)
    expect(done.message.content).toContain(wanted)
    expect(shown(done.message)).toMatch(by)
    expect(await stored(id)).toMatchObject({
      minute: 1170,
      days: '[1,3]',
      holidays: null,
      zone: 'Europe/London',
      count: 8,
      locale: 'en',
      version: 2,
    })
  })

  it('tells a second editor that somebody was faster, and keeps what they typed', async () => {
    const id = newChannel('two-editors')
    await subscribe('jaManager', id)
    const slow = await formOn('jaManager', await listOf('jaManager', id), 'edit')
    const quick = await formOn('enManager', await listOf('enManager', id), 'edit')
    const third = await formOn('enManager', await listOf('enManager', id), 'edit')
    await as('enManager').submit(quick, { when: '9:00' })
    const told = await as('jaManager').submit(slow, { when: '10:00' })
    expect(told.message.content).toContain('上書きしていません')
    expect(shown(told.message)).toContain('09:00')
    expect(shown(told.message)).toContain(`<@${stage.people.enManager}>`)
    expect(await stored(id)).toMatchObject({ minute: 540, version: 2 })
    const again = await formOn('jaManager', told.message, 'edit')
    expect(valuesIn(again)['when']).toBe('10:00')
    await as('jaManager').submit(again, {})
    expect(await stored(id)).toMatchObject({ minute: 600, version: 3 })
    const late = await as('enManager').submit(third, { when: '11:00' })
    expect(late.message.content).toContain('Somebody was faster')
    expect(await stored(id)).toMatchObject({ minute: 600, version: 3 })
  })

  it.each([
    [{ when: '平日 25:00' }, /「25:00」は時刻/, /“25:00” is not a time/],
    [{ when: 'いつか' }, /「いつか」からは曜日も時刻も/, /“いつか” has neither days nor a time/],
    [{ zone: 'nowhere' }, /「nowhere」というタイムゾーン/, /“nowhere” is not a time zone/],
    [{ when: '毎月 8:00' }, /「毎月」からは曜日/, /“毎月” does not name any days/],
  ])('stores nothing of %j, says what to write, and opens again with it', async (typed, ja, en) => {
    const id = newChannel('bad-terms')
    await subscribe('jaManager', id)
    for (const [who, pattern] of [
      ['jaManager', ja],
      ['enManager', en],
    ] as const) {
      const panel = await listOf(who, id)
      const told = await as(who).submit(await formOn(who, panel, 'edit'), typed)
      expect(told.message.id).toBe(panel.id)
      expect(told.message.content).toMatch(pattern)
      expect(valuesIn(await formOn(who, told.message, 'edit'))).toMatchObject(typed)
    }
    expect(await stored(id)).toMatchObject({ version: 1, minute: 450, days: '[1,2,3,4,5,6,7]' })
  })

  it.each([
    ['jaManager', /<@&\d+> に通知します/, /通知なしで投稿します/, /通知する権限がありません/],
    ['enManager', /Notifies <@&\d+>/, /Posted without a notification/, /You may not notify/],
  ] as const)(
    'lets %s choose whom it notifies, as at the order of a new one',
    async (who, rung, silent, refusal) => {
      const id = newChannel(`sound-${who}`)
      const { id: role } = stage.discord.addRole(stage.guildId, { name: '朝刊', mentionable: true })
      const { id: quiet } = stage.discord.addRole(stage.guildId, { name: '静か' })
      await subscribe(who, id)
      const submit = async (message: Message, filled: Record<string, string | string[]>) =>
        (await as(who).submit(await formOn(who, message, 'edit'), filled)).message
      const loud = await submit(await listOf(who, id), { role: [role] })
      expect(shown(loud)).toMatch(rung)
      expect(await stored(id)).toMatchObject({ role_id: role, silent: 0 })
      expect(valuesIn(await formOn(who, loud, 'edit'))).toMatchObject({ role, sound: 'on' })

      for (const bad of [quiet, stage.guildId]) {
        const told = await submit(await listOf(who, id), { role: [bad], when: '9:10' })
        expect(told.content).toMatch(refusal)
        const again = await formOn(who, told, 'edit')
        expect(valuesIn(again)).toMatchObject({ role: bad, when: '9:10' })
      }
      expect(await stored(id)).toMatchObject({ role_id: role, minute: 450 })

      const still = await submit(await listOf(who, id), { sound: ['off'] })
      expect(shown(still)).toMatch(silent)
      const none = await submit(still, { role: [], sound: ['on'] })
      expect(shown(none)).not.toMatch(rung)
      expect(await stored(id)).toMatchObject({ role_id: null, silent: 0 })
    },
  )

  it('opens without the role that was deleted meanwhile', async () => {
    const id = newChannel('no-role')
    const { id: role } = stage.discord.addRole(stage.guildId, { name: '昔', mentionable: true })
    await subscribe('jaManager', id, { role })
    stage.discord.deleteRole(stage.guildId, role)
    const form = await formOn('jaManager', await listOf('jaManager', id), 'edit')
    expect(valuesIn(form)['role']).toBe('')
  })

  it('does not open for a digest that is gone, nor for who may not manage', async () => {
    const id = newChannel('gone')
    await subscribe('jaManager', id)
    const panel = await listOf('jaManager', id)
    await as('enManager').press(await listOf('enManager', id), controlOf(panel, 'drop'))
    for (const route of ['edit', 'move', 'copy']) {
      const gone = await as('jaManager').press(panel, controlOf(panel, route))
      expect([gone.ephemeral, gone.message.content]).toEqual([
        true,
        expect.stringContaining('もうありません'),
      ])
      const shut = await as('enMember').press(panel, controlOf(panel, route))
      expect(shut.message.content).toContain('Manage Server')
    }
  })
})

describe('the answer to a new subscription', () => {
  it.each([
    ['jaManager', '変更', '取り消す', /変更しました.*平日 \*\*08:15\*\*/],
    ['enManager', 'Change', 'Undo', /Changed.*on weekdays at \*\*08:15\*\*/],
  ] as const)(
    'lets %s change it at once, and shows the next digest again',
    async (who, change, undo, said) => {
      const id = newChannel(`change-${who}`)
      const answer = await subscribe(who, id)
      const labels = JSON.stringify(answer.components)
      expect(labels).toContain(`"${change}"`)
      expect(labels).toContain(`"${undo}"`)
      expect(controlOf(answer, 'now')).toMatch(/^v1:now:\d+$/)
      const form = await formOn(who, answer, 'edit')
      const done = await as(who).submit(form, { when: '平日 8:15' })
      expect(done.message.id).toBe(answer.id)
      expect(done.message.content).toMatch(said)
      expect(done.message.embeds.length).toBeGreaterThan(0)
      const second = await formOn(who, done.message, 'edit')
      expect(valuesIn(second)['when']).toContain('08:15')
      const bad = await as(who).submit(second, { when: 'noonish' })
      expect(bad.message.content).toMatch(/noonish/)
      expect(valuesIn(await formOn(who, bad.message, 'edit'))['when']).toBe('noonish')
      expect(await stored(id)).toMatchObject({ minute: 495, version: 2 })
    },
  )

  it('says with the panel that somebody was faster', async () => {
    const id = newChannel('change-late')
    const answer = await subscribe('enManager', id)
    const form = await formOn('enManager', answer, 'edit')
    await as('jaManager').submit(await formOn('jaManager', await listOf('jaManager', id), 'edit'), {
      when: '9:00',
    })
    const told = await as('enManager').submit(form, { when: '10:00' })
    expect(told.message.content).toContain('Somebody was faster')
    expect(shown(told.message)).toContain('09:00')
    expect(valuesIn(await formOn('enManager', told.message, 'edit'))['when']).toBe('10:00')
  })
})

describe('a thread', () => {
  it.each(['jaManager', 'enManager'] as const)(
    'gets a digest that %s orders there, or for it',
    async (who) => {
      const parent = newChannel('threads')
      const [here, there] = ['here', 'there'].map(
        (name) => stage.discord.startThread(parent, stage.people[who], name).id,
      )
      await subscribe(who, here ?? '')
      await subscribe(who, parent, { channel: there ?? '' })
      for (const thread of [here ?? '', there ?? '']) {
        const posted = stage.logged('digest posted')
        await as(who).slash(thread, 'digest now')
        stage.bot.wake()
        expect((await posted)['channel']).toBe(thread)
        await stage.bot.idle()
        expect(stage.discord.messages(thread)).toHaveLength(1)
      }
    },
  )
})

describe('a digest that is moved or copied', () => {
  const send = async (
    who: Who,
    from: string,
    { route, to }: { route: 'move' | 'copy'; to: string },
  ) => {
    const panel = await listOf(who, from)
    const done = await as(who).submit(await formOn(who, panel, route), { channel: [to] })
    expect(done.message.id).toBe(panel.id)
    return done.message
  }

  it.each([
    ['jaManager', /✅ 移動しました。/, /✅ 複製しました。/, /（チャンネルの移動）/],
    ['enManager', /✅ Moved:/, /✅ Copied:/, /: moved here/],
  ] as const)(
    'goes where %s wants, and the panel shows it there',
    async (who, moved, copied, how) => {
      const [from, to, more] = [newChannel('from'), newChannel('to'), newChannel('more')]
      await subscribe(who, from)
      const there = await send(who, from, { route: 'move', to })
      expect(there.content).toMatch(moved)
      expect(shown(there)).toContain(`<#${to}>`)
      expect(shown(there)).toMatch(how)
      expect(await stored(from)).toBeUndefined()
      const both = await send(who, to, { route: 'copy', to: more })
      expect(both.content).toMatch(copied)
      expect(shown(both)).toMatch(new RegExp(`👉 <#${more}>`))
      const posted = stage.logged('digest posted')
      await as(who).slash(more, 'digest now')
      stage.bot.wake()
      expect((await posted)['channel']).toBe(more)
      await stage.bot.idle()
      expect(stage.discord.messages(more)).toHaveLength(1)
    },
  )

  it.each(['move', 'copy'] as const)(
    'is not sent by %s where the bot or the caller may not write, nor where it is',
    async (route) => {
      const from = newChannel('from')
      await subscribe('jaManager', from)
      const shutTo = (id: string) => {
        const channelId = newChannel('shut')
        stage.discord.setOverwrites(channelId, [{ id, type: 1, allow: 0n, deny: BIT.sendMessages }])
        return channelId
      }
      const noBot = shutTo(stage.discord.botId)
      const noCaller = shutTo(stage.people.jaManager)
      const noEnglish = shutTo(stage.people.enManager)
      const before = await stored(from)
      const told = async (who: Who, to: string) => (await send(who, from, { route, to })).content
      expect(await told('jaManager', noBot)).toMatch(/メッセージを送信/)
      expect(await told('enManager', noBot)).toMatch(/Send Messages/)
      expect(await told('jaManager', noCaller)).toMatch(/権限をお持ちでない/)
      expect(await told('enManager', noEnglish)).toMatch(/You cannot write/)
      expect(await told('jaManager', from)).toMatch(/すでに <#\d+> に届いています/)
      expect(await told('enManager', from)).toMatch(/is already posted in/)
      expect(await stored(from)).toEqual(before)
    },
  )

  it('leaves a channel that was deleted, and goes on', async () => {
    const from = newChannel('doomed')
    const to = newChannel('refuge')
    await subscribe('jaManager', from)
    stage.discord.deleteChannel(from)
    const panel = await listOf('jaManager', stage.channelId)
    const done = await as('jaManager').submit(await formOn('jaManager', panel, 'move'), {
      channel: [to],
    })
    expect(done.message.content).toContain('移動しました')
    const posted = stage.logged('digest posted')
    stage.clock.moveTo(SLOT)
    stage.bot.wake()
    expect((await posted)['channel']).toBe(to)
    await stage.bot.idle()
  })

  it('is moved into a thread and posted there', async () => {
    const from = newChannel('parent')
    const thread = stage.discord.startThread(from, stage.people.jaManager, '朝刊').id
    await subscribe('jaManager', from, { time: '23:00' })
    const there = await send('jaManager', from, { route: 'move', to: thread })
    expect(there.content).toContain(`<#${thread}>`)
    const posted = stage.logged('digest posted')
    await as('jaManager').slash(thread, 'digest now')
    stage.bot.wake()
    expect((await posted)['channel']).toBe(thread)
    await stage.bot.idle()
    expect(stage.discord.messages(thread)).toHaveLength(1)
  })

  it.each([
    ['jaManager', /「スレッドの管理」/, '権限をお持ちでない'],
    ['enManager', /\*\*Manage Threads\*\*/, 'You cannot write'],
  ] as const)(
    'is not sent into a thread that is locked, and %s is told why',
    async (who, rights, own) => {
      const from = newChannel('parent')
      const thread = stage.discord.startThread(from, stage.people[who], 'old').id
      stage.discord.setThread(thread, { locked: true })
      await subscribe(who, from)
      const before = await stored(from)
      const lacking = await send(who, from, { route: 'move', to: thread })
      expect(lacking.content).toMatch(rights)
      const mayManage = [
        { id: stage.discord.botId, type: 1, allow: BIT.manageThreads, deny: 0n },
      ] as const
      stage.discord.setOverwrites(from, mayManage)
      const caller = await send(who, from, { route: 'move', to: thread })
      expect(caller.content).toContain(own)
      expect(await stored(from)).toEqual(before)
      stage.discord.setThread(thread, { locked: false, archived: true })
      const moved = await send(who, from, { route: 'move', to: thread })
      expect(moved.content).toContain(`<#${thread}>`)
    },
  )

  it('offers no media channel: its posts must show a picture', async () => {
    const from = newChannel('from')
    await subscribe('jaManager', from)
    const form = await formOn('jaManager', await listOf('jaManager', from), 'move')
    const media = stage.discord.addChannel(stage.guildId, { name: 'media', type: 16 }).id
    await expect(as('jaManager').submit(form, { channel: [media] })).rejects.toThrow(
      /does not offer/,
    )
  })
})
