import { describe, expect, it } from 'vitest'
import { commandsFor, matching } from '../../../src/sandbox/page/client/composer/commands.ts'
import {
  draftOf,
  missing,
  offered,
  readyOf,
  tries,
  withOption,
  withoutOption,
  withText,
} from '../../../src/sandbox/page/client/composer/draft.ts'
import type { GuildView, Json } from '../../../src/sandbox/page/protocol.ts'

const MANAGE_GUILD = 32n

const guild = (may: bigint): GuildView => ({
  id: '1',
  name: 'Readers',
  may: String(may),
  channels: [
    { id: '10', name: 'news', topic: '', type: 0, parent: null, thread: null },
    { id: '11', name: 'official', topic: '', type: 5, parent: null, thread: null },
  ],
  roles: [
    { id: '1', name: '@everyone', color: 0 },
    { id: '20', name: 'Readers', color: 0 },
  ],
})

const COMMANDS: Json[] = [
  {
    name: 'digest',
    name_localizations: { ja: 'ダイジェスト' },
    description: 'Digests',
    type: 1,
    default_member_permissions: String(MANAGE_GUILD),
    options: [
      {
        type: 1,
        name: 'subscribe',
        name_localizations: { ja: '購読' },
        description: 'Subscribe',
        options: [
          { type: 3, name: 'feed', description: 'Address', required: true },
          { type: 7, name: 'channel', description: 'Where', channel_types: [5] },
          {
            type: 4,
            name: 'count',
            description: 'How many',
            choices: [{ name: 'three', value: 3 }],
          },
          { type: 4, name: 'days', description: 'Days' },
          { type: 5, name: 'silent', description: 'Quiet' },
          { type: 8, name: 'role', description: 'Who' },
        ],
      },
    ],
  },
  { name: 'search', description: 'Search', type: 1, options: [] },
  { name: 'Save', type: 3 },
]

const manager = guild(MANAGE_GUILD)
const leaves = commandsFor(COMMANDS, manager, 'en')
const draft = () => {
  const [leaf] = leaves
  if (!leaf) throw new Error('no command')
  return draftOf(leaf)
}
const place = { ...manager, locale: 'en' } as const

function optionOf(name: string) {
  const option = draft().leaf.options.find((one) => one.name === name)
  if (!option) throw new Error(`no option ${name}`)
  return option
}

const empty = (name: string) => ({ option: optionOf(name), text: '', value: null })

describe('the message box', () => {
  it('offers commands by their names in both languages, and to managers what is theirs', () => {
    expect(leaves.map(({ words }) => words)).toEqual(['digest subscribe', 'search'])
    expect(commandsFor(COMMANDS, guild(0n), 'en').map(({ words }) => words)).toEqual(['search'])
    const ja = commandsFor(COMMANDS, manager, 'ja')
    expect(matching(ja, '/購').map(({ label }) => label)).toEqual(['ダイジェスト 購読'])
    expect(matching(ja, '/digest sub').map(({ label }) => label)).toEqual(['ダイジェスト 購読'])
    expect(matching(ja, '/nothing')).toEqual([])
  })

  it('begins with what is required and adds the rest by name', () => {
    const begun = draft()
    expect(begun.fields.map(({ option }) => option.name)).toEqual(['feed'])
    const grown = withOption(begun, optionOf('silent'))
    expect(missing(grown).map(({ name }) => name)).toEqual(['channel', 'count', 'days', 'role'])
    expect(missing(withoutOption(grown, 'silent'))).toHaveLength(5)
  })

  it('offers choices, fitting channels, roles, true and false', () => {
    const labels = (name: string) => offered(empty(name), place).map(({ label }) => label)
    expect(labels('count')).toEqual(['three'])
    expect(labels('channel')).toEqual(['#official'])
    expect(labels('role')).toEqual(['@everyone', '@Readers'])
    expect(labels('silent')).toEqual(['True', 'False'])
    expect(labels('feed')).toEqual([])
    expect(offered({ ...empty('role'), text: '@rea' }, place).map(({ value }) => value)).toEqual([
      '20',
    ])
  })

  it('offers a stranger something to try where words are free', () => {
    const feed = 'http://127.0.0.1/feed'
    const suggestions = [
      { label: { en: 'Sample', ja: '見本' }, words: 'digest subscribe', typed: { feed } },
    ]
    const offers = tries(draft().leaf, empty('feed'), { suggestions, locale: 'ja' })
    expect(offers.map(({ label, text }) => [label, text])).toEqual([['見本', feed]])
    const typing = { ...empty('feed'), text: 'h' }
    expect(tries(draft().leaf, typing, { suggestions, locale: 'ja' })).toEqual([])
  })

  it('asks for what is missing or no value of its kind before it sends', () => {
    const full = withText(draft(), 'feed', ' https://a.example ', null)
    expect(readyOf(draft())).toEqual({ ok: false, option: 'feed', problem: 'required' })
    expect(readyOf(full)).toEqual({ ok: true, typed: { feed: 'https://a.example' } })
    const typed = (name: string, text: string, value: number | null = null) =>
      readyOf(withText(withOption(full, optionOf(name)), name, text, value))
    expect(typed('days', '7')).toEqual({ ok: true, typed: { feed: 'https://a.example', days: 7 } })
    expect(typed('days', 'x')).toEqual({ ok: false, option: 'days', problem: 'wholeNumber' })
    expect(typed('count', 'nine')).toEqual({ ok: false, option: 'count', problem: 'pickOne' })
    expect(typed('count', 'three', 3)).toMatchObject({ ok: true, typed: { count: 3 } })
    expect(typed('days', '')).toEqual({ ok: true, typed: { feed: 'https://a.example' } })
  })
})
