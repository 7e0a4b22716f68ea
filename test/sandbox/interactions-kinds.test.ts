import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ChannelType,
  type Client,
  Events,
  type Interaction,
  PermissionFlagsBits,
} from 'discord.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MovedClock } from '../../src/lib/clock.ts'
import { type Message, type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts'
import { startBot } from './bot.ts'

let sandbox: Sandbox
let client: Client<true>
let guildId: string
let channelId: string
let person: string

/** What the bot does with the next interaction; gives what it saw. */
function next<T>(answer: (interaction: Interaction) => T | Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    client.once(Events.InteractionCreate, (interaction) => {
      Promise.resolve(answer(interaction)).then(resolve, reject)
    })
  })
}

const id = (custom_id: string) => ({ custom_id })
const rows = [
  { type: 1, components: [{ type: 2, style: 1, label: 'Press', ...id('press:1') }] },
  {
    type: 1,
    components: [
      {
        type: 3,
        ...id('text'),
        options: [
          { label: 'One', value: '1' },
          { label: 'Two', value: '2' },
        ],
      },
    ],
  },
  { type: 1, components: [{ type: 5, ...id('who') }] },
  { type: 1, components: [{ type: 6, ...id('role'), max_values: 2 }] },
  { type: 1, components: [{ type: 8, ...id('where'), channel_types: [ChannelType.GuildText] }] },
] as const

/** A message with every control, in a channel of its own: five in five seconds are too many for one. */
async function posted(): Promise<Message> {
  const { id: own } = sandbox.addChannel(guildId, { name: 'controls' })
  const stored = sandbox.nextMessage(own)
  const channel = await client.channels.fetch(own)
  if (channel?.isSendable()) await channel.send({ content: 'choose', components: rows as never })
  return stored
}

beforeAll(async () => {
  sandbox = await startSandbox({ clock: new MovedClock(Date.UTC(2026, 0, 18)) })
  guildId = sandbox.addGuild({ name: 'Readers', locale: 'ja' }).id
  channelId = sandbox.addChannel(guildId, { name: 'news' }).id
  const role = sandbox.addRole(guildId, {
    name: 'moderator',
    permissions: PermissionFlagsBits.ManageGuild,
  })
  person = sandbox.addPerson(guildId, { name: 'Aki', locale: 'ja', roleIds: [role.id] }).id
  client = await startBot(sandbox)
  await client.application.commands.set([
    {
      name: 'digest',
      description: 'All of it',
      options: [
        {
          name: 'subscribe',
          description: 'Order one',
          type: ApplicationCommandOptionType.Subcommand,
          options: [
            { name: 'feed', description: 'f', type: 3, required: true, autocomplete: true },
            { name: 'channel', description: 'c', type: 7, channel_types: [0, 5] },
            { name: 'role', description: 'r', type: 8 },
            { name: 'reader', description: 'u', type: 6 },
            { name: 'count', description: 'n', type: 4, min_value: 3, max_value: 8 },
            { name: 'opml', description: 'o', type: 11 },
          ],
        },
      ],
    },
    { name: 'Save', type: ApplicationCommandType.Message },
    { name: 'me', description: 'Mine', contexts: [0, 1] },
  ])
})
afterAll(async () => {
  await client.destroy()
  await sandbox.close()
})

describe('a slash command', () => {
  it('brings its options with who and what they name, both locales and all rights', async () => {
    const hidden = sandbox.addChannel(guildId, { name: 'hidden' })
    sandbox.setOverwrites(hidden.id, [
      { id: guildId, type: 0, allow: 0n, deny: PermissionFlagsBits.EmbedLinks },
      { id: sandbox.botId, type: 1, allow: 0n, deny: PermissionFlagsBits.SendMessages },
    ])
    const role = sandbox.addRole(guildId, { name: 'morning', mentionable: true })
    const seen = next(async (interaction) => {
      if (!interaction.isChatInputCommand()) throw new Error('no command')
      const { options, locale, guildLocale, appPermissions, memberPermissions } = interaction
      const channel = options.getChannel('channel', true)
      const raw = interaction.options.resolved?.channels?.get(hidden.id)
      await interaction.reply('done')
      return {
        sub: options.getSubcommand(),
        feed: options.getString('feed'),
        channel: channel.id,
        role: options.getRole('role')?.name,
        reader: options.getUser('reader')?.globalName,
        count: options.getInteger('count'),
        locale,
        guildLocale,
        botSends: appPermissions.has('SendMessages'),
        manages: memberPermissions?.has('ManageGuild'),
        known: raw !== undefined,
      }
    })
    const answer = await sandbox.as(person).slash(channelId, 'digest subscribe', {
      feed: 'https://example.org/feed',
      channel: hidden.id,
      role: role.id,
      reader: person,
      count: 5,
    })
    expect(await seen).toEqual({
      sub: 'subscribe',
      feed: 'https://example.org/feed',
      channel: hidden.id,
      role: 'morning',
      reader: 'Aki',
      count: 5,
      locale: 'ja',
      guildLocale: 'ja',
      botSends: true,
      manages: true,
      known: true,
    })
    expect(answer.message.content).toBe('done')
    const told = sandbox.log.frames.findLast(({ t }) => t === 'INTERACTION_CREATE')
    expect(told?.direction).toBe('out')
  })

  it('brings an uploaded file, which can be fetched', async () => {
    const seen = next(async (interaction) => {
      if (!interaction.isChatInputCommand()) throw new Error('no command')
      const file = interaction.options.getAttachment('opml', true)
      const content = await (await fetch(file.url)).text()
      await interaction.reply('read')
      return { name: file.name, size: file.size, content }
    })
    await sandbox.as(person).slash(channelId, 'digest subscribe', {
      feed: 'x',
      opml: { name: 'feeds.opml', content: '<opml/>' },
    })
    expect(await seen).toEqual({ name: 'feeds.opml', size: 7, content: '<opml/>' })
  })

  it('comes from a direct message too, with a user and no server', async () => {
    const id = sandbox.world.id()
    const direct = { type: 1, name: '', topic: null, overwrites: [], guildId: null }
    sandbox.world.channels.set(id, { ...direct, id, recipientId: person })
    sandbox.world.messages.set(id, [])
    const seen = next(async (interaction) => {
      if (!interaction.isChatInputCommand()) throw new Error('no command')
      await interaction.reply('yours')
      return { guild: interaction.guildId, user: interaction.user.id, context: interaction.context }
    })
    await sandbox.as(person).slash(id, 'me')
    expect(await seen).toEqual({ guild: null, user: person, context: 1 })
  })
})

describe('autocompletion', () => {
  it('offers what the bot gives for what has been typed so far', async () => {
    const seen = next(async (interaction) => {
      if (!interaction.isAutocomplete()) throw new Error('no autocompletion')
      const focused = interaction.options.getFocused(true)
      await interaction.respond([{ name: 'Reuters', value: 'reuters' }])
      return { focused, count: interaction.options.getInteger('count') }
    })
    const typed = { feed: 'reu', count: 5 }
    const offered = await sandbox.as(person).complete(channelId, 'digest subscribe', typed, 'feed')
    expect(offered).toEqual([{ name: 'Reuters', value: 'reuters' }])
    expect(await seen).toMatchObject({ focused: { name: 'feed', value: 'reu' }, count: 5 })
  })
})

describe('a command on a message', () => {
  it('brings the message', async () => {
    const message = await posted()
    const seen = next(async (interaction) => {
      if (!interaction.isMessageContextMenuCommand()) throw new Error('no menu')
      await interaction.reply({ content: 'saved', flags: 64 })
      return interaction.targetMessage.id
    })
    const answer = await sandbox.as(person).menu(message, 'Save')
    expect(await seen).toBe(message.id)
    expect(answer).toMatchObject({ ephemeral: true, message: { content: 'saved' } })
  })
})

describe('a control on a message', () => {
  it('is pressed, and its message is changed', async () => {
    const message = await posted()
    const seen = next(async (interaction) => {
      if (!interaction.isButton()) throw new Error('no button')
      await interaction.update({ content: 'pressed' })
      return [interaction.customId, interaction.message.id]
    })
    const answer = await sandbox.as(person).press(message, 'press:1')
    expect(await seen).toEqual(['press:1', message.id])
    expect(answer).toMatchObject({ updated: true, message: { id: message.id, content: 'pressed' } })
  })

  it.each([
    ['a text', 'text', () => ['2']],
    ['a person', 'who', () => [person]],
    ['roles', 'role', () => [...sandbox.world.guilds.get(guildId)!.roles.keys()].slice(0, 2)],
    ['a channel', 'where', () => [channelId]],
  ])('chooses %s', async (_what, customId, values) => {
    const message = await posted()
    const seen = next(async (interaction) => {
      if (!interaction.isAnySelectMenu()) throw new Error('no select')
      await interaction.deferUpdate()
      await interaction.editReply({ content: 'chosen' })
      const named = [
        ...(interaction.isUserSelectMenu() ? interaction.users.keys() : []),
        ...(interaction.isRoleSelectMenu() ? interaction.roles.keys() : []),
        ...(interaction.isChannelSelectMenu() ? interaction.channels.keys() : []),
      ]
      return { values: interaction.values, named }
    })
    await sandbox.as(person).choose(message, customId, values())
    const named = customId === 'text' ? [] : values()
    expect(await seen).toEqual({ values: values(), named })
  })
})

describe('a form', () => {
  const form = {
    custom_id: 'settings',
    title: 'Settings',
    components: [
      { type: 10, content: 'Fill this in.' },
      {
        type: 18,
        label: 'Words',
        component: { type: 4, style: 1, ...id('words'), required: false },
      },
      {
        type: 18,
        label: 'Language',
        component: {
          type: 3,
          ...id('language'),
          options: [
            { label: '日本語', value: 'ja' },
            { label: 'English', value: 'en' },
          ],
        },
      },
      { type: 18, label: 'Where', component: { type: 8, ...id('where') } },
      { type: 18, label: 'OPML', component: { type: 19, ...id('opml') } },
    ],
  }

  it('is opened, filled in and handed in, once', async () => {
    const opened = next(async (interaction) => {
      if (!interaction.isChatInputCommand()) throw new Error('no command')
      await interaction.showModal(form as never)
    })
    const modal = await sandbox.as(person).open({ kind: 'slash', channelId, words: 'me' })
    await opened
    expect(modal.data).toMatchObject({ title: 'Settings' })
    const seen = next(async (interaction) => {
      if (!interaction.isModalSubmit()) throw new Error('no form')
      await interaction.reply('stored')
      const { fields } = interaction
      const file = fields.getUploadedFiles('opml', true).first()
      return {
        words: fields.getTextInputValue('words'),
        language: fields.getStringSelectValues('language'),
        where: fields.getSelectedChannels('where')?.map((channel) => channel?.id),
        file: file?.name,
      }
    })
    const answer = await sandbox.as(person).submit(modal, {
      words: '見出し',
      language: ['ja'],
      where: [channelId],
      opml: [{ name: 'feeds.opml', content: '<opml/>' }],
    })
    expect(await seen).toEqual({
      words: '見出し',
      language: ['ja'],
      where: [channelId],
      file: 'feeds.opml',
    })
    expect(answer.message.content).toBe('stored')
    const again = sandbox.as(person).submit(modal, {
      language: ['ja'],
      where: [channelId],
      opml: [{ name: 'x', content: '' }],
    })
    await expect(again).rejects.toThrow('the form is no longer open')
  })

  it('from a button changes the message of that button', async () => {
    const message = await posted()
    const opened = next(async (interaction) => {
      if (!interaction.isButton()) throw new Error('no button')
      const words = { type: 4, style: 1, label: 'Words', ...id('words') }
      await interaction.showModal({
        custom_id: 'old',
        title: 'As it was before labels',
        components: [{ type: 1, components: [words as never] }],
      })
    })
    const modal = await sandbox.as(person).open({ kind: 'press', message, customId: 'press:1' })
    await opened
    const handled = next(async (interaction) => {
      if (!interaction.isModalSubmit() || !interaction.isFromMessage()) throw new Error('no form')
      await interaction.update({ content: interaction.fields.getTextInputValue('words') })
    })
    const answer = await sandbox.as(person).submit(modal, { words: 'written' })
    await handled
    expect(answer).toMatchObject({ updated: true, message: { id: message.id, content: 'written' } })
    const [kept] = sandbox.messages(message.channel_id)
    expect(kept?.content).toBe('written')
  })
})

it('leaves nothing that Discord would not know', () => {
  expect(sandbox.violations).toEqual([])
  expect(sandbox.requests.filter(({ status }) => status >= 400)).toEqual([])
})
