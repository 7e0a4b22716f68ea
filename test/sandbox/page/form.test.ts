import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { MovedClock } from '../../../src/lib/clock.ts'
import type { Answer } from '../../../src/sandbox/interactions.ts'
import { type Page, servePage } from '../../../src/sandbox/page/serve.ts'
import { type Act, type Sandbox, startSandbox } from '../../../src/sandbox/sandbox.ts'
import type { Json, Message } from '../../../src/sandbox/world.ts'
import { BROWSER, HOW_TO_GET_ONE, launch, type Visit, violations, visit } from './browser.ts'

const PATIENCE_MS = 60_000

let role = ''

const formNow = (): Json => ({
  custom_id: 'edit',
  title: 'Edit the digest',
  components: [
    {
      type: 18,
      label: 'Time',
      description: 'Such as 7:30',
      component: { type: 4, custom_id: 'time', style: 1, value: '7:30', required: true },
    },
    {
      type: 18,
      label: 'Cards',
      component: {
        type: 3,
        custom_id: 'count',
        options: [
          { label: 'three', value: '3' },
          { label: 'five', value: '5', default: true },
        ],
      },
    },
    {
      type: 18,
      label: 'Place',
      component: { type: 8, custom_id: 'channel', channel_types: [0] },
    },
    {
      type: 18,
      label: 'Role',
      component: {
        type: 6,
        custom_id: 'role',
        required: false,
        min_values: 0,
        default_values: [{ id: role, type: 'role' }],
      },
    },
    {
      type: 1,
      components: [{ type: 4, custom_id: 'words', label: 'Words', style: 2, required: false }],
    },
  ],
})

let sandbox: Sandbox
let browser: Browser | null = null
let visited: Visit | null = null
let page: Page
let done: Act[]

/** A person whose every act opens the form, until it is handed in. */
async function act(one: Act): Promise<Answer> {
  done.push(one)
  if (one.kind === 'submit')
    return { kind: 'message', ephemeral: true, updated: false, message: {} as Message }
  return { kind: 'modal', modal: { id: '7', channelId: '1', source: null, data: formNow() } }
}

beforeAll(async () => {
  sandbox = await startSandbox({ clock: new MovedClock(Date.parse('2026-01-17T12:00:00Z')) })
  const guild = sandbox.addGuild({ name: 'Readers' })
  sandbox.addChannel(guild.id, { name: 'news' })
  role = sandbox.addRole(guild.id, { name: 'readers' }).id
  const { id } = sandbox.addPerson(guild.id, { name: 'Ann' })
  sandbox.world.commands.set('1', { id: '1', name: 'edit', type: 1, description: 'Edit' })
  const file = { type: 11, name: 'file', description: 'OPML', required: true }
  const command = { id: '2', name: 'import', type: 1, description: 'Import', options: [file] }
  sandbox.world.commands.set('2', command)
  const handle = { ...sandbox.as(id), act }
  page = await servePage({
    sandbox: { ...sandbox, as: () => handle },
    people: [{ id, part: { en: 'member', ja: 'メンバー' } }],
  })
})

afterAll(async () => {
  await browser?.close()
  await page.close()
  await sandbox.close()
})

beforeEach(({ skip }) => {
  done = []
  skip(BROWSER === null, HOW_TO_GET_ONE)
})

/** Comes to the page with nothing begun. */
async function come(): Promise<Visit> {
  browser ??= await launch()
  if (visited === null) visited = await visit(browser, page.url, { width: 390, height: 800 })
  else await visited.tab.reload()
  return visited
}

describe('a form of the bot', { timeout: PATIENCE_MS }, () => {
  it('opens, is filled in and handed in', async () => {
    const { tab, strays, complaints } = await come()
    await tab.locator('.words').fill('/edit')
    await tab.keyboard.press('Enter')
    await tab.keyboard.press('Enter')
    const form = tab.getByRole('dialog', { name: 'Edit the digest' })
    await form.waitFor()
    expect(await violations(tab)).toEqual([])
    await expect.poll(() => tab.evaluate('document.activeElement.name')).toBe('time')
    await form.getByLabel('Time').fill('')
    await form.getByRole('button', { name: 'Submit' }).click()
    expect(done.map(({ kind }) => kind)).toEqual(['slash'])

    await form.getByLabel('Time').fill('19:00')
    await form.getByLabel('Cards').selectOption('3')
    await form.getByRole('button', { name: 'Submit' }).click()
    expect(done.map(({ kind }) => kind)).toEqual(['slash'])
    await form.getByLabel('Place').selectOption('# news')
    expect(await form.getByLabel('Role').inputValue()).toBe(role)
    await form.getByRole('button', { name: 'Submit' }).click()
    await form.waitFor({ state: 'detached' })
    expect(done[1]).toMatchObject({
      kind: 'submit',
      modal: { id: '7' },
      filled: { time: '19:00', count: ['3'], role: [role], words: '' },
    })
    expect([strays, complaints]).toEqual([[], []])
  })

  it('lets go of a role that was chosen', async () => {
    const { tab, complaints } = await come()
    await tab.locator('.words').fill('/edit')
    await tab.keyboard.press('Enter')
    await tab.keyboard.press('Enter')
    const form = tab.getByRole('dialog', { name: 'Edit the digest' })
    await form.getByLabel('Place').selectOption('# news')
    await form.getByLabel('Role').selectOption('')
    await form.getByRole('button', { name: 'Submit' }).click()
    await form.waitFor({ state: 'detached' })
    expect(done[1]).toMatchObject({ filled: { time: '7:30', role: [] } })
    expect(complaints).toEqual([])
  })

  it('takes a file as an option', async () => {
    const { tab, complaints } = await come()
    await tab.getByRole('button', { name: 'Commands' }).click()
    await tab.getByRole('option', { name: '/import' }).click()
    const feeds = { name: 'feeds.opml', mimeType: 'text/x-opml', buffer: Buffer.from('<opml/>') }
    await tab.getByLabel('file: OPML').setInputFiles(feeds)
    await tab.getByText('feeds.opml').waitFor()
    expect(await violations(tab, '.composer')).toEqual([])
    await tab.getByRole('button', { name: 'Send' }).click()
    await tab.getByRole('dialog').waitFor()
    expect(done[0]).toMatchObject({
      words: 'import',
      typed: { file: { name: 'feeds.opml', content: '<opml/>', type: 'text/x-opml' } },
    })
    expect(complaints).toEqual([])
  })
})
