/** Commands where there is nothing yet, and what they are given wrong: each says in both languages what to do instead. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import en from '../../config/locales/en.json' with { type: 'json' }
import ja from '../../config/locales/ja.json' with { type: 'json' }
import type { Act, MessageAnswer } from '../../src/sandbox/sandbox.ts'
import { control, endWell } from './reader.ts'
import { createWorld, SLOT, type World } from './world.ts'

type Typed = NonNullable<Extract<Act, { kind: 'slash' }>['typed']>

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => endWell(world))

/** The longest part of a text in which no value stands. */
const wordsOf = (pattern: string) =>
  pattern.split(/\{[^}]*\}/).toSorted((a, b) => b.length - a.length)[0] ?? ''

function expectRefused({ ephemeral, message }: MessageAnswer, pattern: string) {
  expect(ephemeral).toBe(true)
  expect(message.content).toContain(wordsOf(pattern))
}

async function refused(words: string, typed: Typed, key: keyof typeof en): Promise<void> {
  const { channel, moderator, english } = world
  expectRefused(await moderator.slash(channel.id, words, typed), ja[key])
  expectRefused(await english.slash(channel.id, words, typed), en[key])
}

const NO_LIST = { file: { name: 'cat.txt', type: 'text/plain', content: 'meow' } }
const LARGE = { file: { name: 'a.opml', type: 'text/x-opml', content: 'x'.repeat(2_100_000) } }

describe('a server without a digest', () => {
  it.each<[string, Typed, keyof typeof en]>([
    ['digest list', {}, 'list.empty'],
    ['digest health', {}, 'health.empty'],
    ['digest export', {}, 'list.empty'],
    ['digest now', {}, 'problem.none-here'],
    ['digest import', NO_LIST, 'problem.no-list'],
    ['digest import', LARGE, 'problem.list-too-large'],
    ['search', { query: 'fog' }, 'problem.no-feeds'],
    ['latest', {}, 'latest.nothing'],
    ['saved', {}, 'saved.nothing'],
  ])('/%s %o says what to do', refused)
})

it.each(['import', 'export', 'health', 'settings', 'list', 'now'])(
  '/digest %s is for managers',
  async (leaf) => {
    const typed: Typed = leaf === 'import' ? NO_LIST : {}
    const { channel, guild, sandbox } = world
    const person = sandbox.addPerson(guild.id, { name: `ウメ ${leaf}`, locale: 'ja' })
    const members = [
      [sandbox.as(person.id), ja],
      [world.member, en],
    ] as const
    for (const [member, texts] of members) {
      const answer = await member.slash(channel.id, `digest ${leaf}`, typed)
      expectRefused(answer, texts['problem.managers-only'])
    }
  },
)

it('a digest that is paused, or has nothing new, is not posted now', async () => {
  const { channel, moderator } = world
  const feed = world.urls('ja')
  const { message } = await moderator.slash(channel.id, 'digest subscribe', { feed })
  await world.moveTo(SLOT)
  await refused('digest now', {}, 'problem.nothing-new')
  const list = await moderator.slash(channel.id, 'digest list')
  expect(message.content).not.toBe('')
  await moderator.press(list.message, control(list.message, 'pause').custom_id)
  await refused('digest now', {}, 'problem.paused')
  await refused('search', { query: '★' }, 'problem.empty-query')
  await refused('search', { query: 'ungetüm' }, 'search.nothing')
})
