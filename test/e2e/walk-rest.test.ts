/** The controls that a walk of one morning (`walk.test.ts`) does not meet, each used in both languages. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { OWN_DIGESTS } from '../../config/member-limits.ts'
import { textsOf } from '../../src/language/texts.ts'
import type { Message } from '../../src/sandbox/sandbox.ts'
import { control, controlOn, endWell, firstDigest, valuesOf } from './reader.ts'
import { createWorld, DAY, SLOT, type World } from './world.ts'

const CREATE_THREADS = 1n << 35n
const gone = new Set<string>()
const rss = (title: string) =>
  `<rss version="2.0"><channel><title>${title}</title><item><guid>${title}</guid><title>Fog over ${title}</title></item></channel></rss>`
/** A site with two feeds; each can be taken down. */
const server = createServer(({ url = '/' }, response) => {
  if (gone.has(url)) response.writeHead(410)
  response.end(
    url === '/'
      ? ['news', 'ships']
          .map((name) => `<link rel="alternate" type="application/rss+xml" href="/${name}">`)
          .join('')
      : rss(url.slice(1)),
  )
})
const site = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

beforeAll(() => new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve)))
afterAll(() => new Promise((resolve) => server.close(resolve)))

let world: World
beforeEach(async () => {
  world = await createWorld()
})
afterEach(async () => {
  gone.clear()
  await endWell(world)
})

type Person = World['member']
const use = (person: Person, message: Message, route: string) => {
  const { custom_id: id, type } = control(message, route)
  return type === 2
    ? person.press(message, id)
    : person.choose(message, id, valuesOf(control(message, route)).slice(0, 1))
}
const textOf = ({ content, embeds }: Message) => `${content}\n${JSON.stringify(embeds)}`

/** Gives the message of one kind that the bot writes somewhere next. */
const next = (isMeant: (message: Message) => boolean) =>
  new Promise<Message>((resolve) => {
    world.sandbox.onMessage(({ message }) => {
      if (isMeant(message)) resolve(message)
    })
  })

describe.each(['ja', 'en'] as const)('somebody who reads %s', (lang) => {
  const { t } = textsOf(lang)
  const person = () => (lang === 'ja' ? world.moderator : world.english)
  const slash = async (words: string, typed: Record<string, string | boolean> = {}) =>
    (await person().slash(world.channel.id, words, typed)).message
  const setNotices = async () => {
    const staff = world.sandbox.addChannel(world.guild.id, { name: '係' }).id
    await slash('digest settings', { notices: staff, language: lang })
    return staff
  }

  it('turns the pages of a catch-up', async () => {
    await firstDigest(world, lang, SLOT)
    await world.moveTo(SLOT + DAY)
    const first = await slash('catchup', { since: '2026-01-17' })
    expect(textOf(first)).toMatch(lang === 'ja' ? /から届いたニュース/ : /stories since/)
    const shown = valuesOf(control(first, 'read'))
    const second = await use(person(), first, 'catchup')
    expect(second.updated).toBe(true)
    expect(valuesOf(control(second.message, 'read'))).not.toEqual(shown)
  })

  it('reads what came before an article', async () => {
    await firstDigest(world, lang, SLOT)
    await world.moveTo(SLOT + DAY)
    const [, digest] = world.sandbox.messages(world.channel.id)
    if (!digest) throw new Error('a second digest was awaited')
    const read = control(digest, 'read')
    const opened: Message[] = []
    for (const value of valuesOf(read)) {
      opened.push((await person().choose(digest, read.custom_id, [value])).message)
    }
    const going = opened.find((message) => controlOn(message, 'earlier') !== null)
    if (!going) throw new Error('nothing goes on')
    expect(control(going, 'earlier')['label']).toBe(t('view.earlier'))
    const before = await use(person(), going, 'earlier')
    expect(before.ephemeral).toBe(true)
    expect(textOf(before.message)).toContain(t('view.earlier'))
  })

  it('turns the pages of what they saved, and takes some of it off', async () => {
    const digest = await firstDigest(world, lang, SLOT)
    const asked = await person().menu(digest, 'Save')
    const chosen = control(asked.message, 'save-chosen')
    await person().choose(asked.message, chosen.custom_id, valuesOf(chosen))
    const rest = (await use(person(), digest, 'rest')).message
    const opened = (await use(person(), rest, 'read')).message
    await use(person(), opened, 'save')
    const list = await slash('saved')
    const second = await use(person(), list, 'saved')
    expect(second.updated).toBe(true)
    expect(textOf(second.message)).toContain(lang === 'ja' ? '2／2ページ' : '2/2')
    const left = await use(person(), second.message, 'saved-drop')
    expect(left.message.content).toContain(t('saved.removed'))
  })

  it('takes a setting back', async () => {
    const set = await slash('digest settings', { zone: 'London' })
    const back = await use(person(), set, 'settings')
    expect(back.updated).toBe(true)
    expect(back.message.content).toContain(t('settings.zone-guessed', { zone: 'Asia/Tokyo' }))
  })

  it('reads what somebody else has shared', async () => {
    const digest = await firstDigest(world, lang, SLOT)
    const opened = (await use(world.member, digest, 'read')).message
    await use(world.member, opened, 'share')
    await world.bot().idle()
    const card = world.sandbox.messages(world.channel.id)[1]
    if (!card) throw new Error('nothing was shared')
    const read = await use(person(), card, 'open')
    expect(read.ephemeral).toBe(true)
    // The server's card says that the article is in English; who reads English needs no such word.
    expect(String(card.embeds[0]?.['title'])).toContain(String(read.message.embeds[0]?.['title']))
    expect(control(read.message, 'save')['label']).toBe(t('control.save'))
  })

  it('lets their own digests go on after their direct messages were closed', async () => {
    const { sandbox } = world
    const { id } = sandbox.addPerson(world.guild.id, { name: 'Haru', locale: lang })
    const haru = sandbox.as(id)
    await haru.slash(world.channel.id, 'me subscribe', { feed: world.urls(lang), zone: 'Tokyo' })
    sandbox.setDirectMessages(id, false)
    await world.moveTo(SLOT + OWN_DIGESTS.spreadMs + 60_000)
    const told = next((message) => controlOn(message, 'direct') !== null)
    await haru.slash(world.channel.id, 'help')
    sandbox.setDirectMessages(id, true)
    const on = await use(haru, await told, 'direct')
    expect(on.message.content).toContain(t('own.went-on', { count: 1 }))
  })

  it('chooses among the feeds of a site', async () => {
    const asked = await slash('digest subscribe', { feed: site() })
    expect(asked.content).toMatch(lang === 'ja' ? /2件のフィードがあります/ : /has 2 feeds/)
    const done = await use(person(), asked, 'feeds')
    expect(done.message.content).toMatch(lang === 'ja' ? /設定しました/ : /All set/)
  })

  it('looks from a notice at all feeds, and decides to wait', async () => {
    const staff = await setNotices()
    await slash('digest subscribe', { feed: `${site()}/ships` })
    gone.add('/ships')
    await world.passHours(30)
    const [notice] = world.sandbox.messages(staff)
    if (!notice) throw new Error('a notice was awaited')
    const health = await use(person(), notice, 'health')
    expect(textOf(health.message)).toContain(t('health.title', { count: 1 }))
    const ids = notice.components.flatMap((row) => row['components'] as { custom_id: string }[])
    const wait = ids.find(({ custom_id: id }) => id.startsWith('v1:mend:wait:'))?.custom_id ?? ''
    const told = await person().press(notice, wait)
    expect(told.message.content).toContain(t('mend.wait'))
  })

  it('opens the list of digests from a notice of a place', async () => {
    const staff = await setNotices()
    await slash('digest subscribe', { feed: world.urls(lang), thread: true })
    const deny = { id: world.sandbox.botId, type: 1 as const, allow: 0n, deny: CREATE_THREADS }
    world.sandbox.setOverwrites(world.channel.id, [deny])
    await world.moveTo(SLOT)
    await world.passHours(1)
    const [notice] = world.sandbox.messages(staff)
    if (!notice) throw new Error('a notice was awaited')
    expect(notice.content).toContain(t('notice.places'))
    expect(control(notice, 'panel')['label']).toBe(t('control.list'))
    const panel = await use(person(), notice, 'panel')
    expect(panel.ephemeral).toBe(true)
    expect(textOf(panel.message)).toContain(t('list.title', { count: 1 }))
    expect(controlOn(panel.message, 'edit')?.['label']).toBe(t('control.edit'))
    const stranger = await use(world.member, notice, 'panel')
    expect(stranger.message.content).toContain('Manage Server')
  })

  it('is told of a place beside a command, once, where no direct message reaches anybody', async () => {
    const { sandbox } = world
    for (const { id, bot } of sandbox.world.people.values()) {
      if (!bot) sandbox.setDirectMessages(id, false)
    }
    await slash('digest subscribe', { feed: world.urls(lang), thread: true })
    const deny = { id: sandbox.botId, type: 1 as const, allow: 0n, deny: CREATE_THREADS }
    sandbox.setOverwrites(world.channel.id, [deny])
    await world.moveTo(SLOT)
    await world.passHours(1)
    const told = next((message) => controlOn(message, 'panel') !== null)
    await slash('digest list')
    const notice = await told
    expect(notice.flags & 64).toBe(64)
    expect(notice.content).toContain(t('notice.places'))
    const panel = await use(person(), notice, 'panel')
    expect(textOf(panel.message)).toContain(t('list.title', { count: 1 }))
    const before = sandbox.world.ephemeral.size
    await slash('digest list')
    await world.bot().idle()
    expect(sandbox.world.ephemeral.size).toBe(before + 1)
  })
})
