/** What a visitor of the demo orders themselves comes at its time, in the server's own zone, whatever the machine's is. */
import { expect, it } from 'vitest'
import { playDemo } from '../../src/demo/act.ts'
import { slotAfter } from '../../src/demo/morning.ts'

const hourAt = (iso: unknown, zone: string) =>
  new Date(String(iso)).toLocaleTimeString('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
  })

it('posts what is due at noon and in the evening on the way to the next morning', async () => {
  const { stage, posted, close } = await playDemo([], 'Europe/London', () => {})
  try {
    const { servers, sandbox, samples, mornings } = stage
    // Each server had its first digest in its own morning.
    expect(posted.map(({ channel }) => channel)).toEqual(['朝刊', 'morning-digest'])
    expect(
      posted.map(({ message }, n) =>
        hourAt(message['timestamp'], n ? 'Europe/London' : 'Asia/Tokyo'),
      ),
    ).toEqual(['07:30', '07:30'])
    const order = async (lang: 'ja' | 'en', typed: Record<string, string>) => {
      const server = servers[lang]
      const channel = sandbox.addChannel(server.guildId, {
        name: `own-${Object.keys(typed).length}`,
      })
      const [feed] = samples.feeds.filter((one) => one.lang === lang)
      const { message } = await sandbox
        .as(server.moderatorId)
        .slash(channel.id, 'digest subscribe', { feed: feed?.url ?? '', ...typed })
      expect(message.content).toContain(mornings[lang].zone)
      return () =>
        sandbox.messages(channel.id).map((sent) => hourAt(sent['timestamp'], mornings[lang].zone))
    }
    const morning = await order('en', {})
    const noon = await order('en', { time: '12:00' })
    const evening = await order('ja', { time: '19:00' })
    await stage.moveTo(slotAfter(stage.clock.now(), mornings.en))
    expect([morning(), noon(), evening()]).toEqual([['07:30'], ['12:00'], ['19:00']])
  } finally {
    await close()
  }
})
