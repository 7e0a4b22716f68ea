// Loaded first, as it may be in the bot: discord.js's own undici then sends through this one.
import 'undici'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DiscordConnection } from '../../src/discord/connect.ts'
import { MovedClock } from '../../src/lib/clock.ts'
import type { ChosenChannel } from '../../src/model/command.ts'
import {
  type Given,
  MANAGE,
  MEMBER,
  MUTE,
  RINGING_ROLE,
  type SmallDiscord,
  startSmallDiscord,
} from './small-discord.ts'
import { chiefLead, command, connectTo, press, said, type Told, word } from './told.ts'

let discord: SmallDiscord
let connection: DiscordConnection
const told: Told = { callers: [], options: [] }
const clock = new MovedClock(0)

beforeAll(async () => {
  discord = await startSmallDiscord()
  connection = await connectTo(discord.api, { told, clock })
})
afterAll(async () => {
  await connection.close()
  await discord.close()
})

describe('a command', () => {
  it('is answered at once, only for its caller, and then with its reply; nobody is rung', async () => {
    const [first, second] = await discord.interact(command('look'), 2)
    expect(first?.path).toMatch(/\/interactions\/\d+\/token-\d+\/callback$/)
    expect(first?.body).toMatchObject({ type: 5, data: { flags: 64 } })
    expect(second).toMatchObject({
      method: 'PATCH',
      body: {
        content: '@everyone looked',
        embeds: [{ title: 'seen' }],
        components: [],
        allowed_mentions: { parse: [] },
      },
    })
    expect(second?.path).toMatch(/\/messages\/%40original$/)
  })

  it('is answered for everybody where its literal says so', async () => {
    const given = command('chief', chiefLead, { permissions: MEMBER | MANAGE })
    const [first, second] = await discord.interact(given, 2)
    expect(first?.body).toMatchObject({ type: 5 })
    expect(first?.body).not.toMatchObject({ data: { flags: 64 } })
    expect(second?.body).toMatchObject({ content: 'led' })
  })

  it('gets its options by name, with the rights in a chosen channel as Discord tells them', async () => {
    const options = [
      word('tide'),
      { name: 'channel', type: 7, value: MUTE },
      { name: 'role', type: 8, value: RINGING_ROLE },
      { name: 'count', type: 4, value: 5 },
      { name: 'silent', type: 5, value: true },
    ]
    const given = command('look', options)
    Object.assign(given.data, {
      resolved: {
        channels: {
          [MUTE]: {
            id: MUTE,
            type: 0,
            name: 'mute',
            permissions: String(MEMBER),
            app_permissions: '1024',
          },
        },
        roles: { [RINGING_ROLE]: { id: RINGING_ROLE, name: 'r', permissions: '0' } },
      },
    })
    await discord.interact(given, 2)
    expect(told.options.at(-1)).toEqual({
      word: 'tide',
      channel: {
        id: MUTE,
        type: 0,
        botLacks: ['SendMessages', 'EmbedLinks', 'ReadMessageHistory'],
        speaks: true,
      } satisfies ChosenChannel,
      role: RINGING_ROLE,
      count: 5,
      silent: true,
    })
  })

  it('gets a file as Discord keeps it', async () => {
    const id = '100000000000000950'
    const given = command('look', [word('tide'), { name: 'file', type: 11, value: id }])
    const attachment = {
      id,
      filename: 'feeds.opml',
      size: 12,
      url: 'https://cdn.example/feeds.opml',
      proxy_url: 'https://media.example/feeds.opml',
    }
    Object.assign(given.data, { resolved: { attachments: { [id]: attachment } } })
    await discord.interact(given, 2)
    expect(told.options.at(-1)).toEqual({
      word: 'tide',
      file: { name: 'feeds.opml', size: 12, url: 'https://cdn.example/feeds.opml' },
    })
  })

  it('may be answered with a file', async () => {
    const [, second] = await discord.interact(command('look', [word('list')]), 2)
    expect(second?.body).toMatchObject({
      content: 'here',
      embeds: [],
      allowed_mentions: { parse: [] },
      file: { name: 'list.opml', text: '<opml>港</opml>' },
    })
  })

  it('that fails by a bug says so in the caller’s language', async () => {
    const [, second] = await discord.interact(command('look', [word('bug')], { locale: 'ja' }), 2)
    expect(said(second)).toContain('こちらの不具合')
  })

  it('that is not ours any more says where to look', async () => {
    const [first, second] = await discord.interact(command('gone'), 2)
    expect(first?.body).toMatchObject({ data: { flags: 64 } })
    expect(said(second)).toContain('`/help`')
  })

  it('does nothing when its time is over', async () => {
    const before = told.callers.length
    discord.refuse('/callback', 404, { message: 'Unknown interaction', code: 10062 })
    const requests = await discord.interact(command('look'), 1)
    // The next one is answered after it: nothing of it is under way any more.
    await discord.interact(command('look'), 2)
    expect(requests).toHaveLength(1)
    expect(told.callers.length).toBe(before + 1)
  })

  it('for servers says so in a direct message', async () => {
    const [, second] = await discord.interact(command('look', [], { inDm: true }), 2)
    expect(said(second)).toContain('servers only')
  })
})

describe('what is for managers', () => {
  const asMember = command('chief', chiefLead)

  it('says which right is missing', async () => {
    const [, second] = await discord.interact(asMember, 2)
    expect(said(second)).toContain('*Manage Server*')
  })

  it('is open to whom the server itself has let in', async () => {
    discord.widened.push({ id: '1', permissions: [] })
    const [, second] = await discord.interact(asMember, 2)
    discord.widened.length = 0
    expect(second?.body).toMatchObject({ content: 'led' })
  })

  it('leaves the message under a button as it is when it refuses', async () => {
    const [first, second] = await discord.interact(press('v1:rule:1'), 2)
    expect(first?.body).toMatchObject({ type: 6 })
    expect(second).toMatchObject({ method: 'POST', body: { flags: 64 } })
    expect(said(second)).toContain('*Manage Server*')
  })
})

describe('a control', () => {
  it('changes the message that it stands on', async () => {
    const [first, second] = await discord.interact(press('v1:turn:a:2'), 2)
    expect(first?.body).toMatchObject({ type: 6 })
    expect(second?.body).toMatchObject({ content: 'turned to a,2 ', embeds: [], components: [] })
  })

  it('gets what was selected', async () => {
    const select = { custom_id: 'v1:turn:a', component_type: 3, values: ['7', '8'] }
    const [, second] = await discord.interact({ type: 3, data: select }, 2)
    expect(second?.body).toMatchObject({ content: 'turned to a 7,8' })
  })

  it.each([['v0:turn:a'], ['v1:forgotten'], ['rubbish']])(
    'of an older version says so kindly, beside the message (%s)',
    async (id) => {
      const [first, second] = await discord.interact(press(id, { locale: 'ja' }), 2)
      expect(first?.body).toMatchObject({ type: 5, data: { flags: 64 } })
      expect(said(second)).toContain('`/ヘルプ`')
    },
  )

  it('that fails by a bug leaves the message as it is', async () => {
    const [, second] = await discord.interact(press('v1:turn:bug'), 2)
    expect(second).toMatchObject({ method: 'POST', body: { flags: 64 } })
    expect(said(second)).toContain('our side')
  })
})

describe('a form', () => {
  it('is the first answer to its button, within Discord’s limits, with what stands in it', async () => {
    const [first] = await discord.interact(press('v1:ask:7'), 1)
    expect(first?.body).toMatchObject({
      type: 9,
      data: {
        custom_id: 'v1:turn:asked',
        title: `${'T'.repeat(44)}…`,
        components: [
          {
            type: 18,
            label: 'Words',
            component: { type: 4, custom_id: 'words', value: 'tide', required: false },
          },
        ],
      },
    })
  })

  it('that is handed in reaches its control with what was written', async () => {
    const components = [
      { type: 18, id: 1, component: { type: 4, id: 2, custom_id: 'words', value: '花 虫' } },
    ]
    const data = { custom_id: 'v1:turn:asked', components }
    const [first, second] = await discord.interact({ type: 5, data }, 2)
    expect(first?.body).toMatchObject({ type: 6 })
    expect(said(second)).toBe('turned to asked {"words":"花 虫"}')
  })

  it('that cannot be opened says why to its caller alone, and rings nobody', async () => {
    const [gone] = await discord.interact(press('v1:ask:gone'), 1)
    expect(gone?.body).toMatchObject({
      type: 4,
      data: { content: '@everyone gone', flags: 64, allowed_mentions: { parse: [] } },
    })
    const [bug] = await discord.interact(press('v1:ask:bug', { locale: 'ja' }), 1)
    expect(JSON.stringify(bug?.body)).toContain('こちらの不具合')
  })

  it('that comes too late is left alone', async () => {
    discord.refuse('/callback', 404, { message: 'Unknown interaction', code: 10062 })
    expect(await discord.interact(press('v1:ask:7'), 1)).toHaveLength(1)
    const [next] = await discord.interact(press('v1:ask:7'), 1)
    expect(next?.body).toMatchObject({ type: 9 })
  })
})

describe('completion', () => {
  const typing = (value: string): Given => ({ ...command('look', [word(value, true)]), type: 4 })
  const choicesOf = (body: unknown) => (body as { data: { choices: unknown[] } }).data.choices

  it('gives at most 25 choices', async () => {
    const [answer] = await discord.interact(typing('tide'), 1)
    expect(answer?.body).toMatchObject({ type: 8 })
    expect(choicesOf(answer?.body)).toHaveLength(25)
  })

  it('gives none rather than an error', async () => {
    const [answer] = await discord.interact(typing('broken'), 1)
    expect(choicesOf(answer?.body)).toEqual([])
  })

  it('gives none rather than coming too late', async () => {
    const answer = discord.interact(typing('slow'), 1)
    // Whatever comes after it is handled after it: then the slow one waits for its time.
    await discord.interact(typing('tide'), 1)
    clock.advance(2_000)
    expect(choicesOf((await answer)[0]?.body)).toEqual([])
  })
})
