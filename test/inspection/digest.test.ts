/** The lens on digests, as an operator types it. */
import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'

const A = 'test/feed/fixtures/hatena-bookmark.xml'
const B = 'test/feed/fixtures/note.xml'

async function digest(...args: string[]) {
  const child = spawn(process.execPath, ['src/launch.mjs', 'inspect', 'digest', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'] },
  })
  const code = new Promise((resolve) => child.once('close', resolve))
  const [out, said] = await Promise.all([text(child.stdout), text(child.stderr)])
  const lines = out.split('\n').filter(Boolean)
  return {
    lines: lines.map((line) => JSON.parse(line)),
    said: said.split('\n')[0],
    code: await code,
  }
}

it.each([
  ['a --feed each', ['--feed', A, '--feed', B, '--at', '2026-01-18T07:30', '--tz', 'Asia/Tokyo']],
  ['one --feed for all', ['--at', '2026-01-18T07:30', '--tz', '東京', '--feed', A, B]],
])('takes several files, with %s', async (_, args) => {
  const { lines, said, code } = await digest(...args)
  expect([said, code, lines.length, lines[0]?.embeds.length]).toEqual(['', 0, 1, 2])
})

it.each([
  ['what is no time', ['--at', '25:00', '--feed', A], '--at 25:00 is no time in UTC.'],
  [
    'a day that the zone skipped',
    ['--at', '2011-12-30T07:30', '--tz', 'Pacific/Apia', '--feed', A],
    '--at 2011-12-30T07:30 is no time in Pacific/Apia.',
  ],
  [
    'what is no zone',
    ['--at', '07:30', '--tz', 'Mars/Base', '--feed', A],
    '--tz Mars/Base is no zone; one is Asia/Tokyo.',
  ],
])('names %s and fails', async (_, args, problem) => {
  expect(await digest(...args)).toEqual({ lines: [], said: problem, code: 1 })
})

it('tells of a file that is no feed, goes on with the others and fails', async () => {
  const { lines, code } = await digest('--at', '2026-01-18T07:30', '--feed', 'package.json', A)
  expect(lines.map((line) => line.error?.kind ?? line.embeds.length)).toEqual(['not-a-feed', 1])
  expect(code).toBe(1)
})
