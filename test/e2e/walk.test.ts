/** A walk through the whole bot in each language: every command is given, every control on every answer is used. */
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { commands, controls, menus } from '../../commands/index.ts'
import en from '../../config/locales/en.json' with { type: 'json' }
import ja from '../../config/locales/ja.json' with { type: 'json' }
import { fieldsOf } from '../../src/sandbox/modal.ts'
import type { Act, Message } from '../../src/sandbox/sandbox.ts'
import { control, endWell, valuesOf } from './reader.ts'
import { createWorld, SLOT, type World } from './world.ts'

type Typed = NonNullable<Extract<Act, { kind: 'slash' }>['typed']>
type Part = { custom_id?: string; type?: number; options?: { value: string }[] }

/** Every leaf by its English words. */
const LEAVES = commands.flatMap((command) =>
  'leaf' in command
    ? [command.leaf.name.en]
    : command.leaves.map((leaf) => `${command.name.en} ${leaf.name.en}`),
)

const REST = 'walk-rest.test.ts'

/** Opened by what this walk does not bring about; each is used in both languages in the file that is named, by these words of it. */
const ELSEWHERE: Record<string, readonly [file: string, words: string]> = {
  catchup: [REST, "'catchup'"],
  earlier: [REST, "'earlier'"],
  health: [REST, "'health'"],
  settings: [REST, "'settings'"],
  saved: [REST, "'saved'"],
  'saved-drop': [REST, "'saved-drop'"],
  view: ['long-article.test.ts', "'view'"],
  feeds: [REST, "'feeds'"],
  mend: [REST, 'v1:mend:'],
  open: [REST, "'open'"],
  direct: [REST, "'direct'"],
  panel: [REST, "'panel'"],
  changed: ['corrections.test.ts', "'changed'"],
  try: ['search.test.ts', "'try'"],
  back: ['come-back.test.ts', 'v1:back:'],
}

/** What takes away what others stand on comes last. */
const LAST = ['drop', 'undo', 'saved-drop', 'unsave', 'me', 'server']

let world: World
beforeEach(async () => {
  world = await createWorld()
})
afterEach(() => endWell(world))

const listOf = (url: string) =>
  `<opml version="2.0"><body><outline type="rss" text="A" xmlUrl="${url}"/></body></opml>`

const typedFor = (words: string, lang: 'ja' | 'en'): Typed =>
  ({
    'digest subscribe': { feed: world.urls(lang) },
    'me subscribe': { feed: world.urls(lang) },
    'digest import': {
      file: {
        name: 'feeds.opml',
        type: 'text/x-opml',
        content: listOf(world.urls(lang).split(' ')[0] ?? ''),
      },
    },
    search: { query: lang === 'ja' ? 'の' : 'the' },
  })[words] ?? {}

/** A select of channels. */
const CHANNELS = 8

const routeOf = (id: string) => id.split(':')[1] ?? ''
const partsOf = ({ components }: Message): Part[] =>
  components.flatMap((row) => (row['components'] ?? []) as Part[])

/** What is done with a control: the first of its options is chosen, the channel of the digest where one is asked for. */
function actOn(message: Message, { custom_id: customId = '', type, options }: Part): Act {
  if (type === 2) return { kind: 'press', message, customId }
  const value = options?.[0]?.value ?? world.channel.id
  return { kind: 'choose', message, customId, values: [value] }
}

/** Gives the answers, of which a form is handed in as it is. */
async function answersTo(person: World['moderator'], act: Act): Promise<Message[]> {
  const answer = await person.act(act)
  if (answer.kind === 'message') return [answer.message]
  if (answer.kind !== 'modal') return []
  walked.add(routeOf(String(answer.modal.data['custom_id'])))
  const { data } = answer.modal
  const spare = world.sandbox.addChannel(world.guild.id, { name: 'spare' }).id
  const empty = fieldsOf(data).filter(
    ({ type, default_values: preset }) => type === CHANNELS && preset === undefined,
  )
  const filled = empty.map(({ custom_id: id }) => [String(id), [spare]] as const)
  const { message } = await person.submit(answer.modal, Object.fromEntries(filled))
  return [message]
}

let walked = new Set<string>()

/** Uses one control of each route on what is given and on what comes of it; gives all messages that came. */
async function walk(person: World['moderator'], from: readonly Message[]): Promise<Message[]> {
  const seen = [...from]
  for (let next = nextOf(seen); next !== undefined; next = nextOf(seen)) {
    const [message, part] = next
    walked.add(routeOf(part.custom_id ?? ''))
    seen.push(...(await answersTo(person, actOn(message, part))))
  }
  return seen
}

/** Gives a control of a route that was not walked yet, on the newest message that has one. */
function nextOf(seen: readonly Message[]): [Message, Part] | undefined {
  const rank = ([, part]: [Message, Part]) => LAST.indexOf(routeOf(part.custom_id ?? ''))
  return seen
    .toReversed()
    .flatMap((message) => partsOf(message).map((part): [Message, Part] => [message, part]))
    .filter(([, { custom_id: id }]) => id !== undefined && !walked.has(routeOf(id)))
    .toSorted((a, b) => rank(a) - rank(b))[0]
}

const BROKEN: readonly string[] = [en['error.unexpected'], ja['error.unexpected']]

describe.each(['ja', 'en'] as const)('somebody who reads %s', (lang) => {
  it('gets an answer from every command and every control', { timeout: 60_000 }, async () => {
    walked = new Set()
    const person = lang === 'ja' ? world.moderator : world.english
    const { id } = world.channel
    const first = await person.slash(id, 'digest subscribe', typedFor('digest subscribe', lang))
    await world.moveTo(SLOT)
    const digest = world.sandbox.messages(id)[0]
    if (digest === undefined) throw new Error('no digest was posted')
    const answers = [first.message, digest]
    for (const { name } of menus) answers.push((await person.menu(digest, name.en)).message)
    const read = control(digest, 'read')
    for (const value of valuesOf(read)) {
      answers.push((await person.choose(digest, read.custom_id, [value])).message)
    }
    await walk(person, answers.splice(-1))
    for (const words of LEAVES) {
      answers.push((await person.slash(id, words, typedFor(words, lang))).message)
    }
    const all = await walk(person, answers)
    expect(
      all.filter(({ content }) => BROKEN.includes(content)).map(({ content }) => content),
    ).toEqual([])
    const missed = controls.map(({ route }) => route).filter((route) => !walked.has(route))
    expect(missed.filter((route) => ELSEWHERE[route] === undefined)).toEqual([])
  })
})

it.each(Object.entries(ELSEWHERE))('the control %s is tried elsewhere', (route, [file, words]) => {
  expect(controls.map((control) => control.route)).toContain(route)
  expect(readFileSync(new URL(file, import.meta.url), 'utf8')).toContain(words)
})
