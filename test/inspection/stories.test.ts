/** The lens on stories: which of some articles tell one. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Fetch } from '../../src/fetch/fetch.ts'
import { inspectStories } from '../../src/inspection/stories.ts'
import { fail } from '../../src/lib/result.ts'

const fetch: Fetch = async () => fail({ kind: 'unreachable', message: 'no network' })
const LINES = [
  {
    id: 1,
    title: 'カモメ島の連絡船が座礁、乗客38人を救助',
    text: '18日午前2時ごろ、入江市沖のカモメ島の北で、連絡船「みなと丸」が浅瀬に乗り上げた。海上保安部が38人全員を救助した。',
    date: '2026-01-18T06:00:00+09:00',
    feed: 'a',
  },
  {
    id: 2,
    title: '入江市の図書館、夜9時まで開館へ',
    text: '入江市は来月から、中央図書館の開館時間を午後9時まで延ばす。',
    date: '2026-01-18T06:10:00+09:00',
  },
  {
    id: 'x3',
    title: '連絡船「みなと丸」座礁　カモメ島沖、38人全員救助',
    html: '<p>海上保安部によると、18日未明、カモメ島北側の浅瀬に連絡船「みなと丸」が座礁し、乗客乗員38人が救助された。</p>',
    date: '2026-01-18T07:00:00+09:00',
    feed: 'b',
  },
]

it('prints a line a story with its articles and why, and tells of a bad line', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lens-'))
  const file = join(folder, 'articles.jsonl')
  await writeFile(file, [...LINES.map((line) => JSON.stringify(line)), 'none'].join('\n'))
  const printed: unknown[] = []
  const good = await inspectStories([file], { fetch, print: (line) => printed.push(line) })
  await rm(folder, { recursive: true })
  expect(good).toBe(false)
  expect(printed).toEqual([
    { file, error: { kind: 'bad-line', message: 'The line is not JSON.' } },
    { story: 1, ids: [1, 'x3'], why: [{ id: 'x3', why: expect.stringContaining('rare') }] },
    { story: 2, ids: [2], why: [] },
  ])
})
