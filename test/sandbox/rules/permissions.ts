/** Cases of the rules in src/sandbox/rules/permission-rules, one or more for each. */
import type { PERMISSION_RULES } from '../../../src/sandbox/rules/permission-rules.ts'
import { type Bench, BITS, outcome } from '../bench.ts'
import type { Case } from './case.ts'

const EMBEDS = [{ title: 'a' }]
const CONTENT = { content: 'a' }
const embedCount = ({ embeds }: { embeds?: unknown }) => (embeds as unknown[]).length

/** What a channel sets for everyone, for the bot's own role, for the bot. */
const overwrite = (id: string, type: 0 | 1, { allow = 0n, deny = 0n }) => ({
  id,
  type,
  allow,
  deny,
})

const botRole = ({ guild, sandbox }: Bench): string =>
  [...(guild.members.get(sandbox.botId) ?? [])][0] ?? ''

/** A channel of another, where the bot may post, and one that it follows from there. */
async function follow({ sandbox, guild, channel, call }: Bench) {
  const source = sandbox.addChannel(guild.id, { name: 'announcements', type: 5 })
  const body = { webhook_channel_id: channel.id }
  return call('POST', `/channels/${source.id}/followers`, { body })
}

const ringing = async (bench: Bench, mentionable: boolean, allowed: object) => {
  const role = bench.sandbox.addRole(bench.guild.id, { name: 'readers', mentionable })
  const { body } = await bench.post({ content: `<@&${role.id}>`, allowed_mentions: allowed })
  return (body['mention_roles'] as string[]).length
}

const OVERWRITES = {
  'everyone-overwrites': [
    {
      when: 'a channel lets nobody write, and the bot’s role could elsewhere',
      run: async ({ sandbox, channel, guild, post }) => {
        const deny = BITS.sendMessages
        sandbox.setOverwrites(channel.id, [overwrite(guild.id, 0, { deny })])
        return outcome(await post(CONTENT))
      },
      shows: '403/50013',
      otherwise: '200',
    },
  ],
  'role-overwrites': [
    {
      when: 'a channel lets nobody write but the bot’s role',
      run: async (bench) => {
        bench.sandbox.setOverwrites(bench.channel.id, [
          overwrite(bench.guild.id, 0, { deny: BITS.sendMessages }),
          overwrite(botRole(bench), 0, { allow: BITS.sendMessages }),
        ])
        return outcome(await bench.post(CONTENT))
      },
      shows: '200',
      otherwise: '403/50013',
    },
  ],
  'member-overwrites': [
    {
      when: 'a channel lets the bot’s role not write, but the bot itself',
      run: async (bench) => {
        bench.sandbox.setOverwrites(bench.channel.id, [
          overwrite(botRole(bench), 0, { deny: BITS.sendMessages }),
          overwrite(bench.sandbox.botId, 1, { allow: BITS.sendMessages }),
        ])
        return outcome(await bench.post(CONTENT))
      },
      shows: '200',
      otherwise: '403/50013',
    },
  ],
  'thread-overwrites': [
    {
      when: 'the bot may not see the channel of a thread',
      run: async ({ thread, deny, post }) => {
        const id = await thread()
        deny(BITS.viewChannel)
        return outcome(await post(CONTENT, id))
      },
      shows: '403/50001',
      otherwise: '200',
    },
  ],
} satisfies Partial<Record<keyof typeof PERMISSION_RULES, Case[]>>

const EMBED_LINKS = {
  'embed-links-only': [
    {
      when: 'a message is an embed alone, without EMBED_LINKS',
      run: async ({ deny, post }) => {
        deny(BITS.embedLinks)
        return outcome(await post({ embeds: EMBEDS }))
      },
      shows: '403/50013',
      otherwise: '200',
    },
  ],
  'embed-links-content': [
    {
      when: 'a message has content and an embed, without EMBED_LINKS',
      run: async ({ deny, post }) => {
        deny(BITS.embedLinks)
        const { body } = await post({ ...CONTENT, embeds: EMBEDS })
        return [body['content'], embedCount(body)]
      },
      shows: ['a', 0],
      otherwise: ['a', 1],
    },
  ],
  'embed-links-edit': [
    {
      when: 'an edit sets an embed, without EMBED_LINKS',
      run: async ({ deny, posted, edit }) => {
        const id = await posted()
        deny(BITS.embedLinks)
        const { body } = await edit(id, { content: 'b', embeds: EMBEDS })
        return [body['content'], embedCount(body)]
      },
      shows: ['b', 0],
      otherwise: ['b', 1],
    },
  ],
} satisfies Partial<Record<keyof typeof PERMISSION_RULES, Case[]>>

export const PERMISSION_CASES: Record<keyof typeof PERMISSION_RULES, Case[]> = {
  ...OVERWRITES,
  ...EMBED_LINKS,
  'view-channel': [
    {
      when: 'the bot may not see the channel',
      run: async ({ deny, post }) => {
        deny(BITS.viewChannel)
        return outcome(await post(CONTENT))
      },
      shows: '403/50001',
      otherwise: '200',
    },
  ],
  'send-messages': [
    {
      when: 'the bot may not write in the channel',
      run: async ({ deny, post }) => {
        deny(BITS.sendMessages)
        return outcome(await post(CONTENT))
      },
      shows: '403/50013',
      otherwise: '200',
    },
  ],
  'send-in-threads': [
    {
      when: 'the bot may write in the channel, but not in its threads',
      run: async ({ deny, thread, post }) => {
        const id = await thread()
        deny(BITS.sendInThreads)
        return [outcome(await post(CONTENT)), outcome(await post(CONTENT, id))]
      },
      shows: ['200', '403/50013'],
      otherwise: ['200', '200'],
    },
    {
      when: 'the bot opens an archived thread in which it may not write',
      run: async ({ sandbox, deny, thread, call }) => {
        const id = await thread()
        sandbox.setThread(id, { archived: true })
        deny(BITS.sendInThreads)
        return outcome(await call('PATCH', `/channels/${id}`, { body: { archived: false } }))
      },
      shows: '403/50013',
      otherwise: '200',
    },
  ],
  'create-threads': [
    {
      when: 'the bot may not start threads',
      run: async ({ deny, call, channel }) => {
        deny(BITS.createThreads)
        const body = { name: 'talk' }
        return outcome(await call('POST', `/channels/${channel.id}/threads`, { body }))
      },
      shows: '403/50013',
      otherwise: '201',
    },
  ],
  'manage-threads': [
    {
      when: 'the bot archives a thread that somebody else started',
      run: async ({ sandbox, channel, person, call }) => {
        const { id } = sandbox.startThread(channel.id, person.id, 'theirs')
        return outcome(await call('PATCH', `/channels/${id}`, { body: { archived: true } }))
      },
      shows: '403/50013',
      otherwise: '200',
    },
    {
      when: 'the bot locks its own thread',
      run: async ({ thread, call }) =>
        outcome(await call('PATCH', `/channels/${await thread()}`, { body: { locked: true } })),
      shows: '403/50013',
      otherwise: '200',
    },
  ],
  'manage-others': [
    {
      when: 'the bot deletes what somebody else wrote',
      run: async ({ sandbox, channel, person, call }) => {
        const { id } = sandbox.say(channel.id, person.id, 'hello')
        return outcome(await call('DELETE', `/channels/${channel.id}/messages/${id}`))
      },
      shows: '403/50013',
      otherwise: '204',
    },
  ],
  'edit-own-only': [
    {
      when: 'the bot edits what somebody else wrote',
      run: async ({ sandbox, channel, person, edit }) =>
        outcome(await edit(sandbox.say(channel.id, person.id, 'hello').id, { content: 'b' })),
      shows: '403/50005',
      otherwise: '200',
    },
  ],
  'manage-webhooks': [
    {
      when: 'the bot lets a channel follow another without MANAGE_WEBHOOKS there',
      run: async (bench) => outcome(await follow(bench)),
      shows: '403/50013',
      otherwise: '200',
    },
  ],
  'read-history': [
    {
      when: 'the bot reads a channel without READ_MESSAGE_HISTORY',
      run: async ({ deny, posted, read }) => {
        await posted()
        deny(BITS.readHistory)
        const answer = await read()
        return [outcome(answer), answer.list.length]
      },
      shows: ['200', 0],
      otherwise: ['200', 1],
    },
  ],
  'read-one-history': [
    {
      when: 'the bot reads one message without READ_MESSAGE_HISTORY',
      run: async ({ deny, posted, call, channel }) => {
        const id = await posted()
        deny(BITS.readHistory)
        return outcome(await call('GET', `/channels/${channel.id}/messages/${id}`))
      },
      shows: '403/50013',
      otherwise: '200',
    },
  ],
  'role-mentions': [
    {
      when: 'a message names a role that not everybody may ring',
      run: (bench) => ringing(bench, false, { parse: ['roles'] }),
      shows: 0,
      otherwise: 1,
    },
  ],
  'allowed-mentions': [
    {
      when: 'a message names a role that its allowed mentions leave out',
      run: (bench) => ringing(bench, true, { parse: [] }),
      shows: 0,
      otherwise: 1,
    },
  ],
}
