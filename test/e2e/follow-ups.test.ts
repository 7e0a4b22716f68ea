/** Threads and the way to followers are turned on and off in the panel, through real discord.js, in both languages. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Message } from '../../src/sandbox/sandbox.ts'
import { control, controlOn, endWell } from './reader.ts'
import { createWorld, SLOT, type World } from './world.ts'

const ANNOUNCEMENTS = 5 as const
const CREATE_THREADS = 1n << 35n
const WORDS = {
  ja: {
    threads: 'スレッド：作らない',
    threadOn: 'スレッドを作ります',
    rights: '「公開スレッドの作成」を許可してから',
    faster: 'ほかの人が',
    followers: 'フォロー先：届ける',
    publishOff: 'だけに投稿します',
  },
  en: {
    threads: 'Thread from each: no',
    threadOn: 'A thread is started from each digest',
    rights: '**Create Public Threads**',
    faster: 'Somebody was faster',
    followers: 'To followers: yes',
    publishOff: 'The digests stay in',
  },
} as const

let world: World
beforeEach(async () => {
  world = await createWorld()
})
afterEach(() => endWell(world))

const follows = ({ components }: Message) =>
  components
    .flatMap((row) => row['components'] as { custom_id?: string; label?: string }[])
    .filter(({ custom_id: id = '' }) => id.startsWith('v1:follow:'))

describe.each(['ja', 'en'] as const)('a moderator who reads %s', (lang) => {
  const said = WORDS[lang]
  const person = () => (lang === 'ja' ? world.moderator : world.english)
  const panelOf = async (channelId: string) => {
    await person().slash(channelId, 'digest subscribe', { feed: world.urls(lang) })
    return (await person().slash(channelId, 'digest list')).message
  }

  it('turns threads on with one press, and the next digest has one', async () => {
    const { channel, sandbox } = world
    const panel = await panelOf(channel.id)
    expect(follows(panel).map(({ label }) => label)).toEqual([said.threads])
    const on = await person().press(panel, control(panel, 'follow').custom_id)
    expect(on.message.content).toContain(said.threadOn)
    await world.moveTo(SLOT)
    await world.bot().idle()
    const [digest] = sandbox.messages(channel.id)
    expect(sandbox.world.channels.get(digest?.id ?? '')?.thread?.parentId).toBe(channel.id)
  })

  it('is told which right is lacking, and that somebody was faster; nothing changes', async () => {
    const { channel, sandbox } = world
    const panel = await panelOf(channel.id)
    const everyone = [{ id: sandbox.botId, type: 1 as const, allow: 0n, deny: CREATE_THREADS }]
    sandbox.setOverwrites(channel.id, everyone)
    const button = control(panel, 'follow').custom_id
    const refused = await person().press(panel, button)
    expect(refused.message.content).toContain(said.rights)
    expect(follows(refused.message).map(({ label }) => label)).toEqual([said.threads])
    sandbox.setOverwrites(channel.id, [])
    const other = (await world.moderator.slash(channel.id, 'digest list')).message
    await world.moderator.press(other, control(other, 'pause').custom_id)
    const late = await person().press(panel, button)
    expect(late.message.content).toContain(said.faster)
    expect(await world.bot().db.all('SELECT container FROM subscription')).toEqual([
      { container: null },
    ])
  })

  it('keeps announcements in their channel', async () => {
    const { guild, sandbox } = world
    const channel = sandbox.addChannel(guild.id, { name: 'news', type: ANNOUNCEMENTS })
    const panel = await panelOf(channel.id)
    const labels = follows(panel).map(({ label }) => label)
    expect(labels).toEqual([said.threads, said.followers])
    const off = await person().press(panel, follows(panel)[1]?.custom_id ?? '')
    expect(off.message.content).toContain(said.publishOff)
    await world.moveTo(SLOT)
    expect(sandbox.messages(channel.id)).toHaveLength(1)
    expect(sandbox.requests.filter(({ route }) => route.endsWith('/crosspost'))).toEqual([])
  })

  it('finds no such buttons where there is nothing to follow: in a thread, in direct messages', async () => {
    const { channel, moderatorId, sandbox } = world
    const thread = sandbox.startThread(channel.id, moderatorId, '話').id
    expect(controlOn(await panelOf(thread), 'follow')).toBeNull()
    await person().slash(channel.id, 'me subscribe', { feed: world.urls(lang) })
    const own = await person().slash(channel.id, 'me list')
    expect(controlOn(own.message, 'follow')).toBeNull()
  })
})
