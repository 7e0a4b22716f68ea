/** A button that is pressed twice at once does its work once, and its panel leads on; in both languages. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import en from '../../config/locales/en.json' with { type: 'json' }
import ja from '../../config/locales/ja.json' with { type: 'json' }
import type { Message } from '../../src/sandbox/sandbox.ts'
import { control, controlOn, endWell } from './reader.ts'
import { createWorld, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await createWorld()
})
afterEach(() => endWell(world))

describe.each([
  ['ja', ja],
  ['en', en],
] as const)('who reads %s', (lang, texts) => {
  const person = () => (lang === 'ja' ? world.moderator : world.english)
  const twice = async (message: Message, route: string) => {
    const id = control(message, route).custom_id
    const answers = await Promise.all([person().press(message, id), person().press(message, id)])
    return answers.map((answer) => answer.message)
  }
  const state = () => world.bot().db.all('SELECT state, filters, version FROM subscription')
  const wrong = [texts['problem.gone'], texts['filters.faster']].map((text) => text.split('`')[0])
  /** Both answers are the panel, and neither speaks of somebody else. */
  const expectWell = (answers: readonly Message[]) => {
    for (const { content } of answers) {
      expect(wrong.some((text) => content.startsWith(text ?? '?'))).toBe(false)
    }
  }

  it('changes a digest once, and can still take its end back', async () => {
    const { channel } = world
    await person().slash(channel.id, 'digest subscribe', { feed: world.urls(lang) })
    const open = async () => (await person().slash(channel.id, 'digest list')).message
    expectWell(await twice(await open(), 'paid'))
    expect(await state()).toMatchObject([
      { filters: expect.stringContaining('"last"'), version: 2 },
    ])
    expectWell(await twice(await open(), 'follow'))
    expect(await state()).toMatchObject([{ version: 3 }])
    expectWell(await twice(await open(), 'pause'))
    expectWell(await twice(await open(), 'resume'))
    expect(await state()).toMatchObject([{ state: 'active', version: 5 }])
    const dropped = await twice(await open(), 'drop')
    expectWell(dropped)
    expect(await state()).toMatchObject([{ state: 'ended', version: 6 }])
    const last = dropped[0]
    if (!last) throw new Error('no answer')
    expect(controlOn(last, 'undo')?.['label']).toBe(texts['control.restore'])
    expectWell(await twice(last, 'undo'))
    expect(await state()).toMatchObject([{ state: 'active', version: 7 }])
  })

  it('takes a new digest back once, where it was set up', async () => {
    const done = await person().slash(world.channel.id, 'digest subscribe', {
      feed: world.urls(lang),
    })
    const undone = await twice(done.message, 'drop')
    expectWell(undone)
    expect(controlOn(undone[0] as Message, 'undo')).not.toBeNull()
    expect(await state()).toMatchObject([{ state: 'ended' }])
  })
})
