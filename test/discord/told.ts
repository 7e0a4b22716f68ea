/** Commands and controls that tell what they were given, and a bot that has only these. */
import { ApplicationCommandOptionType } from 'discord-api-types/v10'
import { pino } from 'pino'
import { connectDiscord, type DiscordConnection } from '../../src/discord/connect.ts'
import type { Clock } from '../../src/lib/clock.ts'
import type { Caller } from '../../src/model/caller.ts'
import { type AnyControl, type Command, defineLeaf } from '../../src/model/command.ts'
import type { Asked } from './loopback.ts'
import type { Given } from './small-discord.ts'

/** What the commands tell their "services". */
export type Told = { callers: Caller[]; options: Record<string, unknown>[] }

const both = (text: string) => ({ en: text, ja: text })

const look = defineLeaf({
  name: both('look'),
  description: both('look'),
  answers: 'private',
  options: [
    { type: ApplicationCommandOptionType.String, name: both('word'), description: both('word') },
    { type: ApplicationCommandOptionType.Channel, name: both('channel'), description: both('c') },
    { type: ApplicationCommandOptionType.Role, name: both('role'), description: both('role') },
    { type: ApplicationCommandOptionType.Integer, name: both('count'), description: both('n') },
    { type: ApplicationCommandOptionType.Boolean, name: both('silent'), description: both('s') },
    { type: ApplicationCommandOptionType.Attachment, name: both('file'), description: both('f') },
  ],
  complete: {
    word: async (typed, _told: Told) => {
      if (typed === 'broken') throw new Error('a bug')
      if (typed === 'slow') return new Promise(() => undefined)
      return Array.from({ length: 40 }, (_, n) => ({ name: `${typed} ${n}`, value: String(n) }))
    },
  },
  async run(options, told: Told, caller) {
    told.callers.push(caller)
    told.options.push(options)
    if (options['word'] === 'bug') throw new Error('a bug')
    if (options['word'] === 'list') {
      return { content: 'here', file: { name: 'list.opml', text: '<opml>港</opml>' } }
    }
    return { content: '@everyone looked', embeds: [{ title: 'seen' }] }
  },
})

const lead = defineLeaf({
  name: both('lead'),
  description: both('lead'),
  answers: 'public',
  options: [],
  run: async (_options, _told: Told) => ({ content: 'led' }),
})

const mine = defineLeaf({
  name: both('mine'),
  description: both('mine'),
  answers: 'private',
  own: true,
  options: [
    { type: ApplicationCommandOptionType.String, name: both('word'), description: both('w') },
  ],
  complete: {
    word: async (_typed, told: Told, caller) => {
      told.callers.push(caller)
      return []
    },
  },
  async run(_options, told: Told, caller) {
    told.callers.push(caller)
    const button = { type: 2 as const, style: 2 as const, label: 'Next', custom_id: 'v1:own:7' }
    const link = { type: 2 as const, style: 5 as const, label: 'Out', url: 'https://a.example/' }
    return { content: 'mine', components: [{ type: 1, components: [button, link] }] }
  },
})

const commands: Command<Told>[] = [
  { managersOnly: false, inDm: false, leaf: look },
  { managersOnly: false, inDm: true, leaf: mine },
  { managersOnly: true, inDm: false, name: both('chief'), description: both('c'), leaves: [lead] },
]

const controls: AnyControl<Told>[] = [
  {
    route: 'own',
    answers: 'update',
    managersOnly: true,
    own: true,
    run: async ({ args }, told, caller) => {
      told.callers.push(caller)
      return { content: `own ${args.join()}` }
    },
  },
  {
    route: 'own-form',
    answers: 'form',
    managersOnly: true,
    own: true,
    open: async (_input, told, caller) => {
      told.callers.push(caller)
      const field = { id: 'words', label: 'Words', hint: '', value: '', most: 9 }
      return { customId: 'v1:own:set', title: 'T', fields: [field] }
    },
  },
  {
    route: 'turn',
    answers: 'update',
    managersOnly: false,
    run: async ({ args, values, fields }) => {
      if (args[0] === 'bug') throw new Error('a bug')
      const written = fields ? JSON.stringify(fields) : ''
      return { content: `turned to ${args.join()} ${values.join()}${written}` }
    },
  },
  {
    route: 'rule',
    answers: 'update',
    managersOnly: true,
    run: async (_input, told, caller) => {
      told.callers.push(caller)
      return { content: 'ruled' }
    },
  },
  {
    route: 'rule-form',
    answers: 'form',
    managersOnly: true,
    open: async () => ({ customId: 'v1:rule:asked', title: 'Rules', fields: [] }),
  },
  {
    route: 'ask',
    answers: 'form',
    managersOnly: false,
    open: async ({ args: [what] }) => {
      if (what === 'bug') throw new Error('a bug')
      if (what === 'gone') return { content: '@everyone gone' }
      const field = { id: 'words', label: 'Words', hint: '', value: 'tide', most: 100 }
      return { customId: 'v1:turn:asked', title: 'T'.repeat(60), fields: [field] }
    },
  },
]

export type ToldBot = {
  told: Told
  clock: Clock
  allowedGuilds?: string[]
  managersRole?: (guildId: string) => Promise<string | null>
  pace?: () => Promise<void>
}

/** Connects a bot with these commands. */
export const connectTo = (
  api: string,
  { told, clock, allowedGuilds = [], managersRole, pace = async () => {} }: ToldBot,
): Promise<DiscordConnection> =>
  connectDiscord({
    token: 'test-token',
    apiUrl: api,
    services: told,
    commands,
    controls,
    allowedGuilds,
    managersRole,
    log: pino({ level: 'silent' }),
    clock,
    pace,
  })

export const command = (
  name: string,
  options: object[] = [],
  more: Partial<Given> = {},
): Given => ({
  type: 2,
  data: { id: '1', name, type: 1, options },
  ...more,
})
export const press = (custom_id: string, more: Partial<Given> = {}): Given => ({
  type: 3,
  data: { custom_id, component_type: 2 },
  ...more,
})
export const word = (value: string, focused = false) => ({
  name: 'word',
  type: 3,
  value,
  ...(focused ? { focused } : {}),
})
export const chiefLead = [{ name: 'lead', type: 1, options: [] }]

/** Gives the content that an answer says. */
export const said = (answer: Asked | undefined): string =>
  (answer?.body as { content?: string } | undefined)?.content ?? ''
