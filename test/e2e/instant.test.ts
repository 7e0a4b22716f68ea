/** Articles as they come through real discord.js: offered, understood, said, changed, posted and refused, in both languages. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Message } from '../../src/sandbox/sandbox.ts'
import { controlOf, START, type Stage, startStage } from './bot.ts'

const HOUR = 3_600_000

let stage: Stage
beforeAll(async () => {
  stage = await startStage()
})
afterAll(() => stage.close())
// One page of the panel holds eight digests.
afterEach(() => stage.bot.db.all(`UPDATE subscription SET state = 'ended'`))

type Who = 'jaManager' | 'enManager'
const as = (who: Who) => stage.discord.as(stage.people[who])
const newChannel = (name: string) => stage.discord.addChannel(stage.guildId, { name }).id
const feed = () => stage.feeds[0] ?? ''
const offered = async (who: Who, typed: string) =>
  as(who).complete(stage.channelId, 'digest subscribe', { feed: 'x', time: typed }, 'time')
const subscribe = async (who: Who, channelId: string, time: string) =>
  (await as(who).slash(channelId, 'digest subscribe', { feed: feed(), time })).message
const listOf = async (who: Who, channelId: string) =>
  (await as(who).slash(channelId, 'digest list')).message
const shown = (message: Message) => String(message.embeds[0]?.['description'])
const stored = async (channelId: string) =>
  (
    await stage.bot.db.all(
      `SELECT * FROM subscription WHERE channel_id = $1 AND state <> 'ended' ORDER BY id`,
      [channelId],
    )
  )[0]
const formOn = (who: Who, message: Message) =>
  as(who).open({ kind: 'press', message, customId: controlOf(message, 'edit') })
const timeIn = ({ data }: { data: object }) =>
  (data as { components: { component: Record<string, unknown> }[] }).components.find(
    ({ component }) => component['custom_id'] === 'when',
  )?.component['value']

describe('the time of a digest', () => {
  it.each([
    ['jaManager', '届きしだい（22:00〜07:00は休み）', '届きしだい（いつでも）', '届き'],
    ['enManager', 'as they come, except 22:00–07:00', 'as they come, at any time', 'as they'],
  ] as const)(
    'is offered to %s: usual times, and as they come',
    async (who, usual, always, typed) => {
      const names = async (text: string) => (await offered(who, text)).map(({ name }) => name)
      expect(await names('')).toEqual(['07:00', '07:30', '12:00', '18:00', '21:00', usual, always])
      expect(await names(typed)).toEqual([usual, always])
      expect(await names('8時15分')).toEqual(['08:15'])
      expect((await names('12'))[0]).toBe('12:00')
      expect((await names('instant except 23-6'))[0]).toContain('23:00')
      expect(await names('noonish')).toEqual([])
    },
  )

  it.each([
    [
      'jaManager',
      '届きしだい',
      [
        /新しい記事を届きしだい投稿します（毎日・22:00〜07:00は休み・Asia\/Tokyo）/,
        /新しい記事が届くと投稿します/,
        /すでにある記事は自動では投稿しません。「最初の1通を今すぐ投稿」/,
        /22:00〜07:00は投稿を休みます。変えるには「変更」を押し、`時刻`/,
      ],
      /毎日 \*\*届きしだい（22:00〜07:00は休み）\*\*（Asia\/Tokyo）・新しい記事を待っています/,
    ],
    [
      'enManager',
      'instant',
      [
        /gets new articles as they come: every day, except 22:00–07:00 \(Asia\/Tokyo\)/,
        /New articles are posted as they come in/,
        /Articles that are already out are not posted automatically; \*Post the first one now\*/,
        /Nothing is posted from 22:00 to 07:00.*\*Change\*.*`time`/,
      ],
      /every day \*\*as they come, except 22:00–07:00\*\* \(Asia\/Tokyo\) · waiting for new articles/,
    ],
  ] as const)(
    'is said to %s with its quiet hours, in the answer and in the list',
    async (who, time, said, listed) => {
      const id = newChannel(`as-they-come-${who}`)
      const answer = await subscribe(who, id, time)
      for (const pattern of said) expect(answer.content).toMatch(pattern)
      expect(answer.content).not.toMatch(/<t:8640000000000/)
      expect(answer.content).toMatch(/🗞️ \d+:\d\d · /)
      const list = shown(await listOf(who, id))
      expect(list).toMatch(listed)
      expect(list).not.toMatch(/<t:8640000000000/)
    },
  )

  it('that was chosen from the list is understood, and nothing was guessed', async () => {
    const id = newChannel('chosen')
    const choice = (await offered('enManager', 'at any time'))[0]
    const answer = await subscribe('enManager', id, String(choice?.['value']))
    expect(answer.content).toContain('every day, at any time (Asia/Tokyo)')
    expect(answer.content).not.toContain('Nothing is posted from')
    expect(await stored(id)).toMatchObject({ instant: 1, quiet_from: null, quiet_to: null })
  })

  it('that nobody understands is refused in both languages, and nothing is stored', async () => {
    const id = newChannel('refused')
    for (const time of ['instant 9-17', 'noonish']) {
      expect((await subscribe('jaManager', id, time)).content).toMatch(
        new RegExp(`「${time}」は時刻として読めません。.*\`届きしだい（22:00〜7:00は休み）\``),
      )
      expect((await subscribe('enManager', id, time)).content).toMatch(
        new RegExp(`“${time}” is not a time of day.*\`as they come, except 22:00–7:00\``),
      )
    }
    expect(await stored(id)).toBeUndefined()
  })

  it.each([
    [
      'jaManager',
      '届きしだい（22:00〜07:00は休み）',
      /変更しました。\*\* <#\d+> に、新しい記事を届きしだい投稿します.*\n.*\nまだ届けていない記事があれば/,
      /「9-17」からは曜日を読み取れません。.*\n何も変更していません/,
    ],
    [
      'enManager',
      'as they come, except 22:00–07:00',
      /Changed\.\*\* <#\d+> gets new articles as they come.*\n.*\nAnything not posted yet follows/,
      /“9-17” does not name any days/,
    ],
  ] as const)('is changed by %s in the form, to and fro', async (who, words, said, refused) => {
    const id = newChannel(`changed-${who}`)
    await subscribe(who, id, '8:00')
    const panel = await listOf(who, id)
    const done = await as(who).submit(await formOn(who, panel), { when: 'すぐに' })
    expect(done.message.content).toMatch(said)
    const form = await formOn(who, done.message)
    expect(timeIn(form)).toBe(words)
    const same = await as(who).submit(form, {})
    expect(await stored(id)).toMatchObject({ instant: 1, quiet_from: 1320, quiet_to: 420 })
    const bad = await as(who).submit(await formOn(who, same.message), { when: 'instant 9-17' })
    expect(bad.message.content).toMatch(refused)
    expect(timeIn(await formOn(who, bad.message))).toBe('instant 9-17')
    const back = await as(who).submit(await formOn(who, await listOf(who, id)), { when: '9:00' })
    expect(back.message.content).toContain('**09:00**')
    expect(await stored(id)).toMatchObject({ instant: 0, minute: 540, quiet_from: null })
  })

  it.each([
    [
      'jaManager',
      /再開しました。<#\d+> に、新しい記事を届きしだい/,
      /元に戻しました。<#\d+> に、新しい記事を届きしだい/,
    ],
    [
      'enManager',
      /Resumed: <#\d+> gets new articles as they come/,
      /Back again: <#\d+> gets new articles as they come/,
    ],
  ] as const)(
    'is said to %s after a pause, and when an end is taken back',
    async (who, resumed, restored) => {
      const id = newChannel(`paused-${who}`)
      await subscribe(who, id, 'instant always')
      const panel = await listOf(who, id)
      const press = (message: Message, route: string) =>
        as(who).press(message, controlOf(message, route))
      const paused = await press(panel, 'pause')
      const again = await press(paused.message, 'resume')
      expect(again.message.content).toMatch(resumed)
      const dropped = await press(again.message, 'drop')
      const back = await press(dropped.message, 'undo')
      expect(back.message.content).toMatch(restored)
    },
  )
})

describe('an article that comes', () => {
  it('is posted at once, beside what the button posted before', async () => {
    const id = newChannel('news-now')
    const answer = await subscribe('jaManager', id, '届きしだい（いつでも）')
    await stage.bot.idle()
    expect(stage.discord.messages(id)).toEqual([])
    await as('jaManager').press(answer, controlOf(answer, 'now'))
    await stage.bot.idle()
    expect(stage.discord.messages(id)).toHaveLength(1)
    const posted = stage.logged('digest posted')
    // By then the sample feed has news.
    stage.clock.moveTo(START + 47 * HOUR)
    stage.bot.wake()
    expect((await posted)['channel']).toBe(id)
    await stage.bot.idle()
    const [first, second, ...more] = stage.discord.messages(id)
    expect(more).toEqual([])
    expect(second?.content).toMatch(/^🗞️ 5:\d\d · /)
    const titles = (message?: Message) => message?.embeds.map((embed) => String(embed['title']))
    expect(titles(second)).not.toEqual([])
    for (const title of titles(second) ?? []) expect(titles(first)).not.toContain(title)
    for (const [who, words] of [
      ['jaManager', 'までの24時間：📘 カード'],
      ['enManager', 'The 24 hours up to <t:'],
    ] as const) {
      const panel = await listOf(who, id)
      const why = await as(who).press(panel, controlOf(panel, 'why'))
      const text = String(why.message.embeds[0]?.['description'])
      expect(text).toContain(words)
      expect(text).toMatch(/\n\n\*\*<t:\d+:f>\*\*\n- 📘 /)
    }
  })
})
