/** Stock discord.js against the sandbox, with nothing but `rest.api` set: everything that a bot does over REST. */
import {
  ApplicationCommandOptionType,
  ButtonStyle,
  ChannelType,
  Client,
  ComponentType,
  DiscordAPIError,
  Events,
  type ForumChannel,
  GatewayIntentBits,
  type Interaction,
  MessageFlags,
  type NewsChannel,
  type TextChannel,
} from 'discord.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MovedClock } from '../../src/lib/clock.ts'
import { type Message, type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts'
import type { Channel, Guild, Person } from '../../src/sandbox/world.ts'
import { BITS, START } from './bench.ts'

let sandbox: Sandbox
let client: Client<true>
let guild: Guild
let person: Person
const clock = new MovedClock(START)
/** A channel of its own for each test: five messages in five seconds is all that one takes. */
let channels = 0
const addChannel = (type: 0 | 5 = 0): Channel => {
  channels += 1
  return sandbox.addChannel(guild.id, { name: `channel-${channels}`, type })
}

async function fetched<T>(channel: Channel): Promise<T> {
  return (await client.channels.fetch(channel.id)) as T
}
const textChannel = () => fetched<TextChannel>(addChannel())

beforeAll(async () => {
  sandbox = await startSandbox({ clock })
  guild = sandbox.addGuild({ name: 'Morning Readers' })
  person = sandbox.addPerson(guild.id, { name: 'Hana' })
  const made = new Client({
    intents: [GatewayIntentBits.Guilds],
    rest: { api: sandbox.apiUrl },
  })
  const ready = new Promise<void>((resolve) => made.once(Events.ClientReady, () => resolve()))
  await made.login(sandbox.token)
  await ready
  client = made as Client<true>
})

afterAll(async () => {
  await client.destroy()
  await sandbox.close()
})

describe('a bot on stock discord.js', () => {
  it('knows who it is and where', async () => {
    expect(client.user.id).toBe(sandbox.botId)
    const server = await client.guilds.fetch({ guild: guild.id, force: true })
    expect(server.name).toBe('Morning Readers')
    expect((await client.application.fetch()).id).toBe(sandbox.applicationId)
  })

  it('posts a digest, edits it and deletes it', async () => {
    const channel = await textChannel()
    const message = await channel.send({
      content: '<t:1767652200:F>',
      embeds: [
        {
          title: 'Chrysanthemums open',
          url: 'https://a.example/1',
          description: 'The lead.',
          timestamp: new Date(START).toISOString(),
          footer: { text: 'A paper' },
        },
      ],
      components: [
        {
          type: ComponentType.ActionRow,
          components: [
            {
              type: ComponentType.Button,
              style: ButtonStyle.Primary,
              label: 'more',
              customId: 'm',
            },
          ],
        },
      ],
      flags: MessageFlags.SuppressNotifications,
      allowedMentions: { parse: [] },
      nonce: 'digest-1',
      enforceNonce: true,
    })
    const again = await channel.send({ content: 'again', nonce: 'digest-1', enforceNonce: true })
    expect(again.id).toBe(message.id)
    expect((await message.edit({ content: 'corrected' })).content).toBe('corrected')
    await message.delete()
    expect(sandbox.messages(channel.id)).toEqual([])
  })

  it('reads a channel back, page by page', async () => {
    const channel = await textChannel()
    const said = ['a', 'b', 'c', 'd'].map((text) => sandbox.say(channel.id, person.id, text).id)
    const texts = async (options: object) =>
      [...(await channel.messages.fetch(options)).values()].map(({ content }) => content)
    expect(await texts({ limit: 2 })).toEqual(['d', 'c'])
    expect(await texts({ limit: 2, before: said[2] })).toEqual(['b', 'a'])
    expect(await texts({ limit: 2, after: said[0] })).toEqual(['c', 'b'])
    expect(await texts({ limit: 3, around: said[1] })).toEqual(['c', 'b', 'a'])
    expect((await channel.messages.fetch(said[0] ?? '')).content).toBe('a')
  })

  it('starts a thread from its message, posts there, archives and opens it', async () => {
    const channel = await textChannel()
    const message = await channel.send('the news')
    const thread = await message.startThread({ name: 'talk about it' })
    expect(thread.id).toBe(message.id)
    await thread.send('the first word')
    expect((await thread.setArchived(true)).archived).toBe(true)
    expect((await thread.setArchived(false)).archived).toBe(false)
    const own = await channel.threads.create({ name: 'apart', type: ChannelType.PublicThread })
    expect(own.parentId).toBe(channel.id)
    expect(sandbox.messages(thread.id).map(({ content }) => content)).toEqual(['the first word'])
  })

  it('posts to a forum with a tag', async () => {
    const made = sandbox.addForum(guild.id, { name: 'forum', tags: ['news'], requiresTag: true })
    const forum = await fetched<ForumChannel>(made)
    const [tag] = forum.availableTags
    const post = await forum.threads.create({
      name: 'The morning',
      message: { content: 'a', embeds: [{ title: 'Chrysanthemums open' }] },
      appliedTags: [tag?.id ?? ''],
    })
    expect(post.appliedTags).toEqual([tag?.id])
    expect(sandbox.messages(post.id).map(({ id, content }) => [id, content])).toEqual([
      [post.id, 'a'],
    ])
  })

  it('publishes an announcement, which a following channel gets once', async () => {
    const source = await fetched<NewsChannel>(addChannel(5))
    const target = addChannel()
    sandbox.setOverwrites(target.id, [
      { id: sandbox.botId, type: 1, allow: BITS.manageWebhooks, deny: 0n },
    ])
    await source.addFollower(target.id)
    const message = await source.send('an announcement')
    await message.crosspost()
    const twice = await message.crosspost().catch((error: unknown) => error)
    expect(twice).toMatchObject({ code: 40033 })
    const [copy, ...more] = sandbox.messages(target.id)
    expect(more).toEqual([])
    expect(sandbox.messages(source.id)[0]?.flags).toBe(MessageFlags.Crossposted)
    expect(copy?.flags).toBe(MessageFlags.IsCrosspost)
    expect(copy).toMatchObject({
      content: 'an announcement',
      message_reference: { channel_id: source.id, message_id: message.id },
    })
    expect(copy?.['webhook_id']).toMatch(/^\d+$/)
  })

  it('writes to one person alone', async () => {
    const channel = await client.users.createDM(person.id)
    await channel.send('for you')
    expect(sandbox.messages(channel.id).map(({ content }) => content)).toEqual(['for you'])
    expect((await client.users.createDM(person.id, { force: true })).id).toBe(channel.id)
  })

  it('registers its commands and reads them back with their Japanese names', async () => {
    await client.application.commands.set([
      {
        name: 'digest',
        nameLocalizations: { ja: '要約' },
        description: 'Shows a digest',
        descriptionLocalizations: { ja: '要約を見せます' },
        defaultMemberPermissions: '32',
        options: [
          {
            type: ApplicationCommandOptionType.String,
            name: 'feed',
            description: 'Which feed',
            required: true,
            autocomplete: true,
          },
        ],
      },
    ])
    const known = await client.application.commands.fetch({ withLocalizations: true })
    expect(known.first()).toMatchObject({
      name: 'digest',
      nameLocalizations: { ja: '要約' },
      options: [{ name: 'feed', autocomplete: true }],
    })
  })

  it('answers a command: deferred, edited, followed up; completes an option; updates a button’s message', async () => {
    const channel = addChannel()
    const told: string[] = []
    const answer = async (interaction: Interaction) => {
      if (interaction.isAutocomplete()) return interaction.respond([{ name: 'A', value: 'a' }])
      if (interaction.isButton()) return interaction.update({ content: 'pressed', components: [] })
      if (!interaction.isChatInputCommand()) return undefined
      await interaction.deferReply({ flags: MessageFlags.Ephemeral })
      await interaction.editReply('a moment')
      const more = await interaction.followUp({ content: 'more', flags: MessageFlags.Ephemeral })
      await interaction.editReply({ message: more, content: 'still more' })
      told.push((await interaction.fetchReply(more.id)).content)
      await interaction.deleteReply(more)
      return interaction.editReply({
        content: interaction.options.getString('feed', true),
        components: [
          {
            type: ComponentType.ActionRow,
            components: [
              { type: ComponentType.Button, style: ButtonStyle.Primary, label: 'b', customId: 'b' },
            ],
          },
        ],
      })
    }
    client.on(Events.InteractionCreate, (interaction) => void answer(interaction))
    const hana = sandbox.as(person.id)
    expect(await hana.complete(channel.id, 'digest', { feed: 'a' }, 'feed')).toEqual([
      expect.objectContaining({ name: 'A', value: 'a' }),
    ])
    // What she is told first is the first edit; the last one comes later.
    const edited = new Promise<Message>((resolve) => {
      sandbox.onMessage(({ kind, message }) => {
        if (kind === 'edited' && message.content === 'chrysanthemum') resolve(message)
      })
    })
    const { ephemeral } = await hana.slash(channel.id, 'digest', { feed: 'chrysanthemum' })
    expect(ephemeral).toBe(true)
    const message = await edited
    expect(told).toEqual(['still more'])
    expect(sandbox.messages(channel.id)).toEqual([])
    expect((await hana.press(message, 'b')).message.content).toBe('pressed')
  })

  it('gets refusals as errors with Discord’s codes', async () => {
    const channel = await textChannel()
    sandbox.setOverwrites(channel.id, [
      { id: sandbox.botId, type: 1, allow: 0n, deny: BITS.sendMessages },
    ])
    const error = await channel.send('a').catch((one: unknown) => one)
    expect(error).toBeInstanceOf(DiscordAPIError)
    expect(error).toMatchObject({ status: 403, code: 50013, message: 'Missing Permissions' })
  })

  it('sent nothing that Discord does not know', () => {
    expect(sandbox.violations).toEqual([])
    expect(sandbox.requests.filter(({ status }) => status >= 500)).toEqual([])
    expect(sandbox.requests.length).toBeGreaterThan(30)
  })
})
