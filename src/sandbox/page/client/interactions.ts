/** What a person sets going: commands, buttons, selects, forms. Answers come as events; only what failed is told here. */
import type { ActAnswer, Move, PageMessage } from '../protocol.ts'
import type { Value } from './composer/draft.ts'
import { perform } from './net.ts'
import { tell } from './places.ts'
import { follow, toBottom } from './scroll.ts'
import { changed, state, viewerLocale, type Waiting } from './state.ts'

export const controlKey = (messageId: string, customId: string) => `${messageId}/${customId}`

let count = 0

/** Gives a command; until it is answered the bot “is thinking”. */
export async function give(
  channelId: string,
  { words, label }: { words: string; label: string },
  typed: Record<string, Value>,
): Promise<void> {
  count += 1
  const waiting: Waiting = { id: `waiting-${count}`, channelId, words: label, failed: false }
  state.waiting.push(waiting)
  changed()
  requestAnimationFrame(toBottom)
  const answer = await perform({ act: 'slash', channel: channelId, words, typed })
  if (answer.kind === 'failed') waiting.failed = true
  else endWaiting(waiting.id)
  if (answer.kind === 'form') state.form = answer.form
  changed()
}

export function endWaiting(id: string): void {
  state.waiting = state.waiting.filter((one) => one.id !== id)
  changed()
}

export async function speak(channelId: string, text: string): Promise<void> {
  await perform({ act: 'say', channel: channelId, text })
}

async function using(message: PageMessage, customId: string, act: () => Promise<ActAnswer>) {
  const key = controlKey(message.id, customId)
  if (state.busy.has(key)) return
  state.busy.add(key)
  state.failed.delete(message.id)
  changed()
  const answer = await act()
  state.busy.delete(key)
  if (answer.kind === 'failed') state.failed.add(message.id)
  if (answer.kind === 'form') state.form = answer.form
  changed()
}

export const press = (message: PageMessage, customId: string): Promise<void> =>
  using(message, customId, () => perform({ act: 'press', message: message.id, customId }))

export function choose(
  message: PageMessage,
  customId: string,
  values: readonly string[],
): Promise<void> {
  state.chosen.set(controlKey(message.id, customId), values)
  return using(message, customId, () =>
    perform({ act: 'choose', message: message.id, customId, values: [...values] }),
  )
}

/** Gives a command of a message's menu. */
export const chooseFromMenu = (message: PageMessage, name: string): Promise<void> =>
  using(message, name, () => perform({ act: 'menu', message: message.id, name }))

/** Hands a form in; where that fails it stays open. */
export async function submitForm(values: Record<string, string | string[]>): Promise<boolean> {
  const { form } = state
  if (!form) return false
  const answer = await perform({ act: 'submit', modal: form.key, values })
  const done = answer.kind !== 'failed'
  if (done) state.form = null
  changed()
  return done
}

export async function dismiss(messageId: string): Promise<void> {
  await perform({ act: 'dismiss', message: messageId })
}

export async function move(to: Move): Promise<void> {
  if (state.moving) return
  state.moving = true
  follow()
  changed()
  const before = state.arrivals
  await perform({ act: 'move', move: to })
  state.moving = false
  const { look } = state
  const came = state.arrivals > before
  if (!came && to === 'next-morning' && look?.nothingCame) tell(look.nothingCame[viewerLocale()])
  changed()
}
