/** The page for who has never seen it: no key, no narrow screen and no quiet morning leads to nowhere. */
import type { Browser, Page as Tab } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openPage } from '../../../src/demo/page.ts'
import { type Stage, setStage } from '../../../src/demo/stage.ts'
import { subscribe } from '../../../src/demo/subscribe.ts'
import type { Page } from '../../../src/sandbox/page/serve.ts'
import { BROWSER, HOW_TO_GET_ONE, launch, type Visit, visit } from './browser.ts'

const PATIENCE_MS = 60_000
/** A Saturday evening, 21:40 in Tokyo. */
const EVENING = Date.parse('2026-01-17T12:40:00Z')

let stage: Stage
let page: Page
let browser: Browser
let wide: Visit
let phone: Visit

beforeAll(async () => {
  if (BROWSER === null) return
  ;[stage, browser] = await Promise.all([setStage({ start: EVENING }), launch()])
  page = await openPage(stage, 0)
  wide = await visit(browser, page.url, { width: 1280, height: 860 })
  phone = await visit(browser, page.url, { width: 360, height: 740 })
}, PATIENCE_MS)

afterAll(async () => {
  await browser?.close()
  await page?.close()
  await stage?.close()
})

beforeEach(({ skip }) => {
  skip(BROWSER === null, HOW_TO_GET_ONE)
})

async function come({ tab }: Visit): Promise<Tab> {
  await tab.goto(page.url)
  await tab.locator('.composer').waitFor()
  return tab
}

const focused = (tab: Tab) => tab.locator(':focus')

describe('a newcomer', { timeout: PATIENCE_MS }, () => {
  it('is told why a morning brings no digest', async () => {
    const tab = await come(wide)
    // The line goes away by itself: it is waited for from before the press on.
    const told = tab.getByRole('status').getByText('届くダイジェストがありません').waitFor()
    await Promise.all([told, tab.getByRole('button', { name: '翌朝へ' }).click()])
  })

  it('reaches every button of a message by the keys, and comes back by Escape', async () => {
    const { ja } = stage.servers
    const order = {
      lang: 'ja',
      server: ja,
      channelId: ja.digestChannelId,
      channel: ja.digestChannel,
    } as const
    const urls = stage.samples.feeds.filter(({ lang }) => lang === 'ja').map(({ url }) => url)
    expect(await subscribe(stage, { ...order, urls })).toBeNull()
    const tab = await come(wide)
    await tab.getByRole('button', { name: '取り消す' }).waitFor()
    await tab.locator('.words').focus()
    const passed: string[] = []
    for (let step = 0; step < 5; step += 1) {
      await tab.keyboard.press('Shift+Tab')
      passed.push(await focused(tab).innerText())
    }
    expect(passed.slice(1)).toEqual([
      'メッセージを削除する',
      '取り消す',
      '変更',
      '最初の1通を今すぐ投稿',
    ])
    await tab.keyboard.press('Escape')
    expect(await focused(tab).getAttribute('class')).toBe('words')
    await tab.getByRole('button', { name: '最初の1通を今すぐ投稿' }).click()
    // What a line quotes is words, with the names of what it mentions.
    const quoted = tab.locator('.reply .source').first()
    await quoted.getByText(/設定しました。\s*#朝刊/).waitFor()
    expect(await quoted.innerText()).not.toContain('<')
  })

  it('leaves a command that asks for a file by Escape', async () => {
    const tab = await come(wide)
    await tab.locator('.words').fill('/ダイジェスト 取り込み')
    await tab.keyboard.press('Enter')
    await expect.poll(() => focused(tab).getAttribute('type')).toBe('file')
    await tab.keyboard.press('Escape')
    await expect.poll(() => focused(tab).getAttribute('class')).toBe('words')
  })

  it('sees the whole name and the whole time on a phone, and closes the drawer by Escape', async () => {
    const tab = await come(phone)
    await tab.locator('.burger').click()
    await expect.poll(() => focused(tab).getAttribute('class')).toContain('close-drawer')
    await tab.getByRole('button', { name: 'Chrysanthemum Garden' }).click()
    await tab.getByRole('heading', { name: 'morning-digest', exact: true }).waitFor()
    await tab.locator('.burger').click()
    await tab.keyboard.press('Escape')
    await expect.poll(() => focused(tab).getAttribute('class')).toContain('burger')
    expect(await tab.evaluate(CUT)).toEqual([])
    expect((await tab.locator('.head').boundingBox())?.height).toBeLessThanOrEqual(56)
  })
})

/** What of the head is longer than its place. */
const CUT = `[...document.querySelectorAll('.head h1 span, .clock time')]
  .filter((element) => element.scrollWidth > element.clientWidth || element.clientHeight > 24)
  .map((element) => element.textContent)`
