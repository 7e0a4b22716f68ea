/** Cases of the rules in src/sandbox/rules/message-rules, one or more for each. */
import type { MESSAGE_RULES } from '../../../src/sandbox/rules/message-rules.ts'
import { type Bench, outcome } from '../bench.ts'
import { type Case, last } from './case.ts'

const MINUTE = 60_000
const CONTENT = { content: 'a' }
const ONCE = { content: 'a', nonce: 'digest-1', enforce_nonce: true }

const sameOrAnother = (a: unknown, b: unknown) => (a === b ? 'the same' : 'another')

const open = ({ call }: Bench, recipientId: string) =>
  call('POST', '/users/@me/channels', { body: { recipient_id: recipientId } })

async function whisper(bench: Bench) {
  const { body } = await open(bench, bench.person.id)
  return { say: async () => outcome(await bench.post(CONTENT, String(body['id']))) }
}

const NONCES = {
  'nonce-enforced': [
    {
      when: 'a message is sent twice with one nonce',
      run: async ({ posted, read }) => {
        const [first, second] = [await posted(ONCE), await posted(ONCE)]
        return [sameOrAnother(first, second), (await read()).list.length]
      },
      shows: ['the same', 1],
      otherwise: ['another', 2],
    },
  ],
  'nonce-any-channel': [
    {
      when: 'the second message with a nonce goes to another channel',
      run: async ({ sandbox, guild, posted }) => {
        const other = sandbox.addChannel(guild.id, { name: 'other' })
        return sameOrAnother(await posted(ONCE), await posted(ONCE, other.id))
      },
      shows: 'the same',
      otherwise: 'another',
    },
  ],
  'nonce-window': [
    {
      when: 'the second message with a nonce comes after more than a few minutes',
      run: async ({ clock, posted }) => {
        const first = await posted(ONCE)
        clock.moveTo(clock.now() + 5 * MINUTE)
        return sameOrAnother(first, await posted(ONCE))
      },
      shows: 'another',
      otherwise: 'the same',
    },
  ],
  'nonce-deleted': [
    {
      when: 'the first message with a nonce was deleted',
      run: async ({ call, channel, posted, post }) => {
        await call('DELETE', `/channels/${channel.id}/messages/${await posted(ONCE)}`)
        return outcome(await post(ONCE))
      },
      shows: '404/10008',
      otherwise: '200',
    },
  ],
  'nonce-unread': [
    {
      when: 'a message with a nonce is read',
      run: async ({ post, read }) => {
        const sent = (await post(ONCE)).body['nonce']
        return [sent, (await read()).list[0]?.['nonce'] ?? null]
      },
      shows: ['digest-1', null],
      otherwise: ['digest-1', 'digest-1'],
    },
  ],
} satisfies Partial<Record<keyof typeof MESSAGE_RULES, Case[]>>

const DIRECT = {
  'dm-once': [
    {
      when: 'direct messages to one person are opened twice',
      run: async (bench) => {
        const first = await open(bench, bench.person.id)
        return sameOrAnother(first.body['id'], (await open(bench, bench.person.id)).body['id'])
      },
      shows: 'the same',
      otherwise: 'another',
    },
  ],
  'dm-recipient': [
    {
      when: 'direct messages are opened to nobody',
      run: async (bench) => outcome(await open(bench, '1')),
      shows: '400/50033',
      otherwise: '404/0',
    },
  ],
  'dm-pace': [
    {
      when: 'direct messages to eleven people are opened at once',
      run: async (bench) => {
        bench.pace.step = 0
        const { sandbox, guild } = bench
        return outcome(
          await last(11, (n) => open(bench, sandbox.addPerson(guild.id, { name: `p${n}` }).id)),
        )
      },
      shows: '403/40003',
      otherwise: '200',
    },
  ],
  'dm-closed': [
    {
      when: 'the person takes no direct messages',
      run: async (bench) => {
        const { say } = await whisper(bench)
        bench.sandbox.setDirectMessages(bench.person.id, false)
        return say()
      },
      shows: '403/50007',
      otherwise: '200',
    },
  ],
  'dm-mutual-server': [
    {
      when: 'the person has left the only server shared with the bot',
      run: async (bench) => {
        const { say } = await whisper(bench)
        bench.sandbox.leave(bench.guild.id, bench.person.id)
        return say()
      },
      shows: '403/50278',
      otherwise: '200',
    },
  ],
} satisfies Partial<Record<keyof typeof MESSAGE_RULES, Case[]>>

export const MESSAGE_CASES: Record<keyof typeof MESSAGE_RULES, Case[]> = {
  ...NONCES,
  ...DIRECT,
  'empty-message': [
    {
      when: 'a message says nothing',
      run: async ({ post }) => outcome(await post({ content: ' ' })),
      shows: '400/50006',
      otherwise: '200',
    },
    {
      when: 'an edit leaves nothing',
      run: async ({ posted, edit }) => outcome(await edit(await posted(), { content: '' })),
      shows: '400/50006',
      otherwise: '200',
    },
  ],
  'texts-trimmed': [
    {
      when: 'content has spaces around it',
      run: async ({ post }) => (await post({ content: ' a\n' })).body['content'],
      shows: 'a',
      otherwise: ' a\n',
    },
    {
      when: 'a title is too long for its spaces alone',
      run: async ({ post }) => outcome(await post({ embeds: [{ title: `${'a'.repeat(256)} ` }] })),
      shows: '200',
      otherwise: '400/50035 CUSTOM',
    },
  ],
  'harmful-links': [
    {
      when: 'a message links to a host that the filter knows',
      run: async ({ post }) => outcome(await post({ content: 'https://harmful.example/a' })),
      shows: '400/240000',
      otherwise: '200',
    },
  ],
  'text-channels-only': [
    {
      when: 'a message goes to a forum',
      run: async ({ sandbox, guild, post }) =>
        outcome(await post(CONTENT, sandbox.addForum(guild.id, { name: 'forum' }).id)),
      shows: '400/50008',
      otherwise: '200',
    },
  ],
  'page-limit': [
    {
      when: 'a page of 101 messages is asked for',
      run: async ({ read }) => outcome(await read('?limit=101')),
      shows: '400/50035 page-limit',
      otherwise: '200',
    },
  ],
  'one-anchor': [
    {
      when: 'messages before one and after another are asked for',
      run: async ({ posted, read }) => outcome(await read(`?before=${await posted()}&after=1`)),
      shows: '400/50035 one-anchor',
      otherwise: '200',
    },
  ],
  'edit-mentions': [
    {
      when: 'an edit without allowed_mentions leaves a role in the content that was not to ring',
      run: async ({ sandbox, guild, post, edit }) => {
        const { id } = sandbox.addRole(guild.id, { name: 'readers', mentionable: true })
        const content = `news <@&${id}>`
        const { body } = await post({ content, allowed_mentions: { parse: [] } })
        const edited = await edit(String(body['id']), { content: `${content}!` })
        return (edited.body['mention_roles'] as string[]).length
      },
      shows: 1,
      otherwise: 0,
    },
  ],
  'old-edits': [
    {
      when: 'a message over an hour old is edited a sixth time',
      run: async ({ clock, posted, edit }) => {
        const id = await posted()
        clock.moveTo(clock.now() + 61 * MINUTE)
        return outcome(await last(6, (n) => edit(id, { content: `b${n}` })))
      },
      shows: '429/30046',
      otherwise: '200',
    },
  ],
}
