/** What readers of a digest find in its messages. */
import { expect } from 'vitest'
import type { Message } from '../../src/sandbox/sandbox.ts'
import { createWorld, SLOT, type World } from './world.ts'

type Part = Record<string, unknown>
export type Control = Part & { custom_id: string; type: number }

const list = (value: unknown) => (Array.isArray(value) ? (value as Part[]) : [])

/** Gives the control of a route on a message, or null. */
export const controlOn = (message: Message, route: string): Control | null =>
  (message.components
    .flatMap((row) => list(row['components']))
    .find((one) => String(one['custom_id']).split(':')[1] === route) as Control | undefined) ?? null

/** Gives the control of a route on a message; throws where it has none. */
export function control(message: Message, route: string): Control {
  const found = controlOn(message, route)
  if (found === null) throw new Error(`there is no control ${route}`)
  return found
}

/** Gives the values of a select's options. */
export const valuesOf = (select: Control): string[] =>
  list(select['options']).map(({ value }) => String(value))

/** Subscribes the channel to the samples of a language and gives the digest that comes. */
export async function firstDigest(world: World, lang: 'ja' | 'en', slot: number): Promise<Message> {
  const { channel, moderator, sandbox } = world
  await moderator.slash(channel.id, 'digest subscribe', { feed: world.urls(lang) })
  await world.moveTo(slot)
  const digest = sandbox.messages(channel.id)[0]
  if (!digest) throw new Error('no digest was posted')
  return digest
}

/** Gives a world whose channel has had its first digest, in Japanese. */
export async function worldWithDigest(): Promise<{ world: World; digest: Message }> {
  const world = await createWorld()
  return { world, digest: await firstDigest(world, 'ja', SLOT) }
}

/** Ends a world in which nothing was done that Discord would refuse, and nothing broke. */
export async function endWell(world: World): Promise<void> {
  expect(world.sandbox.violations).toEqual([])
  const malformed = world.sandbox.requests.filter(({ status }) => status === 400)
  expect(malformed.map(({ route, answer }) => [route, answer])).toEqual([])
  expect(world.fatal).toEqual([])
  await world.close()
}
