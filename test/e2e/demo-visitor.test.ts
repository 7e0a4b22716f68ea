/** What a visitor of the demo orders themselves, without saying a zone, comes the next morning. */
import { expect, it } from 'vitest'
import { playDemo } from '../../src/demo/act.ts'
import { slotAfter } from '../../src/demo/morning.ts'

it('posts a visitor’s own digest the next morning, whatever the server’s language lets guess', async () => {
  const { stage, close } = await playDemo([], 'Asia/Tokyo', () => {})
  try {
    const { en } = stage.servers
    const channel = stage.sandbox.addChannel(en.guildId, { name: 'my-own' })
    const [feed] = stage.samples.feeds.filter(({ lang }) => lang === 'en')
    const { message } = await stage.sandbox
      .as(en.moderatorId)
      .slash(channel.id, 'digest subscribe', { feed: feed?.url ?? '', time: '7:30' })
    expect(message.content).toContain('(Asia/Tokyo)')
    await stage.moveTo(slotAfter(stage.clock.now(), stage.morning))
    expect(stage.sandbox.messages(channel.id)).toHaveLength(1)
  } finally {
    await close()
  }
})
