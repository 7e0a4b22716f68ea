import type { Browser, Page as Tab } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openPage } from '../../../src/demo/page.ts'
import { type Stage, setStage } from '../../../src/demo/stage.ts'
import type { Page } from '../../../src/sandbox/page/serve.ts'
import { BROWSER, HOW_TO_GET_ONE, launch, type Visit, violations, visit } from './browser.ts'
import { send } from './drive.ts'

const WIDE = { width: 1280, height: 860 } as const
const PHONE = { width: 360, height: 740 } as const
/** A browser beside other work, and axe's walk over every element. */
const PATIENCE_MS = 60_000

/** A Saturday evening, 21:40 in Tokyo. */
const EVENING = Date.parse('2026-01-17T12:40:00Z')

let stage: Stage
let page: Page
let browser: Browser
/** One for a desk and one for a phone: a test comes back to the page rather than open it anew. */
let wide: Visit
let phone: Visit

beforeAll(async () => {
  if (BROWSER === null) {
    process.stderr.write(`The sandbox's page was not looked at: ${HOW_TO_GET_ONE}.\n`)
    return
  }
  ;[stage, browser] = await Promise.all([setStage({ start: EVENING }), launch()])
  page = await openPage(stage, 0)
  wide = await visit(browser, page.url, { ...WIDE, scheme: 'dark' })
  phone = await visit(browser, page.url, { ...PHONE, scheme: 'light' })
}, PATIENCE_MS)

afterAll(async () => {
  await browser?.close()
  await page?.close()
  await stage?.close()
})

beforeEach(({ skip }) => {
  skip(BROWSER === null, HOW_TO_GET_ONE)
})

afterEach(() => {
  // Nothing was asked of another machine, and the page itself complained of nothing.
  if (BROWSER === null) return
  for (const { strays, complaints } of [wide, phone]) expect([strays, complaints]).toEqual([[], []])
})

/** Comes to the page again, as a newcomer. */
async function come({ tab }: Visit): Promise<Tab> {
  await tab.evaluate('localStorage.clear()')
  await tab.goto(page.url)
  await tab.locator('.composer').waitFor()
  return tab
}

const offered = (tab: Tab) => tab.locator('.box-list .label').allInnerTexts()

const digest = (tab: Tab) => tab.locator('discord-message:not(.ephemeral)', { hasText: '📘' })

describe('the page', { timeout: PATIENCE_MS }, () => {
  it('leads from a subscription over the next morning and an article to a search result', async () => {
    const tab = await come(wide)

    await tab.locator('.words').pressSequentially('/')
    await expect.poll(() => offered(tab)).toContain('/検索')
    expect((await offered(tab))[0]).toBe('/ダイジェスト 購読')
    await tab.keyboard.press('Enter')
    const feeds = stage.samples.feeds.map(({ url }) => url).join(' ')
    await tab.getByRole('combobox', { name: /^フィード/ }).fill(feeds)
    await send(tab)
    const preview = tab.locator('discord-message.ephemeral')
    await preview.getByText('設定しました').waitFor()
    await preview.getByText('ミナさんが').waitFor()
    await preview.locator('discord-embed').first().waitFor()
    await preview.getByText('あなただけに表示').waitFor()

    await tab.getByRole('button', { name: '翌朝へ' }).click()
    await digest(tab).getByText('1月18日(日)の朝').waitFor()
    expect(await digest(tab).locator('discord-embed').count()).toBeGreaterThanOrEqual(3)
    const picture = digest(tab).locator('img.picture').first()
    await expect.poll(() => picture.evaluate(widthOf)).toBe(800)
    expect(await picture.getAttribute('alt')).not.toBe('')

    const select = digest(tab).getByRole('combobox', { name: '記事を選ぶ' })
    await select.press('Enter')
    await select.press('ArrowDown')
    await select.press('ArrowDown')
    const marked = tab.locator('.select-list .at')
    await expect.poll(() => marked.innerText()).toContain('夜行列車、12年ぶりに走る')
    await select.press('Enter')
    const article = tab.locator('discord-message.ephemeral', { hasText: '夜行列車は戻ってくる' })
    await article.getByText('夜行列車の切符を買ったのは誰').waitFor()

    await tab.locator('.words').fill('/検索')
    await tab.keyboard.press('Enter')
    await tab.getByRole('combobox', { name: /^キーワード/ }).fill('夜行列車')
    await send(tab)
    const found = tab.locator('discord-message.ephemeral', { hasText: '「夜行列車」の検索結果' })
    await found.getByRole('link', { name: '開く' }).click()
    await expect.poll(() => digest(tab).getAttribute('class')).toContain('flash')
    await expect.poll(() => belowTop(tab)).toBeLessThan(24)
  })

  it.each([
    ['dark and wide', WIDE.width, () => wide],
    ['light on a phone', PHONE.width, () => phone],
  ] as const)('is for everybody, %s', async (_name, width, visited) => {
    const tab = await come(visited())
    await digest(tab).getByRole('combobox').click()
    await tab.locator('.select-list').waitFor()
    expect(await violations(tab)).toEqual([])
    await tab.keyboard.press('Escape')

    await tab.locator('.words').pressSequentially('/')
    await tab.locator('.box-list').waitFor()
    // What stands behind the list was looked at just now.
    expect(await violations(tab, '.composer')).toEqual([])

    expect(await tab.evaluate('document.documentElement.scrollWidth')).toBe(width)
  })

  it('keeps the servers in a drawer on a phone, and plays somebody else', async () => {
    const tab = await come(phone)
    await tab.getByRole('button', { name: 'サーバーとチャンネルを表示' }).click()
    await tab.locator('.me-button').click()
    expect(await violations(tab)).toEqual([])
    await tab.locator('.people').getByRole('button', { name: /Robin/ }).click()
    await tab.getByPlaceholder(/\(type \/\)/).waitFor()
    // What was said to Mina alone, Robin does not see; the digest Robin does.
    await digest(tab).waitFor()
    expect(await tab.locator('discord-message.ephemeral').count()).toBe(0)
  })

  it('offers a member no command of the moderators', async () => {
    const tab = await come(wide)
    await tab.locator('.me-button').click()
    await tab.locator('.people').getByRole('button', { name: /ハル/ }).click()
    await expect.poll(() => tab.locator('.me-button .name').innerText()).toBe('ハル')
    await tab.locator('.words').pressSequentially('/')
    await expect.poll(() => offered(tab)).toContain('/検索')
    expect((await offered(tab)).filter((label) => label.startsWith('/ダイジェスト'))).toEqual([])
  })

  it('completes an option through the bot, and asks for what is required', async () => {
    const tab = await come(wide)
    await tab.locator('.words').fill('/ダイジェスト 購読')
    await tab.keyboard.press('Enter')
    await tab.keyboard.press('Escape')
    await tab.keyboard.press('Enter')
    await tab.getByText('このオプションは必須です').waitFor()
    await tab.locator('input.rest').fill('タイム')
    await tab.keyboard.press('Enter')
    await tab.getByRole('combobox', { name: /^タイムゾーン/ }).fill('Berl')
    await tab.getByRole('option', { name: 'Europe/Berlin' }).waitFor()
    expect(await violations(tab)).toEqual([])
    await tab.getByRole('option', { name: 'Europe/Berlin' }).click()
    expect(await tab.getByRole('combobox', { name: /^タイムゾーン/ }).inputValue()).toBe(
      'Europe/Berlin',
    )
  })

  it('keeps the look that was chosen, whatever the system has', async () => {
    const tab = await come(wide)
    const theme = () => tab.locator('html').getAttribute('data-theme')
    expect(await theme()).toBe('dark')
    await tab.getByRole('button', { name: 'ダークとライトを切り替え' }).click()
    expect(await theme()).toBe('light')
    await tab.reload()
    await tab.locator('.composer').waitFor()
    expect(await theme()).toBe('light')
  })

  it('shows what a stranger writes as text, never as HTML', async () => {
    const tab = await come(wide)
    await tab.locator('.words').fill('<img src=x onerror="document.title=1"> **fett** <b>x</b>')
    await tab.keyboard.press('Enter')
    const said = tab.locator('discord-message .content', { hasText: 'onerror' })
    await said.waitFor()
    expect(await said.innerText()).toContain('<img src=x onerror="document.title=1"> fett <b>x</b>')
    expect(await said.locator('img, b').count()).toBe(0)
    expect(await said.locator('strong').innerText()).toBe('fett')
  })
})

const widthOf = (picture: object) => (picture as { naturalWidth: number }).naturalWidth

/** How far the digest's first line stands from the channel's upper edge; px. */
async function belowTop(tab: Tab): Promise<number> {
  const [message, scroller] = await Promise.all([
    digest(tab).boundingBox(),
    tab.locator('.scroller').boundingBox(),
  ])
  return Math.abs((message?.y ?? 1e6) - (scroller?.y ?? 0))
}
