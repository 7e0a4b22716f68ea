/** Members look for what was posted, through real discord.js and the sandbox, over a file: searching runs in its thread. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { control, controlOn, endWell, firstDigest, valuesOf } from './reader.ts'
import { createWorld, SLOT, type World } from './world.ts'

let world: World
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chrysanthemum-search-'))
  world = await createWorld({ databaseFile: join(folder, 'bot.db') })
  await firstDigest(world, 'ja', SLOT)
})
afterEach(async () => {
  await endWell(world)
  await rm(folder, { recursive: true })
})

const titleOf = (message: { embeds: Record<string, unknown>[] }) => message.embeds[0]?.['title']
const textOf = (message: { embeds: Record<string, unknown>[] }) =>
  String(message.embeds[0]?.['description'])

const looked = async (typed: Record<string, string>, person = world.moderator) =>
  (await person.slash(world.channel.id, 'search', typed)).message
const found = async (typed: Record<string, string>) => {
  const message = await looked(typed)
  return [...textOf(message).matchAll(/\*\*\d+\.\*\* \[([^\]]+)\]/g)].map(([, title]) => title)
}

const BUS = '終バス40分繰り下げ、高校生の調査が動かす'
const PAPER = '電子ペーパーで玄関のバス時刻表を作った'
const TRAIN = '夜行列車、12年ぶりに走る：眠るあいだに港へ'

describe('a search', () => {
  it('takes what is typed in it: without, one of several, title, feed, number and beginning', async () => {
    expect(await found({ query: 'バス' })).toEqual([PAPER, BUS, TRAIN])
    expect(await found({ query: 'バス -高校生' })).toEqual([PAPER, TRAIN])
    expect(await found({ query: 'バス フィード:汐見' })).toEqual([BUS])
    expect(new Set(await found({ query: '題名:バス' }))).toEqual(new Set([PAPER, BUS]))
    expect(await found({ query: '繰り下げ OR ペーパー' })).toHaveLength(2)
    expect(await found({ query: '十二年ぶり' })).toEqual([TRAIN])
    expect(await found({ query: '夜行列車' })).toEqual([TRAIN])
  })

  it('is narrowed by its options, in the words of both languages', async () => {
    const { moderator, member, channel } = world
    const [feed] = await moderator.complete(channel.id, 'search', { feed: '縁側' }, 'feed')
    expect(await found({ query: 'バス', feed: String(feed?.['value']) })).toEqual([PAPER])
    expect(await found({ query: 'バス', since: '今日' })).toEqual([PAPER, TRAIN])
    expect(await found({ query: 'バス', until: '昨日' })).toEqual([BUS])
    expect(await found({ query: 'バス', sort: 'newest' })).toEqual([TRAIN, PAPER, BUS])
    expect(await found({ query: 'バス', scope: 'channel' })).toHaveLength(3)
    const own = await looked({ query: 'バス', scope: 'mine' })
    expect(own.content).toContain('次の検索なら見つかります')
    const english = await looked({ query: 'バス', until: 'yesterday' }, member)
    expect(titleOf(english)).toBe('“バス” — 1 article')
  })

  it('that finds nothing gives what does find something, each a button', async () => {
    const { moderator, member } = world
    const nothing = await looked({ query: '温泉バス 夜行列車' })
    expect(nothing.content).toContain('次の検索なら見つかります')
    const button = control(nothing, 'try')
    expect(button['label']).toBe('夜行列車（1件）')
    const done = await moderator.press(nothing, button.custom_id)
    expect(done.updated).toBe(true)
    expect(titleOf(done.message)).toBe('「夜行列車」の検索結果：1件')

    const english = await looked({ query: 'バス', since: 'today', feed: '汐見' }, member)
    expect(english.content).toContain('These searches find something')
    const offered = english.components.flatMap((row) => row['components'] as { label: string }[])
    expect(offered.map(({ label }) => label)).toEqual(['At any time (1)', 'Everywhere (2)'])
    const foreign = await moderator.press(english, control(english, 'try').custom_id)
    expect(foreign.message.content).toContain('15分')
    const wider = await member.press(english, control(english, 'try').custom_id)
    expect(textOf(wider.message)).toContain(BUS)

    const minus = await looked({ query: '夜行列車 -汐湊' })
    expect(control(minus, 'try')['label']).toBe('夜行列車（1件）')
    expect((await looked({ query: 'えすきゅーえる' })).components).toEqual([])
  })

  it('that cannot be understood is told how', async () => {
    const { member } = world
    const told = async (query: string) => (await looked({ query })).content
    expect(await told('-バス')).toContain('除く言葉だけでは検索できません')
    expect(await told('バス から:いつか')).toContain('`いつか` がいつのことか')
    expect(await told('対象:本文 バス')).toContain('`対象:題名`')
    expect(await told('バス feed:朝日')).toContain('`朝日` というフィードは見つかりません')
    expect((await looked({ query: 'バス', since: '明日の次' })).content).toContain('`先週`')
    expect((await looked({ query: 'bus after:someday' }, member)).content).toContain(
      '`someday` is no day',
    )
    expect((await looked({ query: 'bus', feed: 'nowhere' }, member)).content).toContain('nowhere')
  })

  it('offers what one looked for before, then titles; a chosen title opens its article', async () => {
    const { moderator, member, channel } = world
    await looked({ query: 'ロボット' })
    await looked({ query: 'バス' })
    await looked({ query: 'qqqq' })
    const offered = (typed: string, person = moderator) =>
      person.complete(channel.id, 'search', { query: typed }, 'query')
    expect((await offered('')).map(({ name }) => name)).toEqual([
      '以前の検索：バス',
      '以前の検索：ロボット',
    ])
    expect(await offered('', member)).toEqual([])
    // Enter takes the first choice: it is what was typed.
    const [typed, title] = await offered('バス')
    expect(typed).toEqual({ name: '🔎 「バス」を検索', value: 'バス' })
    const name = String(title?.['name']).replace('📄 ', '')
    expect([PAPER, BUS]).toContain(name)
    const [again, before] = await offered('ロボ')
    expect([again?.['value'], before?.['value']]).toEqual(['ロボ', 'ロボット'])
    const opened = await looked({ query: String(title?.['value']) })
    expect(titleOf(opened)).toContain(name)
    expect(controlOn(opened, 'save')).not.toBeNull()
    const gone = await looked({ query: 'article:#999999' })
    expect(gone.content).not.toBe('')
  })

  it('gives what opens: articles by their select', async () => {
    const { moderator } = world
    const list = await looked({ query: 'バス' })
    const select = control(list, 'read')
    const [first = ''] = valuesOf(select)
    const opened = await moderator.choose(list, select.custom_id, [first])
    expect(titleOf(opened.message)).toContain(PAPER)
  })
})
