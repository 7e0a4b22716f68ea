import { request } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MovedClock } from '../../../src/lib/clock.ts'
import { paintPicture } from '../../../src/samples/picture.ts'
import type { PageEvent } from '../../../src/sandbox/page/protocol.ts'
import { type Page, type Player, servePage } from '../../../src/sandbox/page/serve.ts'
import { type Sandbox, startSandbox } from '../../../src/sandbox/sandbox.ts'
import { addThread } from '../../../src/sandbox/threads.ts'
import { serveOnce } from './serve-once.ts'

let sandbox: Sandbox
let page: Page
let ids: { channel: string; hidden: string; ann: string; ben: string }

beforeEach(async () => {
  sandbox = await startSandbox({ clock: new MovedClock(Date.parse('2026-01-17T12:00:00Z')) })
  const guild = sandbox.addGuild({ name: 'Readers' })
  const channel = sandbox.addChannel(guild.id, { name: 'news' })
  const hidden = sandbox.addChannel(guild.id, { name: 'staff' })
  const everyone = { id: guild.id, type: 0, allow: 0n, deny: 1n << 10n } as const
  sandbox.setOverwrites(hidden.id, [everyone])
  const ann = sandbox.addPerson(guild.id, { name: 'Ann' })
  const ben = sandbox.addPerson(guild.id, { name: 'Ben' })
  ids = { channel: channel.id, hidden: hidden.id, ann: ann.id, ben: ben.id }
  const part = { en: 'member', ja: 'メンバー' }
  page = await servePage({ sandbox, people: [{ id: ann.id, part }] })
})

afterEach(async () => {
  await page.close()
  await sandbox.close()
})

const act = (body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${page.url}act`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })

/** Hears the page's events until `enough` of them have come. */
async function events(enough: number, address = `${page.url}events`): Promise<PageEvent[]> {
  const { body } = await fetch(address)
  const heard: PageEvent[] = []
  let text = ''
  for await (const chunk of body ?? []) {
    text += Buffer.from(chunk).toString()
    heard.length = 0
    for (const [, data = ''] of text.matchAll(/data: (.*)\n\n/g)) heard.push(JSON.parse(data))
    if (heard.length >= enough) break
  }
  return heard
}

/** Asks under another name, as a stranger's page would through a name that it points here. */
const statusUnder = (host: string) =>
  new Promise<number | undefined>((resolve, reject) => {
    const { port } = new URL(page.url)
    request({ host: '127.0.0.1', port, headers: { host } }, ({ statusCode }) => resolve(statusCode))
      .on('error', reject)
      .end()
  })

describe('the page’s server', () => {
  it('lets nothing in but what is its own', async () => {
    const answer = await fetch(page.url)
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'")
    expect(answer.headers.get('content-security-policy')).not.toContain("'unsafe-inline'")
    expect(await statusUnder(new URL(page.url).host)).toBe(200)
    expect(await statusUnder('evil.example')).toBe(403)
  })

  it('lists a thread below the channel that it belongs to', async () => {
    const parent = sandbox.world.channels.get(ids.channel)
    if (parent === undefined) throw new Error('There is no channel.')
    const last = sandbox.addChannel(parent.guildId ?? '', { name: 'quiet' })
    const id = sandbox.world.id()
    addThread(sandbox.world, { parent, id, name: 'ferry', ownerId: ids.ann })
    const [first] = await events(1)
    const channels = first?.kind === 'look' ? first.look.guilds[0]?.channels : []
    expect(channels?.map(({ name, parent: of }) => [name, of])).toEqual([
      ['news', null],
      ['ferry', ids.channel],
      [last.name, null],
    ])
  })

  it('gives everybody their direct messages before the first comes, and nobody those of others', async () => {
    const [own] = [...sandbox.world.channels.values()].filter((one) => one.recipientId === ids.ann)
    const others = sandbox.openDirect(ids.ben)
    sandbox.say(others.id, ids.ben, 'a secret')
    sandbox.say(own?.id ?? '', ids.ann, 'mine')
    const [look, all] = await events(2)
    const home = look?.kind === 'look' ? look.look.home.channels : []
    expect(home.map(({ id, name }) => [id, name])).toEqual([[own?.id, 'Chrysanthemum Digest']])
    const said = all?.kind === 'all' ? all.messages.map(({ content }) => content) : []
    expect(said).toEqual(['mine'])
  })

  it('shows the posts of a forum with their tags, and whether they sleep', async () => {
    const guildId = sandbox.world.channels.get(ids.channel)?.guildId ?? ''
    const forum = sandbox.addForum(guildId, { name: 'reading', tags: ['digest', 'question'] })
    const tagIds = forum.forum?.tags.slice(0, 1).map(({ id }) => id) ?? []
    const id = sandbox.world.id()
    addThread(sandbox.world, { parent: forum, id, name: 'Monday', ownerId: ids.ann, tagIds })
    sandbox.setThread(id, { archived: true })
    const [first] = await events(1)
    const channels = first?.kind === 'look' ? first.look.guilds[0]?.channels : []
    expect(channels?.find((one) => one.id === id)).toMatchObject({
      name: 'Monday',
      parent: forum.id,
      thread: { tags: ['digest'], archived: true },
    })
  })

  it('takes acts from its own page alone, and for those who can be played', async () => {
    const say = { act: 'say', as: ids.ann, channel: ids.channel, text: 'hello' }
    expect((await act(say, { origin: 'http://evil.example' })).status).toBe(403)
    expect((await act(say, { 'content-type': 'text/plain' })).status).toBe(403)
    expect((await act({ ...say, as: ids.ben })).status).toBe(403)
    expect(sandbox.messages(ids.channel)).toEqual([])
    expect(await (await act(say)).json()).toEqual({ kind: 'done' })
    expect(sandbox.messages(ids.channel).map(({ content }) => content)).toEqual(['hello'])
  })

  it('shows a person the channels that they see, and what is said there', async () => {
    await act({ act: 'say', as: ids.ann, channel: ids.channel, text: 'hello' })
    const [look, all] = await events(2)
    const channels = look?.kind === 'look' ? look.look.guilds.flatMap((one) => one.channels) : []
    expect(channels.map(({ name }) => name)).toEqual(['news'])
    const said = all?.kind === 'all' ? all.messages.map(({ content }) => content) : []
    expect(said).toEqual(['hello'])
  })

  it('lets a newcomer be somebody who speaks their language', async () => {
    const guild = [...sandbox.world.guilds.values()][0]
    const mei = sandbox.addPerson(guild?.id ?? '', { name: '芽衣', locale: 'ja' })
    const part = { en: 'member', ja: 'メンバー' }
    const people = [ids.ann, mei.id].map((id) => ({ id, part })) as [Player, Player]
    const both = await servePage({ sandbox, people })
    const viewer = async (query: string) => {
      const [look] = await events(1, `${both.url}events?${query}`)
      return look?.kind === 'look' ? look.look.viewerId : null
    }
    expect(await viewer('language=ja-JP')).toBe(mei.id)
    expect(await viewer('language=de')).toBe(ids.ann)
    expect(await viewer(`language=ja&as=${ids.ann}`)).toBe(ids.ann)
    await both.close()
  })

  it('tells what cannot be done', async () => {
    const command = { act: 'slash', as: ids.ann, channel: ids.channel, words: 'nothing', typed: {} }
    const answer = (await (await act(command)).json()) as { kind: string; reason: string }
    expect(answer).toEqual({
      kind: 'failed',
      reason: expect.stringContaining('registered'),
    })
    const move = (await (await act({ act: 'move', as: ids.ann, move: 'hour' })).json()) as object
    expect(move).toEqual({ kind: 'failed', reason: 'this clock cannot be moved' })
  })

  it('fetches pictures of this machine alone, and nothing that is no picture', async () => {
    const image = (url: string) => fetch(`${page.url}image?url=${encodeURIComponent(url)}`)
    const picture = await serveOnce('image/png', paintPicture('a', { width: 8, height: 4 }))
    const shown = await image(picture.url)
    expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/png'])
    await picture.close()
    const document = await serveOnce('text/html', Buffer.from('<script>1</script>'))
    expect((await image(document.url)).status).toBe(404)
    await document.close()
    expect((await image('https://example.com/a.png')).status).toBe(404)
    expect((await image('file:///etc/passwd')).status).toBe(404)
  })

  it('gives everybody an avatar, with their name as text', async () => {
    const guild = [...sandbox.world.guilds.values()][0]
    const odd = sandbox.addPerson(guild?.id ?? '', { name: '<b>' })
    const answer = await fetch(`${page.url}avatar/${odd.id}.svg`)
    expect(answer.headers.get('content-type')).toBe('image/svg+xml')
    expect(await answer.text()).toContain('&#60;</text>')
  })
})
