/** Beside the channels: one's direct messages, a forum with its posts, a thread under a message; in both languages, wide and on a phone. */
import type { Browser, Page as Tab } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openPage } from '../../../src/demo/page.ts'
import { type Stage, setStage } from '../../../src/demo/stage.ts'
import type { Page } from '../../../src/sandbox/page/serve.ts'
import { BROWSER, HOW_TO_GET_ONE, launch, type Visit, violations, visit } from './browser.ts'
import { answers, command, digest, openPlace, WORDS } from './drive.ts'

/** A browser beside other work, and axe's walk over every element. */
const PATIENCE_MS = 90_000
const WIDE = { width: 1280, height: 860 } as const
const PHONE = { width: 360, height: 740, scheme: 'light' } as const

/** A Saturday, 21:40 where each language's people are. */
const PEOPLE = {
  en: {
    start: Date.parse('2026-01-17T21:40:00-05:00'),
    locale: 'en-US',
    zone: 'America/New_York',
  },
  ja: { start: Date.parse('2026-01-17T21:40:00+09:00'), locale: 'ja-JP', zone: 'Asia/Tokyo' },
} as const

const SAID = {
  en: {
    directs: 'Direct Messages',
    own: 'A digest of your own',
    forum: 'reading-room',
    channel: 'morning-digest',
    subscribeForum: 'Subscribe this forum',
    tag: 'Digest',
    title: /^\w{3}, Jan \d+, morning · 5 articles$/,
    morning: 'Sunday, January 18 · morning',
    nextMorning: 'Next morning',
    noPosts: 'There are no posts yet.',
    seeThread: 'See thread',
    one: '1 message',
    search: 'night',
    jump: 'open',
    send: 'Send',
    set: 'All set.',
    member: 'Alex',
  },
  ja: {
    directs: 'ダイレクトメッセージ',
    own: '自分だけのダイジェスト',
    forum: '読書室',
    channel: '朝刊',
    subscribeForum: 'このフォーラムで',
    tag: 'ダイジェスト',
    title: /^1月\d+日\(.\)の朝 · 5本$/,
    morning: '1月18日(日)の朝',
    nextMorning: '翌朝へ',
    noPosts: 'まだ投稿がありません。',
    seeThread: 'スレッドを表示',
    one: 'メッセージ1件',
    search: '夜',
    jump: '開く',
    send: '送信',
    set: '設定しました',
    member: 'ハル',
  },
} as const

let browser: Browser | null = null

beforeAll(async () => {
  if (BROWSER !== null) browser = await launch()
}, PATIENCE_MS)

afterAll(() => browser?.close())

beforeEach(({ skip }) => {
  skip(BROWSER === null, HOW_TO_GET_ONE)
})

describe.each(['ja', 'en'] as const)('whoever speaks %s', { timeout: PATIENCE_MS }, (lang) => {
  const words = WORDS[lang]
  const said = SAID[lang]
  let stage: Stage
  let page: Page
  let visited: Visit | null = null

  beforeAll(async () => {
    if (BROWSER === null) return
    const { start, zone } = PEOPLE[lang]
    stage = await setStage({ start, zone })
    page = await openPage(stage, 0)
  }, PATIENCE_MS)

  afterAll(async () => {
    await page?.close()
    await stage?.close()
  })

  afterEach(async () => {
    if (visited) expect([visited.strays, visited.complaints]).toEqual([[], []])
    await visited?.tab.close()
    visited = null
  })

  async function come(look: typeof WIDE | typeof PHONE): Promise<Tab> {
    if (browser === null) throw new Error(HOW_TO_GET_ONE)
    visited = await visit(browser, page.url, { ...look, ...PEOPLE[lang] })
    await visited.tab.locator('.composer').waitFor()
    return visited.tab
  }

  const feeds = () =>
    stage.samples.feeds.filter((feed) => feed.lang === lang).map((feed) => feed.url)

  it('orders a digest of their own as a member, and finds it in their direct messages in the morning', async () => {
    const tab = await come(WIDE)
    await tab.locator('.me-button').click()
    await tab.locator('.people').getByRole('button', { name: said.member }).click()
    await expect.poll(() => tab.locator('.me-button .name').innerText()).toBe(said.member)
    await command(tab, words.me, { name: words.feed, value: feeds().join(' ') })
    await answers(tab).getByText(said.set).waitFor()

    const home = tab.locator('.guilds').getByRole('button', { name: said.directs })
    await tab.getByRole('button', { name: said.nextMorning }).click()
    await tab.locator('.guilds .home .unread').waitFor()
    await home.click()
    await digest(tab).getByText(said.morning).first().waitFor()
    await expect.poll(() => tab.title()).toBe('@Chrysanthemum Digest')
    expect(await tab.locator('.guilds .home .unread').count()).toBe(0)
    expect(await violations(tab)).toEqual([])
    // Only what works there is offered: a manager's command is not.
    await tab.locator('.words').pressSequentially('/')
    const offered = tab.locator('.box-list .label')
    await expect.poll(() => offered.allInnerTexts()).toContain(`/${words.search}`)
    const labels = await offered.allInnerTexts()
    expect(labels).not.toContain(`/${words.list}`)
    expect(labels).not.toContain(`/${words.catchup}`)
    await tab.keyboard.press('Escape')
    // What was found leads back into the direct messages, from wherever one searched.
    await tab.locator('.guilds .guild').nth(1).click()
    await command(tab, words.search, { name: words.query, value: said.search })
    await answers(tab).last().getByRole('link', { name: said.jump }).first().click()
    await expect.poll(() => digest(tab).getAttribute('class')).toContain('flash')
    expect(await tab.title()).toBe('@Chrysanthemum Digest')
  })

  it('subscribes a forum from the forum itself, and reads its post', async () => {
    const tab = await come(WIDE)
    await openPlace(tab, said.forum)
    await tab.getByText(said.noPosts).waitFor()
    expect(await violations(tab)).toEqual([])
    await tab.getByRole('button', { name: said.subscribeForum }).click()
    await tab.getByRole('button', { name: said.send }).click()
    await answers(tab).getByText(said.set).waitFor()

    await tab.getByRole('button', { name: said.nextMorning }).click()
    await tab.locator('.channel-link.unread', { hasText: said.forum }).waitFor()
    await openPlace(tab, said.forum)
    const post = tab.locator('.post').first()
    await post.getByText(said.tag, { exact: true }).waitFor()
    await post.getByText(said.one).waitFor()
    expect(await violations(tab)).toEqual([])
    await post.getByRole('button').click()
    await digest(tab).locator('discord-embed').first().waitFor()
    await tab.getByRole('heading', { level: 1, name: said.title }).waitFor()
    expect(await violations(tab)).toEqual([])
    await tab.locator('.head').getByRole('button', { name: said.forum }).click()
    await tab.locator('.post:not(.unread)').first().waitFor()
  })

  it('goes into the thread of a digest, speaks there, and goes back', async () => {
    const server = stage.servers[lang]
    await stage.sandbox
      .as(server.moderatorId)
      .slash(server.digestChannelId, 'digest subscribe', { feed: feeds()[0] ?? '', thread: true })
    await stage.sandbox.as(server.moderatorId).slash(server.digestChannelId, 'digest now', {
      channel: server.digestChannelId,
    })
    await stage.bot.idle()
    const tab = await come(WIDE)
    await openPlace(tab, said.channel)
    const way = tab.locator('.thread-way').getByRole('button').last()
    await way.getByText(said.seeThread).waitFor()
    expect(await violations(tab)).toEqual([])
    await way.click()
    // A thread begins with the message that it was started from.
    await digest(tab).locator('discord-embed').first().waitFor()
    expect(await tab.locator('.thread-way').count()).toBe(0)
    await tab.locator('.words').fill('🌼')
    await tab.keyboard.press('Enter')
    await tab.locator('discord-message .content', { hasText: '🌼' }).waitFor()
    expect(await violations(tab)).toEqual([])
    await tab.locator('.head').getByRole('button', { name: said.channel }).click()
    await tab.locator('.thread-way').getByText(said.one).waitFor()
  })

  it('finds all of it on a phone, with nothing wider than the screen', async () => {
    const tab = await come(PHONE)
    const fits = async () => {
      expect(await tab.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.width)
      expect(await violations(tab)).toEqual([])
    }
    await tab.locator('.burger').click()
    await tab.locator('.guilds').getByRole('button', { name: said.directs }).click()
    await tab.getByRole('heading', { level: 2, name: 'Chrysanthemum Digest' }).waitFor()
    await tab.getByRole('button', { name: said.own }).waitFor()
    await fits()
    await tab.locator('.burger').click()
    await tab.locator('.guilds .guild').nth(1).click()
    await tab.locator('.burger').click()
    await openPlace(tab, said.forum)
    await tab.locator('.post').first().waitFor()
    await fits()
    await tab.locator('.post').first().getByRole('button').click()
    await digest(tab).locator('discord-embed').first().waitFor()
    await fits()
  })
})
