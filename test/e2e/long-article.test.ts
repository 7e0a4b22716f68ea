/** An article that is longer than a page: its pages are turned, each way, in the reader's language. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { asText, firstPageLines, SECTIONS, TITLE } from '../article/digest-page.ts'
import { control, controlOn, endWell, valuesOf } from './reader.ts'
import { createWorld, SLOT, START } from './world.ts'

const LONG = [1, 2, 3].flatMap((part) =>
  SECTIONS.map((section) => ({ ...section, heading: `${section.heading} その${part}` })),
)
const text = asText(firstPageLines(LONG)).replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const server = createServer((_, response) =>
  response.end(
    `<rss version="2.0"><channel><title>菊</title><item><guid>1</guid><title>${TITLE}</title>
      <pubDate>${new Date(START).toUTCString()}</pubDate><description>${text}</description></item></channel></rss>`,
  ),
)

beforeAll(() => new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve)))
afterAll(() => new Promise((resolve) => server.close(resolve)))

it.each([
  ['ja', '次へ', '前へ'],
  ['en', 'Next', 'Back'],
] as const)('is turned forth and back by who reads %s', async (lang, forth, back) => {
  const world = await createWorld()
  const { port } = server.address() as AddressInfo
  const feed = `http://127.0.0.1:${port}/feed`
  await world.moderator.slash(world.channel.id, 'digest subscribe', { feed })
  await world.moveTo(SLOT)
  const [digest] = world.sandbox.messages(world.channel.id)
  if (digest === undefined) throw new Error('a digest was awaited')
  const reader = lang === 'ja' ? world.moderator : world.english
  const read = control(digest, 'read')
  const opened = await reader.choose(digest, read.custom_id, valuesOf(read).slice(0, 1))
  const first = opened.message
  expect(controlOn(first, 'view')?.['label']).toBe(forth)
  const second = await reader.press(first, control(first, 'view').custom_id)
  expect([second.updated, second.ephemeral, second.message.id]).toEqual([true, true, first.id])
  expect(controlOn(second.message, 'view')?.['label']).toBe(back)
  expect(second.message.embeds).not.toEqual(first.embeds)
  const again = await reader.press(second.message, control(second.message, 'view').custom_id)
  expect(again.message.embeds).toEqual(first.embeds)
  await endWell(world)
})
