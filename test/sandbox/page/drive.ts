/** What a person does on the demo's page, in either language: their words for it, and the hands. */
import type { Page as Tab } from 'playwright-core'

export const WORDS = {
  en: {
    subscribe: 'digest subscribe',
    feed: 'feed',
    list: 'digest list',
    health: 'digest health',
    search: 'search',
    query: 'query',
    saved: 'saved',
    catchup: 'catchup',
    me: 'me subscribe',
    choose: 'Choose an article',
    change: 'Change',
  },
  ja: {
    subscribe: 'ダイジェスト 購読',
    feed: 'フィード',
    list: 'ダイジェスト 一覧',
    health: 'ダイジェスト 状態',
    search: '検索',
    query: 'キーワード',
    saved: '保存済み',
    catchup: '見逃し',
    me: 'マイページ 購読',
    choose: '記事を選ぶ',
    change: '変更',
  },
} as const

export type Lang = keyof typeof WORDS

/** What only the player sees, newest last. */
export const answers = (tab: Tab) => tab.locator('discord-message.ephemeral')

export const digest = (tab: Tab) =>
  tab.locator('discord-message:not(.ephemeral)', { hasText: '📘' })

/** Sends what stands in the box. Where the bot's offers came first, on a busy machine, an Enter takes one: the next one sends. */
export async function send(tab: Tab): Promise<void> {
  do await tab.keyboard.press('Enter')
  while ((await tab.locator('.draft').count()) > 0)
}

/** Gives a command, with one option where it needs one, and waits for the answer. */
export async function command(
  tab: Tab,
  words: string,
  option?: { name: string; value: string },
): Promise<void> {
  const before = await answers(tab).count()
  await tab.locator('.words').fill(`/${words}`)
  await tab.keyboard.press('Enter')
  if (option) {
    await tab.getByRole('combobox', { name: new RegExp(`^${option.name}`) }).fill(option.value)
    await send(tab)
  } else {
    await tab.keyboard.press('Enter')
  }
  await answers(tab).nth(before).waitFor()
}

/** Opens a channel, a forum, a thread by its name in the list at the left. */
export const openPlace = (tab: Tab, name: string) =>
  tab.locator('.channel-link').filter({ hasText: name }).first().click()

/** Chooses in a select, by the beginning of its name and the words of the choice. */
export async function choose(tab: Tab, select: string, choice: string): Promise<void> {
  await tab.getByRole('combobox', { name: select }).last().click()
  await tab.getByRole('option', { name: choice }).click()
}
