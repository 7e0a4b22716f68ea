/** Cases of the rules in src/sandbox/rules/thread-rules, one or more for each. */
import type { ANNOUNCEMENT_RULES, THREAD_RULES } from '../../../src/sandbox/rules/thread-rules.ts'
import { type Bench, BITS, outcome } from '../bench.ts'
import { type Case, last } from './case.ts'

const CONTENT = { content: 'a' }
const NAME = { name: 'talk' }

const startFrom = ({ call, channel }: Bench, messageId: string) =>
  call('POST', `/channels/${channel.id}/messages/${messageId}/threads`, { body: NAME })

const startIn = ({ call }: Bench, channelId: string, body: object) =>
  call('POST', `/channels/${channelId}/threads`, { body })

export const THREAD_CASES: Record<keyof typeof THREAD_RULES, Case[]> = {
  'thread-channels': [
    {
      when: 'a thread is started in a thread',
      run: async (bench) => outcome(await startIn(bench, await bench.thread(), NAME)),
      shows: '400/50024',
      otherwise: '201',
    },
  ],
  'thread-once': [
    {
      when: 'a second thread is started from one message',
      run: async (bench) => {
        const id = await bench.posted()
        await startFrom(bench, id)
        return outcome(await startFrom(bench, id))
      },
      shows: '400/160004',
      otherwise: '201',
    },
  ],
  'thread-bears-message-id': [
    {
      when: 'a thread is started from a message',
      run: async (bench) => {
        const id = await bench.posted()
        return (await startFrom(bench, id)).body['id'] === id
      },
      shows: true,
      otherwise: false,
    },
  ],
  'sending-reopens': [
    {
      when: 'a message goes to an archived thread',
      run: async ({ sandbox, thread, post, call }) => {
        const id = await thread()
        sandbox.setThread(id, { archived: true })
        const sent = outcome(await post(CONTENT, id))
        const { thread_metadata: state } = (await call('GET', `/channels/${id}`)).body
        return [sent, (state as { archived: boolean }).archived]
      },
      shows: ['200', false],
      otherwise: ['200', true],
    },
  ],
  'archived-thread': [
    {
      when: 'a message in an archived thread is edited',
      run: async ({ sandbox, thread, posted, edit }) => {
        const id = await thread()
        const message = await posted(CONTENT, id)
        sandbox.setThread(id, { archived: true })
        return outcome(await edit(message, { content: 'b' }, id))
      },
      shows: '400/50083',
      otherwise: '200',
    },
  ],
  'locked-thread': [
    {
      when: 'a message goes to a locked thread',
      run: async ({ sandbox, thread, post }) => {
        const id = await thread()
        sandbox.setThread(id, { locked: true })
        return outcome(await post(CONTENT, id))
      },
      shows: '400/160005',
      otherwise: '200',
    },
  ],
  'locked-stays-archived': [
    {
      when: 'a locked and archived thread is opened without MANAGE_THREADS',
      run: async ({ sandbox, thread, call }) => {
        const id = await thread()
        sandbox.setThread(id, { locked: true, archived: true })
        return outcome(await call('PATCH', `/channels/${id}`, { body: { archived: false } }))
      },
      shows: '403/50013',
      otherwise: '200',
    },
  ],
  'forum-tag-required': [
    {
      when: 'a post comes without a tag to a forum that wants one',
      run: async (bench) => {
        const wanted = { name: 'forum', tags: ['news'], requiresTag: true }
        const forum = bench.sandbox.addForum(bench.guild.id, wanted)
        return outcome(await startIn(bench, forum.id, { ...NAME, message: CONTENT }))
      },
      shows: '400/40067',
      otherwise: '201',
    },
  ],
  'moderated-tag': [
    {
      when: 'a post bears a tag that moderators alone may set',
      run: async (bench) => {
        const tags = [{ name: 'official', moderated: true }]
        const forum = bench.sandbox.addForum(bench.guild.id, { name: 'forum', tags })
        const applied_tags = forum.forum?.tags.map(({ id }) => id)
        const body = { ...NAME, message: CONTENT, applied_tags }
        return outcome(await startIn(bench, forum.id, body))
      },
      shows: '403/50013',
      otherwise: '201',
    },
  ],
  'archived-history': [
    {
      when: 'archived threads are listed without READ_MESSAGE_HISTORY',
      run: async ({ call, channel, deny }) => {
        deny(BITS.readHistory)
        return outcome(await call('GET', `/channels/${channel.id}/threads/archived/public`))
      },
      shows: '403/50013',
      otherwise: '200',
    },
  ],
  'unknown-tag': [
    {
      when: 'a post bears a tag that its forum does not have',
      run: async (bench) => {
        const forum = bench.sandbox.addForum(bench.guild.id, { name: 'forum', tags: ['news'] })
        const body = { ...NAME, message: CONTENT, applied_tags: ['100000000000000001'] }
        return outcome(await startIn(bench, forum.id, body))
      },
      shows: '404/10087',
      otherwise: '201',
    },
  ],
}

/** An announcement channel that the bench's channel follows. */
async function announcing(bench: Bench) {
  const { sandbox, guild, channel, call, posted, allow } = bench
  const source = sandbox.addChannel(guild.id, { name: 'announcements', type: 5 })
  allow(BITS.manageWebhooks)
  const body = { webhook_channel_id: channel.id }
  await call('POST', `/channels/${source.id}/followers`, { body })
  return {
    source,
    announce: () => posted(CONTENT, source.id),
    publish: (id: string) => call('POST', `/channels/${source.id}/messages/${id}/crosspost`),
    delivered: async () => (await bench.read()).list.map(({ content }) => content),
  }
}

export const ANNOUNCEMENT_CASES: Record<keyof typeof ANNOUNCEMENT_RULES, Case[]> = {
  'crosspost-channels': [
    {
      when: 'a message of an ordinary channel is published',
      run: async ({ call, channel, posted }) =>
        outcome(await call('POST', `/channels/${channel.id}/messages/${await posted()}/crosspost`)),
      shows: '400/50024',
      otherwise: '200',
    },
  ],
  'crossposted-once': [
    {
      when: 'a message is published twice',
      run: async (bench) => {
        const { announce, publish } = await announcing(bench)
        const id = await announce()
        await publish(id)
        return outcome(await publish(id))
      },
      shows: '400/40033',
      otherwise: '200',
    },
  ],
  'crosspost-quota': [
    {
      when: 'an eleventh message is published in an hour',
      run: async (bench) => {
        const { announce, publish } = await announcing(bench)
        const eleventh = await last(11, async () => publish(await announce()))
        return [outcome(eleventh), eleventh.body['retry_after'] ?? null]
      },
      shows: ['429/0', 3600],
      otherwise: ['200', null],
    },
  ],
  'crosspost-delivered': [
    {
      when: 'a message is published in a channel that another follows',
      run: async (bench) => {
        const { announce, publish, delivered } = await announcing(bench)
        await publish(await announce())
        return delivered()
      },
      shows: ['a'],
      otherwise: [],
    },
  ],
  'crosspost-edits-followed': [
    {
      when: 'a published message is edited',
      run: async (bench) => {
        const { source, announce, publish, delivered } = await announcing(bench)
        const id = await announce()
        await publish(id)
        await bench.edit(id, { content: 'b' }, source.id)
        return delivered()
      },
      shows: ['b'],
      otherwise: ['a'],
    },
  ],
  'crosspost-edit-quota': [
    {
      when: 'a published message is edited a fourth time in an hour',
      run: async (bench) => {
        const { source, announce, publish } = await announcing(bench)
        const id = await announce()
        await publish(id)
        return outcome(await last(4, (n) => bench.edit(id, { content: `b${n}` }, source.id)))
      },
      shows: '429/20022',
      otherwise: '200',
    },
  ],
  'follow-announcements-only': [
    {
      when: 'a channel that announces nothing is followed',
      run: async ({ sandbox, guild, channel, allow, call }) => {
        const plain = sandbox.addChannel(guild.id, { name: 'plain' })
        allow(BITS.manageWebhooks)
        const body = { webhook_channel_id: channel.id }
        return outcome(await call('POST', `/channels/${plain.id}/followers`, { body }))
      },
      shows: '400/50024',
      otherwise: '200',
    },
  ],
}
