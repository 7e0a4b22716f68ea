/** Sample digests, and what their buttons and commands open, as textlint's preset for Japanese wants them. */
import { expect, it } from 'vitest'
import { controlOn, endWell, valuesOf, worldWithDigest } from '../e2e/reader.ts'
import type { World } from '../e2e/world.ts'
import { faultsOf } from './textlint.ts'

/** Where Discord shows texts; ids, addresses and values are for machines. */
const SHOWN = new Set([
  'content',
  'title',
  'description',
  'text',
  'name',
  'value',
  'label',
  'placeholder',
])

/** What is shorter is no sentence of an article. */
const SHORTEST = 8

/** Gives the texts that people read, wherever they stand in a message. */
function textsIn(part: unknown, key = ''): string[] {
  if (typeof part === 'string') return SHOWN.has(key) ? [part] : []
  if (Array.isArray(part)) return part.flatMap((one) => textsIn(one, key))
  if (typeof part !== 'object' || part === null) return []
  const isOption = 'label' in part
  return Object.entries(part).flatMap(([name, value]) =>
    isOption && name === 'value' ? [] : textsIn(value, name),
  )
}

const addressesGone = (text: string) =>
  text.replaceAll(/\]\(<?https?:[^)]*\)/g, ']').replaceAll(/<[@#:t][^>]*>/g, 'ここ')

/** Gives a way to put one word in place of what the articles themselves say: that is for their authors to write well. */
async function withoutArticles(world: World): Promise<(text: string) => string> {
  const rows = await world
    .bot()
    .db.all('SELECT title, headline, lead, points, body, sections FROM article')
  const said = rows
    .flatMap((row) => Object.values(row).flatMap((value) => String(value).split(/(?<=[。？！])|"/)))
    .filter((sentence) => sentence.length >= SHORTEST)
    .toSorted((a, b) => b.length - a.length)
  return (text) => said.reduce((rest, sentence) => rest.replaceAll(sentence, '記事'), text)
}

it('Japanese reads well in a sample digest and in whatever is opened from it', {
  timeout: 240_000,
}, async () => {
  const { world, digest } = await worldWithDigest()
  const { moderator, channel } = world
  const read = controlOn(digest, 'read')
  const rest = controlOn(digest, 'rest')
  if (read === null || rest === null) throw new Error('the digest has articles and a rest')
  const messages = [digest]
  for (const value of valuesOf(read)) {
    messages.push((await moderator.choose(digest, read.custom_id, [value])).message)
  }
  messages.push((await moderator.press(digest, rest.custom_id)).message)
  const commands = [
    'help',
    'latest',
    'catchup',
    'saved',
    'digest list',
    'digest health',
    'digest settings',
  ]
  for (const words of commands) messages.push((await moderator.slash(channel.id, words)).message)
  messages.push((await moderator.slash(channel.id, 'search', { query: '駅' })).message)
  const texts = new Set(
    messages.flatMap(({ content, embeds, components }) => textsIn({ content, embeds, components })),
  )
  expect(texts.size).toBeGreaterThan(50)
  const own = await withoutArticles(world)
  const lines = [...texts].flatMap((text) => own(addressesGone(text)).split('\n'))
  // A line is a paragraph: a list's entries make no sentence together.
  expect(await faultsOf([...new Set(lines)].join('\n\n'), '.txt')).toEqual([])
  await endWell(world)
})
